"""Finding one's way: filters with counts, days, more neighbours, claims as dots, and addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.graph.opened import Graph
from kg.show.network.view import view
from tests.show.conftest import AGAINST, GIFT, fill, said
from tests.show.test_explore import day

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

HASH = "decodeURIComponent(location.hash)"
THINGS = "Store.state.nodes.filter(Boolean).length"


def rows(shown: Opened) -> set[str]:
    """Return what is said in each row of the table."""
    shown.page.click("#tab-table")
    found = shown.page.locator("#table .cell.said").all_inner_texts()
    shown.page.click("#tab-picture")
    return set(found)


def facet(shown: Opened, name: str) -> dict[str, str]:
    """Open a facet, and return its values with their counts."""
    shown.page.locator(f"[data-facet={name}]").evaluate("facet => { facet.open = true }")
    shown.until(f"document.querySelector('[data-facet={name}] .option') !== null")
    lines = shown.page.locator(f"[data-facet={name}] .filter").all_inner_texts()
    return {line.rpartition("\n")[0]: line.rpartition("\n")[2] for line in lines}


def only(shown: Opened, name: str, value: str) -> None:
    facet(shown, name)
    option = shown.page.locator(f"[data-facet={name}] .option", has_text=value)
    option.hover()
    option.locator(".only").click()


def test_facets_are_and_between_and_or_within_and_count_what_is_left(shown: Opened) -> None:
    assert facet(shown, "speaker") == {
        "The Daily Paper": "5", "Ann Arbor": "2", "The Weekly": "2",
    }  # fmt: skip
    only(shown, "speaker", "The Weekly")
    assert rows(shown) == {"opposes", "proposed by"}
    assert facet(shown, "speaker")["Ann Arbor"] == "2"
    assert facet(shown, "source") == {
        "The Daily Paper on the summit": "0", "The Weekly on the summit": "2",
    }  # fmt: skip
    only(shown, "stance", "opposes")
    assert rows(shown) == {"opposes"}
    assert facet(shown, "speaker") == {
        "The Daily Paper": "1", "Ann Arbor": "0", "The Weekly": "1",
    }  # fmt: skip
    shown.page.locator("[data-facet=speaker] .filter", has_text="Daily").locator("input").check()
    shown.page.locator("[data-facet=stance] .back").click()
    assert {"opposes", "proposed by", "trains"} <= rows(shown)
    assert "supplies (planned)" not in rows(shown)
    assert shown.text("#live") == shown.page.evaluate("Filters.told()")
    shown.page.click("#unfilter")
    assert "supplies (planned)" in rows(shown)
    shown.clean()


def test_a_pledges_stage_filters_it_as_a_thing_and_as_a_line(shown: Opened) -> None:
    only(shown, "stage", "agreed")
    assert shown.page.evaluate("Store.state.nodes[Model.nodeOf('gift')]")
    assert rows(shown) == {"pledged by", "pledged to", "agreed at"}
    shown.page.locator("#types .filter", has_text="Pledges").locator("input").uncheck()
    assert rows(shown) == {"€5 billion"}


def test_the_details_hold_only_what_the_filters_leave(shown: Opened) -> None:
    shown.page.evaluate("Store.select('edge', Model.edgeOf('cland', 'shield'))")
    only(shown, "speaker", "The Weekly")
    wording = shown.page.locator("#panel .claim .wording").all_inner_texts()
    assert wording == ["Cland will not back the plan."]
    shown.page.evaluate("Store.select('node', Model.nodeOf('shield'))")
    assert "2 of 5 claims about it" in shown.text("#panel")


def dated(make: Callable[..., Maker]) -> Graph:
    maker = fill(make())
    maker.add("daily", "published", "daily/dating")
    maker.add("daily/dating", "date", day("2031-05-03"))
    maker.add("weekly", "published", "weekly/dating")
    maker.add("weekly/dating", "date", day("2031-06-01"))
    return maker.graph()


def test_the_slider_shows_what_is_spoken_of_in_its_days(
    make: Callable[..., Maker], opened: Show
) -> None:
    shown = opened(view(dated(make)))
    first = shown.page.locator(".days input").first
    assert shown.text(".days output") == "2031-05-03 to 2031-06-01"
    first.focus()
    shown.page.keyboard.press("ArrowRight")
    assert shown.text(".days output") == "2031-06-01"
    assert first.get_attribute("aria-valuetext") == "2031-06-01"
    assert rows(shown) == {"opposes", "proposed by"}
    assert shown.page.evaluate(HASH) == "#&from=2031-06-01&to=2031-06-01"
    shown.page.locator(".chip", has_text="shown ×").click()
    assert "trains" in rows(shown)
    shown.page.evaluate("Store.select('edge', Model.edgeOf('aland', 'bland'))")
    assert "Time: 2031-05-03 (published)" in shown.text("#panel")


def test_more_neighbours_open_in_the_page_and_fold_away(small: Graph, opened: Show) -> None:
    shown = opened(view(small, "aland", limit=3))
    assert "more not shown" in shown.text("#left-out")
    assert "not hold" not in shown.text("#panel")
    before = shown.page.evaluate(THINGS)
    places = shown.page.evaluate("Model.nodes.slice(0, 3).map(({x, y}) => [x, y])")
    shown.page.locator(".chip", has_text="more around Aland").click()
    assert shown.page.evaluate(THINGS) > before
    assert shown.page.evaluate("Model.nodes.slice(0, 3).map(({x, y}) => [x, y])") == places
    assert shown.page.locator(".expand").count() == 0
    assert shown.page.evaluate(HASH) == "#aland&open=aland"
    shown.page.click("text=Fold away what was opened")
    assert shown.page.evaluate(THINGS) == before
    shown.page.keyboard.press("+")
    assert shown.page.evaluate(THINGS) > before
    shown.clean()


def test_what_is_held_back_is_found_and_brought(small: Graph, opened: Show) -> None:
    shown = opened(view(small, "aland", limit=3))
    assert shown.page.evaluate("Store.held(Model.nodeOf('tents'))")
    shown.page.fill("#search", "tents")
    assert "not in the picture yet" in shown.text("#list")
    shown.page.locator("#list .thing").click()
    assert "Tents" in shown.text("#panel h2")
    again = opened(view(small, "aland", limit=3), "#tents")
    assert "Tents" in again.text("#panel h2")


def test_only_what_lies_around_a_thing(shown: Opened) -> None:
    shown.page.evaluate("Store.select('node', Model.nodeOf('ann'))")
    shown.page.click("text=Only what lies around it")
    assert shown.page.locator("#list .thing").count() == 2
    assert shown.page.evaluate(HASH) == "#ann&near=ann"
    shown.page.click("text=Show everything again")
    assert shown.page.locator("#list .thing").count() > 2


def test_claims_can_be_dots_and_lead_to_what_they_state(shown: Opened) -> None:
    shown.page.click("#dots")
    assert shown.page.locator("#dots").get_attribute("aria-pressed") == "true"
    claim = shown.page.evaluate("Model.claimOf('daily/c5')")
    shown.page.locator("#canvas").click(
        position=shown.page.evaluate(f"Page.place(Model.nodes.length + {claim})")
    )
    shown.until("Store.state.selected?.kind === 'claim'")
    panel = shown.text("#panel")
    assert "One claim" in panel
    assert "Ann Arbor chaired the summit." in panel
    assert "Summit of the three" in panel
    assert shown.page.evaluate(HASH) == "#claim=daily/c5&dots"
    only(shown, "speaker", "The Weekly")
    states = "ClaimDots.scene().nodes.slice(Model.nodes.length)"
    drawn = shown.page.evaluate(f"{states}.filter((state) => state !== 'hidden').length")
    assert drawn == 2
    shown.page.click("#dots")
    assert shown.page.locator("#canvas canvas").count() == 1
    shown.clean()


def test_agreement_and_difference_are_told_in_every_view(
    make: Callable[..., Maker], opened: Show
) -> None:
    maker = fill(make())
    later = {**GIFT, "stage": "stage:delivered"}
    maker.claim("weekly/x", "There.", {"gift": later}, source="weekly", chain=("weekly-house",))
    shown = opened(view(maker.graph()))
    scene = "Scene.now().edges[Model.edgeOf('cland', 'shield')]"
    assert shown.page.evaluate(f"{scene}.corroborated")
    assert shown.page.evaluate(f"{scene}.text") == "opposes ×2"
    assert shown.page.evaluate("Scene.now().notes[Model.nodeOf('gift')]") == " ≠"
    shown.page.evaluate("Store.select('edge', Model.edgeOf('cland', 'shield'))")
    assert "2 independent origins" in shown.text("#panel")
    shown.page.evaluate("Store.select('node', Model.nodeOf('gift'))")
    stages = shown.page.locator(".fact", has_text="stage").all_inner_texts()
    assert len(stages) == 2
    assert all("≠ claims differ" in text for text in stages)
    shown.page.locator("#types .filter", has_text="Pledges").locator("input").uncheck()
    shown.page.click("#tab-table")
    differing = shown.page.locator("#table tr", has_text="≠ claims differ").all_inner_texts()
    assert any("€5 billion" in text for text in differing)
    assert shown.page.locator("#table tr", has_text="×2 origins").count() == 2


def test_claims_lead_to_the_trace_page_where_there_is_one(small: Graph, opened: Show) -> None:
    shown = opened(view(small, trace="my%20page.trace.html"), "#ann~summit")
    link = shown.page.locator("#panel .claim .id a")
    assert link.get_attribute("href") == "my%20page.trace.html#claim=daily%2Fc5"
    without = opened(view(small), "#ann~summit")
    assert without.page.locator("#panel .claim .id a").count() == 0


def test_an_address_keeps_all_of_it_and_comes_back(small: Graph, opened: Show) -> None:
    html = view(small, "aland", limit=4)
    shown = opened(html)
    only(shown, "speaker", "Ann Arbor")
    shown.page.evaluate("Store.show('family', 'Property', false)")
    shown.page.evaluate("Store.open(Model.nodeOf('aland'))")
    shown.page.evaluate("Store.dots(true)")
    shown.page.evaluate("Store.select('edge', Model.edgeOf('aland', 'tents'))")
    address = shown.page.evaluate("location.hash")
    state = "JSON.stringify([Store.state.nodes, Store.state.said, Store.state.selected])"
    again = opened(html, address)
    assert again.page.evaluate(state) == shown.page.evaluate(state)
    assert again.page.evaluate("location.hash") == address
    assert again.page.locator("#dots").get_attribute("aria-pressed") == "true"


NONSENSE = (
    "#%E0%A4%A&speaker=%E0%A4%A", "#&&&===&no-", "#~", "#~~~", "#uk&open=,,,nobody&near=",
    "#&from=2031-02-31&to=x", "#&from=9999-99-99&to=0000-00-00", "#claim=", "#claim=%3Cb%3E",
    "#<img src=x onerror=alert(1)>", "#__proto__&constructor=1&open=__proto__",
    "#&speaker=nobody&no-type=,", "#" + "aland," * 3000,
)  # fmt: skip


def test_a_nonsense_address_asks_for_nothing(small: Graph, opened: Show) -> None:
    shown = opened(view(small), NONSENSE[0])
    for address in NONSENSE:
        shown.page.evaluate("address => { location.hash = address }", address)
        shown.until("location.hash === ''")
        assert shown.page.evaluate("Store.state.selected") is None
        assert shown.page.locator("#list .thing").count() == 10
    shown.clean()


def test_search_knows_letters_of_many_alphabets(make: Callable[..., Maker], opened: Show) -> None:
    maker = make()
    for name, label in (("a", "Łódź"), ("b", "Київ"), ("c", "Ґонґадзе"), ("d", "Straße")):
        maker.thing(name, "Organization", label)
    maker.thing("daily-house", "Organization", "Daily")
    maker.source("daily", "Daily", "daily-house", "x" * 50)
    for name in "abcd":
        maker.claim(f"daily/{name}", "Stands.", {f"s{name}": {
            **AGAINST, "holder": name, "towards": "daily-house", "label": said("x")}})  # fmt: skip
    shown = opened(view(maker.graph()))
    for typed, label in (
        ("lodz", "Łódź"),
        ("киів", "Київ"),
        ("гонг", "Ґонґадзе"),
        ("STRASSE", "Straße"),
    ):
        shown.page.fill("#search", typed)
        assert shown.page.locator("#list .thing").all_inner_texts()[0].startswith(label)
