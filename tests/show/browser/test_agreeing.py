"""What independent origins state alike, and what claims differ in, can be told from the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kg.graph.opened import Graph
from kg.show.network.model import Agreement
from kg.show.network.page import page
from kg.show.network.view import network

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: Graph, opened: Show, folder: Path, agreement: Agreement, scheme: str) -> list[str]:
    """Return the strokes and fills of the saved picture in which all statements agree like this."""
    whole = network(graph)
    edges = [
        replace(
            made, statements=tuple(replace(one, agreement=agreement) for one in made.statements)
        )
        for made in whole.edges
    ]
    shown = opened(page(replace(whole, edges=tuple(edges)), graph), color_scheme=scheme)
    with shown.page.expect_download() as waiting:
        shown.page.click("#svg")
    file = folder / f"{agreement.origins}-{agreement.contested}.svg"
    waiting.value.save_as(file)
    shown.clean()
    paths = ET.parse(file).getroot().iter(f"{SVG}path")  # noqa: S314 (our own file)
    return [f"{path.attrib.get('stroke')} {path.attrib.get('stroke-width')}" for path in paths]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_double_lines_and_signs(small: Graph, opened: Show, tmp_path: Path, scheme: str) -> None:
    plain, double, sign = (
        drawn(small, opened, tmp_path, agreement, scheme)
        for agreement in (Agreement(), Agreement(origins=2), Agreement(contested=True))
    )
    assert not set(double) <= set(plain)
    assert len(sign) > len(plain)
    assert len({tuple(plain), tuple(double), tuple(sign)}) == 3


def test_the_legend_tells_them(shown: Opened) -> None:
    words = shown.page.locator("#key").inner_text()
    assert "×2: two independent origins say so" in words
    assert "≠: claims differ" in words
