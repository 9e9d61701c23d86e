"""What draws the page can be exchanged; what cannot be unpacked is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.show.network.view import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

SELECTED = "Store.state.selected && Model.nodes[Store.state.selected.index].id"


def test_the_default_page_is_drawn_without_vis_network(small: Graph) -> None:
    assert "vis-network" not in view(small).partition("<body>")[2]
    assert "vis.Network(" in view(small, renderer="pyvis")


def test_an_unknown_renderer_is_refused(small: Graph) -> None:
    with pytest.raises(UsageError, match="no renderer 'webgl'"):
        view(small, renderer="webgl")


def test_pyvis_draws_the_same_places(small: Graph, opened: Show) -> None:
    ours, other = opened(view(small)), opened(view(small, renderer="pyvis"))
    places = "Model.nodes.map(({ x, y }) => [x, y])"
    assert ours.page.evaluate(places) == other.page.evaluate(places)
    at = other.page.evaluate("Page.place(Model.nodeOf('gift'))")
    other.page.locator("#canvas").click(position=at)
    other.until(f"{SELECTED} === 'gift'")
    for name in ("nearer", "farther", "fit", "theme"):
        other.page.click(f"#{name}")
    with other.page.expect_download():
        other.page.click("#svg")
    other.clean()


def test_an_old_browser_is_told_so(
    small: Graph, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("old") / "page.html"
    file.write_text(view(small), encoding="utf-8")
    context = browser.new_context()
    page: Page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file.as_uri())
    assert "too old" in page.locator("#panel").inner_text()
    context.close()
