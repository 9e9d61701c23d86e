"""The trace page under hostile names and texts, on a phone, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.graph.opened import Graph
from kg.show.trace.page import SCRIPTS, trace_page

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

HOSTILE = (
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=1",
    "</script><script>window.hit=1</script><!--",
    "a\u202eb\u2066c",
    "🦔" * 40 + "\u2028\u2029",
    "x" * 100_000,
    "{{ 7 * 7 }}{% raw %}${window.hit=1}",
    "\u0007\u001b[31m",
)


@pytest.mark.parametrize("with_text", [False, True])
def test_hostile_names_and_texts_are_shown_as_text(
    make: Callable[..., Maker], opened: Show, *, with_text: bool
) -> None:
    maker = make(title=HOSTILE[0])
    text = "\n".join(f"{line} stands here 🦔." for line in HOSTILE)
    maker.thing("paper", "Organization", HOSTILE[1])
    maker.source("daily", HOSTILE[3], "paper", text, url=ox.Literal("javascript:window.hit=1"))
    maker.source("weekly", HOSTILE[6], "paper", text, url=ox.Literal('https://x.example/"><b>'))
    start = 0
    for number, words in enumerate(HOSTILE):
        maker.thing(f"n{number}", "Person", words)
        states = {f"n{number}": {"type": "Person", "aim": ox.Literal(words)}}
        name = f'daily/{number}"<b>\u202e&#'
        place = (start, start + len(words))
        # The made IRIs need not be sound: the page gets what it gets.
        iri = f"daily/{number}%22%3Cb%3E\u00ad"
        maker.claim(iri, words, states, span=place, chain=("paper", f"n{number}"))
        maker.add(iri, "note", ox.Literal(name))
        maker.add(iri, "statusReason", ox.Literal(words))
        maker.claim(f"weekly/{number}", words, {}, source="weekly", span=place)
        start += len(words) + len(" stands here 🦔.") + 1
    (maker.folder / "texts").mkdir()
    (maker.folder / "texts" / "daily.txt").write_text(text, encoding="utf-8", newline="")
    html = trace_page(maker.graph(), with_text=with_text)
    assert "\u202e" not in html
    shown = opened(html)
    if with_text:
        copy = shown.page.evaluate(
            "[...document.querySelectorAll('#text .para')].map("
            "p => [...p.childNodes].slice(1).map(n => n.textContent).join('')).join('\\n')"
        )
        assert "a⟨U+202E⟩b⟨U+2066⟩c stands here 🦔.\n" in copy
        assert copy.startswith("<script>window.hit = 1</script> stands here 🦔.\n")
    for words in HOSTILE:
        heading = shown.page.locator(".claim[aria-current] .pick").evaluate("e => e.textContent")
        assert heading == words or "⟨U+" in heading
        shown.page.keyboard.press("j")
    assert shown.page.locator("a[href^=javascript]").count() == 0
    assert shown.page.locator("img, iframe, main b").count() == 0
    assert shown.page.evaluate("document.scripts.length") == len(SCRIPTS) + 4
    assert shown.page.evaluate("window.hit") is None
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 1300
    shown.clean()


@pytest.mark.parametrize("wide", [360, 768])
def test_a_narrow_page_fits_and_leads_to_the_card(small: Graph, opened: Show, wide: int) -> None:
    shown = opened(trace_page(small), viewport={"width": wide, "height": 740}, has_touch=True)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= wide
    shown.page.locator(".anchors").last.tap()
    chosen = ".claim[aria-current]"
    shown.until(f"document.querySelector('{chosen}').getBoundingClientRect().top < innerHeight")
    assert shown.page.locator(chosen).is_visible()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= wide
    shown.clean()


def test_light_and_dark_follow_the_system_and_the_reader(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small), color_scheme="dark", reduced_motion="reduce")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert shown.page.evaluate(paper) == "rgb(21, 24, 28)"
    shown.page.click("#theme")
    assert shown.page.evaluate(paper) == "rgb(251, 251, 249)"
    shown.clean()


def test_on_paper_every_card_is_open(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small), viewport={"width": 760, "height": 300})
    assert shown.page.locator("#cards .details").count() == 1
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print")
    assert shown.page.locator("#cards .details").count() == 9
    assert not shown.page.locator(".finder").is_visible()
    assert shown.page.evaluate(
        "[...document.querySelectorAll('#text, #cards')].every("
        "(pane) => pane.scrollHeight <= pane.clientHeight + 1)"
    )
    shown.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown.page.locator("#cards .details").count() == 1


def test_a_long_list_is_built_piece_by_piece(make: Callable[..., Maker], opened: Show) -> None:
    maker = make()
    maker.thing("paper", "Organization", "The Daily Paper")
    maker.source("daily", "Daily", "paper", "\n".join(f"Line {n} of it." for n in range(400)))
    for number in range(400):
        start = maker.texts["daily"].index(f"Line {number} of")
        maker.claim(f"daily/{number}", f"Claim {number}.", {}, span=(start, start + 8))
    shown = opened(trace_page(maker.graph()), "#claim=daily%2F390")
    assert shown.page.locator(".claim[aria-current] .pick").inner_text() == "Claim 390."
    shown.until(
        "(({ top, bottom }) => top > 0 && bottom < innerHeight)"
        "(document.querySelector('.claim[aria-current]').getBoundingClientRect())"
    )
    shown.until("document.querySelectorAll('#cards .claim').length === 400")
    shown.clean()
