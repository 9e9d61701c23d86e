"""The trace page as a reader uses it: marks and cards, keys and address, filters and relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.graph.opened import Graph
from kg.show.trace.page import trace_page

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

CHOSEN = "#cards .claim[aria-current]"
# An invented article; the hedgehogs take two UTF-16 units each.
TEXT = "🦔🦔 Aland will give Bland five billion.\n\nNobody objects, says Ann 🦔 of Aland.\nThe end."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.fixture
def hedgehogs(make: Callable[..., Maker]) -> Graph:
    """Return a graph of one article with overlapping passages, its text attached."""
    maker = make(title="Hedgehogs")
    for name, label in (("paper", "The Daily Paper"), ("ann", "Ann Arbor"), ("aland", "Aland")):
        maker.thing(name, "Organization", label)
    url = ox.Literal("https://daily.example/a?b=1#top")
    maker.source("daily", "The gift", "paper", TEXT, url=url)
    for name, wording, words, chain in (
        ("daily/1", "Aland gives five billion.", "Aland will give Bland five billion", ("paper",)),
        ("daily/2", "Bland gets five billion.", "give Bland five billion", ("paper",)),
        ("daily/3", "Nobody is against it.", "Nobody objects", ("paper", "ann")),
        ("daily/4", "Ann is of Aland.", "Ann 🦔 of Aland", ("paper",)),
    ):
        maker.claim(name, wording, {}, span=span(words), chain=chain)
    maker.add("daily/2", "restates", "daily/1")
    maker.add("daily/3", "note", ox.Literal("A note of the coder."))
    (maker.folder / "texts").mkdir()
    (maker.folder / "texts" / "daily.txt").write_text(TEXT, encoding="utf-8")
    return maker.graph()


def chosen(shown: Opened) -> str:
    return shown.page.locator(f"{CHOSEN} .pick").inner_text()


def marked(shown: Opened) -> str:
    return "".join(shown.page.locator("mark.chosen").all_inner_texts())


def test_the_marks_stand_on_the_very_words(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs, with_text=True))
    seen = []
    for _ in range(4):
        seen.append((chosen(shown), marked(shown)))
        shown.page.keyboard.press("j")
    assert seen == [
        ("Aland gives five billion.", "Aland will give Bland five billion"),
        ("Bland gets five billion.", "give Bland five billion"),
        ("Nobody is against it.", "Nobody objects"),
        ("Ann is of Aland.", "Ann 🦔 of Aland"),
    ]
    paragraphs = shown.page.locator("#text .para").evaluate_all(
        "all => all.map(p => [...p.childNodes].slice(1).map(n => n.textContent).join(''))"
    )
    assert paragraphs == [line for line in TEXT.split("\n") if line]
    assert "of 4 passages, ✓ 4 verified" in shown.text("#copy-state")
    shown.clean()


def test_a_click_on_either_side_chooses_the_other(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs, with_text=True))
    shown.page.locator("mark", has_text="Nobody objects").click()
    assert chosen(shown) == "Nobody is against it."
    assert shown.page.locator("#chain li").all_inner_texts() == [
        "Ann Arbor says", "The Daily Paper publishes",
    ]  # fmt: skip
    overlap = shown.page.locator("mark", has_text="give Bland five billion")
    overlap.click()
    assert chosen(shown) == "Bland gets five billion."
    overlap.click()
    assert chosen(shown) == "Aland gives five billion."
    shown.page.locator(".pick", has_text="Ann is of Aland.").click()
    assert marked(shown) == "Ann 🦔 of Aland"
    shown.clean()


def test_keys_step_and_tell(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs))
    shown.page.keyboard.press("k")
    assert chosen(shown) == "Aland gives five billion."
    for _ in range(9):
        shown.page.keyboard.press("j")
    assert chosen(shown) == "Ann is of Aland."
    assert shown.text("#position") == "4 of 4"
    shown.page.keyboard.press("k")
    live = shown.page.locator("#live").text_content()
    assert live == ("Claim 3 of 4: Nobody is against it. Ann Arbor, assertion, certain, no text")
    shown.page.locator("#kind").focus()
    shown.page.keyboard.press("j")
    assert chosen(shown) == "Nobody is against it."
    shown.clean()


def test_everything_is_reached_with_the_tab_key(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs))
    reached = []
    for _ in range(30):
        shown.page.keyboard.press("Tab")
        reached.append(shown.page.evaluate("document.activeElement.id"))
    for name in ("theme", "next", "choose", "text", "words", "kind", "speaker", "cards"):
        assert name in reached
    shown.page.locator(".pick", has_text="Nobody").focus()
    shown.page.keyboard.press("Enter")
    assert chosen(shown) == "Nobody is against it."
    assert shown.page.evaluate("document.activeElement.textContent") == "Nobody is against it."


def test_the_address_names_the_claim(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs), f"#claim={quote('daily/3', safe='')}")
    assert chosen(shown) == "Nobody is against it."
    shown.page.keyboard.press("j")
    assert shown.page.evaluate("location.hash") == "#claim=daily%2F4"
    shown.page.evaluate("location.hash = '#claim=daily/2'")
    shown.until(f"document.querySelector('{CHOSEN} .pick').textContent.startsWith('Bland')")
    shown.page.evaluate("location.hash = '#claim=daily/9'")
    shown.until("!document.getElementById('unknown').hidden")
    assert "daily/9, which is not on this page" in shown.text("#unknown")
    shown.page.evaluate("location.hash = '#claim=%E0%A4%A'")
    shown.clean()


def test_the_publisher_is_opened_at_the_passage(hedgehogs: Graph, opened: Show) -> None:
    shown = opened(trace_page(hedgehogs), "#claim=daily%2F1")
    link = shown.page.locator(f"{CHOSEN} .passage a")
    wanted = "https://daily.example/a?b=1#:~:text=Aland,billion"
    assert link.get_attribute("href") == wanted
    assert link.get_attribute("rel") == "noopener noreferrer"
    parts = shown.page.evaluate(
        "[{first: 'a-b, c & d', last: 'e', start: 0, end: 90}, "
        "{first: 'one two', last: 'two', start: 0, end: 7}, "
        "{first: 'one 🦔', last: '🦔 two', start: 0, end: 9}].map((claim) => "
        "Card.address({...claim, about: {url: 'https://x.example/'}}).split('text=')[1])"
    )
    assert parts == ["a%2Db%2C%20c%20%26%20d,e", "one%20two", "one%20%F0%9F%A6%94%20two"]


def test_without_the_text_the_place_and_the_words_are_shown(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small, "daily"))
    first = shown.page.locator("#text .para").first
    assert [word.split() for word in first.locator(".anchors").all_inner_texts()] == [
        ["Aland", "Blan", "2", "claims"], ["Aland", "billion"],
    ]  # fmt: skip
    strip = shown.page.locator("#strip svg")
    assert strip.get_attribute("aria-label") == (
        "7 passages in the article; the chosen one stands 0 % into it"
    )
    assert shown.page.locator(".verdict").first.inner_text() == "· no text"
    both = first.locator(".anchors").first
    both.click()
    one = chosen(shown)
    both.click()
    assert {one, chosen(shown)} == {
        "Aland plans to send Bland tents.", "Aland trains Bland's soldiers.",
    }  # fmt: skip
    box = strip.bounding_box()
    assert box
    strip.click(position={"x": box["width"] * 0.3, "y": 5})
    assert chosen(shown) in {"Cland is against the plan.", "Ann Arbor chaired the summit."}
    shown.clean()


def test_filters_and_search_leave_what_fits(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small))
    shown.page.select_option("#speaker", "Ann Arbor")
    assert shown.text("#count") == "2 of 9 claims"
    shown.page.keyboard.press("/")
    shown.page.keyboard.type("bland TENTS")
    shown.until("document.getElementById('count').textContent === '1 of 9 claims'")
    assert chosen(shown) == "Aland plans to send Bland tents."
    shown.page.keyboard.press("Escape")
    shown.until("document.getElementById('count').textContent === '9 claims'")
    assert shown.page.input_value("#words") == ""
    shown.page.fill("#words", "nothing like it")
    shown.until("document.getElementById('count').textContent === '0 of 9 claims'")
    assert "No claim is left" in shown.text("#cards")
    shown.page.locator("#cards button", has_text="Show all claims").click()
    assert shown.text("#count") == "9 claims"
    shown.clean()


def test_the_reader_turns_from_article_to_article(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small))
    assert shown.page.locator("#cards .group").all_inner_texts() == [
        "The Daily Paper on the summit 7 claims", "The Weekly on the summit 2 claims",
    ]  # fmt: skip
    shown.page.select_option("#articles", label="The Weekly on the summit (2)")
    assert chosen(shown) == "The plan is Aland's, and under way."
    assert shown.page.locator("#about a").get_attribute("href") == "https://weekly.example/summit"
    shown.page.keyboard.press("k")
    assert shown.page.input_value("#articles") == "0"
    shown.clean()


def test_relations_states_and_corrections_are_in_the_card(
    make: Callable[..., Maker], opened: Show
) -> None:
    maker = make()
    maker.thing("paper", "Organization", "The Daily Paper")
    maker.thing("boat", "Item", "Boat")
    maker.source("daily", "Daily", "paper", "One two three four five six seven eight.")
    fast = {"boat": {"type": "Item", "aim": ox.Literal("speed")}}
    maker.claim("daily/1", "The boat is fast.", fast, span=(0, 7))
    maker.claim("daily/2", "The boat is quick.", {}, span=(8, 13))
    maker.add("daily/2", "restates", "daily/1")
    maker.add("daily/1", "contrasts", "elsewhere/7")
    maker.add("daily/2", "statusReason", ox.Literal("It was coded twice."))
    for quad in list(maker.store.quads_for_pattern(maker.iri("daily/2"), None, None)):
        if quad.predicate.value.endswith("claimStatus"):
            maker.store.remove(quad)
    maker.add("daily/2", "claimStatus", "claim-status:superseded")
    maker.add("daily/2", "supersededBy", "daily/1")
    maker.add("daily/1", "correction", "wrong")
    maker.all("wrong", {
        "type": "Correction", "printed": ox.Literal("99"), "proposed": ox.Literal("9"),
        "reason": ox.Literal("too many"), "basis": "basis:inferred",
    })  # fmt: skip
    shown = opened(trace_page(maker.graph()))
    card = shown.text(CHOSEN)
    for words in ("Printed 99, read 9: too many (inferred)", "aim: speed", "restated by",
                  "takes the place of", "contrasts with elsewhere/7"):  # fmt: skip
        assert words in card
    shown.page.locator(f"{CHOSEN} .jump", has_text="The boat is quick.").first.click()
    assert chosen(shown) == "The boat is quick."
    assert "superseded It was coded twice." in shown.text(f"{CHOSEN} .status")
    assert "superseded" in (shown.page.locator("#live").text_content() or "")
    shown.page.locator(f"{CHOSEN} .jump", has_text="The boat is fast.").first.click()
    assert chosen(shown) == "The boat is fast."
    shown.clean()


def test_the_rows_of_a_query_lead_to_their_claims(small: Graph, opened: Show) -> None:
    asked = "SELECT ?who ?what WHERE { ?s a kg:Stance ; kg:holder ?who ; kg:towards ?what }"
    shown = opened(trace_page(small, query=asked))
    assert shown.page.locator("#cards .claim .pick").all_inner_texts() == [
        "Cland is against the plan.", "Cland will not back the plan.",
    ]  # fmt: skip
    assert "Cland · Shield plan" in shown.text(CHOSEN)
    shown.page.select_option("#row", label="1: Cland · Shield plan (2)")
    assert shown.text("#count") == "2 of 2 claims"
    shown.clean()


def test_an_empty_page_says_so(small: Graph, opened: Show) -> None:
    shown = opened(trace_page(small, "tents", query=None))
    assert shown.text("#count") == "1 claim"
    empty = opened(trace_page(small, query="SELECT ?x WHERE { ?x kg:holder kg:nobody }"))
    assert "No claim in this graph is about it." in empty.text("#cards")
    empty.clean()
