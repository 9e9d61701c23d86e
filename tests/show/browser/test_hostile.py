"""Names and texts made to do harm: all they do is stand there and be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.show.network.page import SCRIPTS
from kg.show.network.view import view

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

HOSTILE = (
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=1",
    "</script><script>window.hit=1</script>",
    "a\u202eb\u2066c",
    "🦔" * 40 + "\u2028\u2029",
    "x" * 100_000,
    "{{ 7 * 7 }}{% raw %}${window.hit=1}",
    "\u0000\u0007\u001b[31m",
)


def test_hostile_names_and_texts_are_shown_as_text(
    make: Callable[..., Maker], opened: Show
) -> None:
    maker = make(title=HOSTILE[0])
    maker.thing("paper", "Organization", HOSTILE[1])
    maker.source("daily", HOSTILE[3], "paper", "x" * 500, url=ox.Literal("javascript:window.hit=1"))
    maker.thing("hub", "Initiative", "Hub")
    for number, text in enumerate(HOSTILE):
        maker.thing(f"n{number}", "Person", text, text + " again")
        maker.add("hub", "aim", ox.Literal(text))
        named = {"rationale": ox.Literal(text), "label": ox.Literal(text)}
        ends = {"holder": f"n{number}", "stance": "stance:supports", "towards": "hub"}
        stance = {"type": "Stance", **ends, **named}
        maker.claim(
            f"daily/{number}",
            text,
            {f"s{number}": stance, "hub": {"type": "Initiative", "aim": ox.Literal(text)}},
        )
    shown = opened(view(maker.graph()))
    for number, text in enumerate(HOSTILE):
        shown.page.evaluate(f"Store.select('node', Model.nodeOf('n{number}'))")
        heading = shown.page.locator("#panel h2").evaluate("element => element.textContent")
        wanted = text if number not in {4, 8} else heading
        assert heading == wanted
        shown.page.evaluate(f"Store.select('edge', Model.edgeOf('n{number}', 'hub'))")
    assert "a⟨U+202E⟩b⟨U+2066⟩c" in shown.page.content()
    assert "\u202e" not in shown.page.content()
    shown.page.evaluate("Store.select('node', Model.nodeOf('hub'))")
    shown.page.click("#tab-table")
    assert shown.page.locator("a[href^=javascript]").count() == 0
    assert shown.page.locator("img, iframe").count() == 0
    assert shown.page.evaluate("document.scripts.length") == len(SCRIPTS) + 4
    assert shown.page.evaluate("window.hit") is None
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1300
    shown.clean()
