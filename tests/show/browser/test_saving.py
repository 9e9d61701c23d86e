"""The picture as files: pixels, and lines that any drawing program reads."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.graph.opened import Graph
from kg.show.network.view import view

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

SVG = "{http://www.w3.org/2000/svg}"
NAME = "<script>alert(1)</script>&\"'"


def saved(shown: Opened, folder: Path) -> ET.Element:
    """Save the picture as SVG and return what the file holds."""
    with shown.page.expect_download() as waiting:
        shown.page.click("#svg")
    file = folder / "network.svg"
    waiting.value.save_as(file)
    return ET.parse(file).getroot()  # noqa: S314 (our own file)


def test_the_svg_is_drawn_from_the_same_scene(shown: Opened, tmp_path: Path) -> None:
    root = saved(shown, tmp_path)
    box = shown.page.locator("#canvas").bounding_box()
    assert box
    size = [float(root.attrib[side]) for side in ("width", "height")]
    assert size == pytest.approx([box["width"], box["height"]], abs=1)
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Aland", "Bland", "Ann Arbor"} <= texts
    fills = {path.attrib.get("fill") for path in root.iter(f"{SVG}path")}
    assert {"#0072b2", "#e69f00"} <= {str(fill).lower() for fill in fills}
    assert any("stroke-dasharray" in path.attrib for path in root.iter(f"{SVG}path"))
    assert "image" not in {element.tag.removeprefix(SVG) for element in root.iter()}
    shown.clean()


def test_filters_hold_for_the_svg_too(shown: Opened, tmp_path: Path) -> None:
    shown.page.locator("#types .filter", has_text="People").locator("input").uncheck()
    texts = {text.text for text in saved(shown, tmp_path).iter(f"{SVG}text")}
    assert "Ann Arbor" not in texts
    assert "Aland" in texts


def test_a_hostile_name_is_text_in_the_svg(
    make: Callable[..., Maker], opened: Show, tmp_path: Path
) -> None:
    maker = make(title=NAME)
    maker.thing("a", "Person", NAME)
    root = saved(opened(view(maker.graph(), "a")), tmp_path)
    assert not list(root.iter(f"{SVG}script"))
    written = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "<script>alert(1" in written
    assert (root.findtext(f"{SVG}title") or "").startswith(NAME)


def test_colours_in_the_svg_are_plain(small: Graph, opened: Show, tmp_path: Path) -> None:
    root = saved(opened(view(small), color_scheme="dark"), tmp_path)
    for element in root.iter():
        for name in ("fill", "stroke"):
            colour = element.attrib.get(name, "none")
            assert colour == "none" or colour.startswith("#") or colour.count(",") == 2
