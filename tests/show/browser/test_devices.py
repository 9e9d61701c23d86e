"""The page on a phone, in the dark, on paper, and as a picture to keep."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.graph.opened import Graph
from kg.show.network.view import view

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

SELECTED = "Store.state.selected && Model.nodes[Store.state.selected.index].id"


@pytest.mark.parametrize("wide", [360, 390, 768])
def test_a_narrow_page_fits_and_leads_to_the_details(small: Graph, opened: Show, wide: int) -> None:
    shown = opened(view(small), viewport={"width": wide, "height": 740}, has_touch=True)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= wide
    assert not shown.page.locator("#chosen").is_visible()
    node = shown.page.evaluate("Page.place(Model.nodeOf('ann'))")
    shown.page.locator("#canvas").tap(position=node)
    shown.until(f"{SELECTED} === 'ann'")
    shown.page.locator("#chosen").click()
    shown.until("document.getElementById('panel').getBoundingClientRect().top < 5")
    assert "Ann Arbor" in shown.text("#panel h2")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= wide
    shown.clean()


def test_light_and_dark_follow_the_system_and_the_reader(small: Graph, opened: Show) -> None:
    shown = opened(view(small), color_scheme="dark", reduced_motion="reduce")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert shown.page.evaluate(paper) == "rgb(21, 24, 28)"
    shown.page.click("#theme")
    assert shown.page.evaluate(paper) == "rgb(251, 251, 249)"
    shown.clean()


def test_on_paper_the_table_stands_beside_the_picture(shown: Opened) -> None:
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print")
    assert shown.page.locator("#table tbody tr").first.is_visible()
    assert shown.page.locator("#canvas").is_visible()
    assert not shown.page.locator(".rail").is_visible()
    picture, box = (shown.page.locator(name).bounding_box() for name in ("canvas", "#picture"))
    assert picture is not None
    assert box is not None
    assert (picture["width"], picture["height"]) <= (box["width"], box["height"])


def test_the_whole_picture_keeps_clear_of_the_buttons(shown: Opened) -> None:
    lowest = shown.page.evaluate("Math.max(...Model.nodes.map((_, at) => Page.place(at).y))")
    buttons = shown.page.locator(".tools").bounding_box()
    picture = shown.page.locator("#canvas").bounding_box()
    assert buttons is not None
    assert picture is not None
    assert picture["y"] + lowest < buttons["y"]


def test_the_picture_can_be_saved(shown: Opened, tmp_path: Path) -> None:
    with shown.page.expect_download() as waiting:
        shown.page.click("#png")
    waiting.value.save_as(tmp_path / "network.png")
    content = (tmp_path / "network.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", content[16:24])
    assert wide > 300
    assert high > 300
    shown.clean()
