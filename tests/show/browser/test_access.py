"""axe-core finds nothing serious on the page, whatever is open on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.graph.opened import Graph
from kg.show.network.view import view
from kg.show.trace.page import trace_page
from tests.show.axe import serious

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

STATES = {
    "nothing": "() => {}",
    "thing": "() => Store.select('node', Model.nodeOf('shield'))",
    "link": "() => Store.select('edge', Model.edgeOf('cland', 'shield'))",
    "claim": "() => { Store.dots(true); Store.select('claim', 0); }",
    "filters": "() => { Store.only('type', 'person'); "
    "for (const fold of document.querySelectorAll('.facet')) fold.open = true; }",
    "table": "() => document.getElementById('tab-table').click()",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(small: Graph, opened: Show, state: str, scheme: str) -> None:
    wide = 390 if state == "thing" and scheme == "dark" else 1300
    shown = opened(view(small), color_scheme=scheme, viewport={"width": wide, "height": 800})
    shown.page.evaluate(STATES[state])
    assert serious(shown.page) == []


def test_tab_passes_the_list_and_a_key_leads_to_the_details(shown: Opened) -> None:
    keyboard = shown.page.keyboard
    keyboard.press("/")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    second = shown.page.evaluate("document.activeElement.textContent")
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert not shown.page.evaluate("document.activeElement.matches('#list *')")
    keyboard.press("Shift+Tab")
    assert shown.page.evaluate("document.activeElement.textContent") == second
    keyboard.press("d")
    assert shown.page.evaluate("document.activeElement.id") == "panel"
    assert shown.page.evaluate("document.querySelector('#panel h2').textContent") in second
    keyboard.press("Escape")
    assert shown.page.evaluate("Store.state.selected") is None
    shown.clean()


@pytest.mark.parametrize("text", ["without text", "with text"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_on_the_trace_page(small: Graph, opened: Show, scheme: str, text: str) -> None:
    shown = opened(trace_page(small, with_text=text == "with text"), color_scheme=scheme)
    assert serious(shown.page) == []
