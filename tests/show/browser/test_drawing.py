"""The canvas: things are where the page says; mouse, wheel, fingers and keys move them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from kg.graph.opened import Graph
from kg.show.network.view import view

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

Point = dict[str, float]
SELECTED = "Store.state.selected && Model.nodes[Store.state.selected.index].id"
CALM = {"reduced_motion": "reduce"}
# What is drawn at a point of the canvas, as #rrggbb.
PIXEL = """({ x, y }) => {
  const canvas = document.querySelector("#canvas canvas");
  const sharp = canvas.width / canvas.clientWidth;
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  pen.drawImage(canvas, x * sharp, y * sharp, 1, 1, 0, 0, 1, 1);
  const [...at] = pen.getImageData(0, 0, 1, 1).data;
  return at[3] ? "#" + at.slice(0, 3).map((n) => n.toString(16).padStart(2, "0")).join("") : "";
}"""


def place(shown: Opened, name: str) -> Point:
    found: Point = shown.page.evaluate(f"Page.place(Model.nodeOf('{name}'))")
    return found


def corner(shown: Opened) -> Point:
    """Return a point of the window over the picture's empty corner."""
    box = shown.page.locator("#canvas").bounding_box()
    assert box
    return {"x": box["x"] + 8, "y": box["y"] + 8}


@pytest.fixture
def calm(small: Graph, opened: Show) -> Opened:
    """Return the small graph's page, with nothing that moves by itself."""
    return opened(view(small), **CALM)


@pytest.mark.parametrize("sharp", [1, 2, 3])
def test_each_dot_is_drawn_and_found_where_the_page_says(
    small: Graph, opened: Show, sharp: int
) -> None:
    shown = opened(view(small), device_scale_factor=sharp, **CALM)
    for name in ("aland", "ann", "shield", "tents"):
        at = place(shown, name)
        wanted = shown.page.evaluate(f"Model.nodes[Model.nodeOf('{name}')].look.colour")
        shown.until(f"({PIXEL})({at}) === '{wanted.lower()}'")
        shown.page.locator("#canvas").click(position=at)
        shown.until(f"{SELECTED} === '{name}'")
        shown.page.keyboard.press("Escape")
    shown.clean()


def test_what_is_filtered_out_is_neither_drawn_nor_found(calm: Opened) -> None:
    at = place(calm, "ann")
    calm.page.locator("#types .filter", has_text="People").locator("input").uncheck()
    calm.until(f"({PIXEL})({at}) !== '#e69f00'")
    calm.page.locator("#canvas").click(position=at)
    assert calm.page.evaluate("Store.state.selected?.kind !== 'node'")


def test_the_mouse_moves_the_picture_by_as_much_and_selects_nothing(calm: Opened) -> None:
    before, start = place(calm, "aland"), corner(calm)
    mouse = calm.page.mouse
    mouse.move(start["x"], start["y"])
    mouse.down()
    mouse.move(start["x"] + 70, start["y"] + 40, steps=7)
    mouse.up()
    after = place(calm, "aland")
    assert after["x"] - before["x"] == pytest.approx(70, abs=0.1)
    assert after["y"] - before["y"] == pytest.approx(40, abs=0.1)
    assert calm.page.evaluate("Store.state.selected") is None
    calm.until(f"({PIXEL})({after}) === '#0072b2'")


def test_the_wheel_zooms_about_the_pointer(calm: Opened) -> None:
    at, other = place(calm, "shield"), place(calm, "ann")
    box = calm.page.locator("#canvas").bounding_box()
    assert box
    calm.page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    calm.page.mouse.wheel(0, -400)
    calm.until(f"Math.abs(Page.place(Model.nodeOf('ann')).x - {other['x']}) > 5")
    now = place(calm, "shield")
    assert now["x"] == pytest.approx(at["x"], abs=1)
    assert now["y"] == pytest.approx(at["y"], abs=1)


def test_keys_move_zoom_and_show_everything(calm: Opened) -> None:
    page = calm.page
    before, other = place(calm, "aland"), place(calm, "ann")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    moved = place(calm, "aland")
    assert (moved["x"], moved["y"]) == pytest.approx((before["x"] - 60, before["y"] - 60))
    page.keyboard.press("+")
    apart = abs(place(calm, "aland")["x"] - place(calm, "ann")["x"])
    assert apart == pytest.approx(1.25 * abs(before["x"] - other["x"]))
    page.keyboard.press("0")
    assert place(calm, "aland") == pytest.approx(before)


def test_two_fingers_zoom_and_one_moves(small: Graph, opened: Show) -> None:
    shown = opened(view(small), has_touch=True, **CALM)
    touch = shown.page.context.new_cdp_session(shown.page)
    start = corner(shown)

    def fingers(kind: str, *points: tuple[float, float]) -> None:
        spots = [{"x": start["x"] + x, "y": start["y"] + y, "id": n}
                 for n, (x, y) in enumerate(points)]  # fmt: skip
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def apart() -> float:
        one, other = place(shown, "aland"), place(shown, "ann")
        return float(abs(one["x"] - other["x"]))

    before = apart()
    fingers("touchStart", (100, 200), (200, 200))
    fingers("touchMove", (70, 200), (230, 200))
    fingers("touchMove", (50, 200), (250, 200))
    fingers("touchEnd")
    assert apart() == pytest.approx(2 * before, rel=0.02)
    at = place(shown, "aland")
    fingers("touchStart", (100, 100))
    fingers("touchMove", (150, 130))
    fingers("touchMove", (160, 140))
    fingers("touchEnd")
    assert place(shown, "aland")["x"] - at["x"] == pytest.approx(60, abs=1)
    assert shown.page.evaluate("Store.state.selected") is None
    shown.clean()


def test_a_page_of_thousands_of_things_answers_a_click(opened: Show, large: str) -> None:
    shown = opened(large, **CALM)
    hub = shown.page.evaluate("[...Model.nodes].sort((a, b) => b.degree - a.degree)[0].index")
    shown.page.locator("#canvas").click(position=shown.page.evaluate(f"Page.place({hub})"))
    shown.until(f"Store.state.selected?.index === {hub}")
    assert shown.page.locator("#panel .line").count() > 0
    labels: Any = shown.page.evaluate("Model.nodes.map((node) => [node.id, node.label])")
    assert labels == [[f"n{number}", f"Thing {number}"] for number in range(3_000)]
    shown.clean()


def test_a_wording_that_did_not_fit_says_how_to_read_it(opened: Show, large: str) -> None:
    shown = opened(large)
    edge = shown.page.evaluate(
        "Model.edges.find(({ said }) => said.every((one) => one.claims.every("
        "(number) => !Model.claims[number].worded))).index"
    )
    shown.page.evaluate(f"Store.select('edge', {edge})")
    card = shown.text("#panel .claim")
    assert "kg trace daily/c" in card
    assert "paragraph 1" in card
    assert "Nobody" in card
