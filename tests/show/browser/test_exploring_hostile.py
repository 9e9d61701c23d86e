"""Filters, dots and narrow screens with names made to do harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.show.network.view import view
from tests.show.browser.test_hostile import HOSTILE

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]


@pytest.mark.parametrize("wide", [360, 1300])
def test_filters_and_dots_show_hostile_names_as_text(
    make: Callable[..., Maker], opened: Show, wide: int
) -> None:
    maker = make(title=HOSTILE[0])
    maker.thing("paper", "Organization", HOSTILE[1])
    maker.source("daily", HOSTILE[3], "paper", "x" * 500)
    maker.thing("hub", "Initiative", HOSTILE[6])
    for number, text in enumerate(HOSTILE):
        maker.thing(f"n{number}", "Person", text)
        stance = {"type": "Stance", "holder": f"n{number}", "towards": "hub"}
        stated = {f"s{number}": {**stance, "stance": f"own{number}", "label": ox.Literal(text)}}
        maker.thing(f"own{number}", "Concept", text)
        maker.claim(f"daily/{number}", text, stated, chain=("paper", f"n{number}"))
    html = view(maker.graph(), trace="a'b\"<c>.trace.html")
    shown = opened(html, "#&dots", viewport={"width": wide, "height": 740})
    shown.page.evaluate("document.getElementById('filters').open = true")
    shown.page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")
    shown.until("document.querySelectorAll('[data-facet=speaker] .option').length > 1")
    for number in range(len(HOSTILE)):
        shown.page.evaluate(f"Store.select('claim', {number})")
        shown.page.evaluate(f"Store.near(Model.nodeOf('n{number}'))")
        speaker = f"Facets.by('speaker').options[{number}].value"
        shown.page.evaluate(f"Store.only('speaker', {speaker})")
        address = shown.page.evaluate("location.hash")
        shown.page.evaluate("address => { location.hash = '#'; location.hash = address }", address)
    assert shown.page.locator("a[href^=javascript], img, iframe").count() == 0
    assert shown.page.evaluate("window.hit") is None
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= wide
    shown.clean()
