"""What a reader sees: the page in a real browser, without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.graph.opened import Graph
from kg.show.network.view import view

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

SELECTED = "Store.state.selected && Model.nodes[Store.state.selected.index].id"


def test_opening_asks_for_nothing_and_complains_of_nothing(shown: Opened) -> None:
    assert shown.text("h1") == "A graph made by hand"
    assert shown.page.locator("#canvas canvas").count() == 1
    shown.clean()


def test_a_click_on_a_dot_shows_its_claims_with_chain_and_passage(shown: Opened) -> None:
    node = shown.page.evaluate("Model.nodeOf('gift')")
    place = shown.page.evaluate(f"Page.place({node})")
    shown.page.locator("#canvas").click(position=place)
    shown.until(f"{SELECTED} === 'gift'")
    panel = shown.text("#panel")
    assert "Aland's gift" in panel
    assert "Aland gives Bland five billion euros." in panel
    assert shown.page.locator(".chain li").all_inner_texts()[:2] == [
        "Ann Arbor says", "The Daily Paper publishes",
    ]  # fmt: skip
    assert "“Aland … billion”" in panel
    assert "The Daily Paper on the summit, paragraph 1" in panel
    assert shown.page.locator(".strip").first.get_attribute("aria-label") == "0 % into the article"
    shown.clean()


def test_a_click_on_a_line_shows_every_statement_of_the_pair(shown: Opened) -> None:
    ends = [
        shown.page.evaluate(f"Page.place(Model.nodeOf('{name}'))") for name in ("ann", "summit")
    ]
    middle = {axis: (ends[0][axis] + ends[1][axis]) / 2 for axis in ("x", "y")}
    shown.page.locator("#canvas").click(position=middle)
    shown.until("Store.state.selected?.kind === 'edge'")
    assert shown.page.locator("#panel h2 .end").all_inner_texts() == [
        "Ann Arbor",
        "Summit of the three",
    ]
    assert "Ann Arbor chaired the summit." in shown.text("#panel")


def test_two_articles_that_agree_are_both_in_the_details(shown: Opened) -> None:
    shown.page.evaluate("Store.select('edge', Model.edgeOf('cland', 'shield'))")
    assert shown.page.locator("#panel .claim .wording").all_inner_texts() == [
        "Cland is against the plan.", "Cland will not back the plan.",
    ]  # fmt: skip
    assert "too dear" in shown.text("#panel")
    link = shown.page.locator("#panel .passage a")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert (link.get_attribute("href") or "").startswith("https://weekly.example/summit#:~:text=")


def test_what_is_planned_says_so(shown: Opened) -> None:
    shown.page.evaluate("Store.select('edge', Model.edgeOf('aland', 'tents'))")
    assert "not stated as so" in shown.text("#panel .statement")


def test_a_facts_claims_open_under_it(shown: Opened) -> None:
    shown.page.evaluate("Store.select('node', Model.nodeOf('shield'))")
    shown.page.locator(".fact", has_text="feasibility").locator("summary").click()
    shown.until("document.querySelectorAll('.fact[open] .claim').length === 1")
    assert "The plan is hard to carry out." in shown.text(".fact[open] .claim")


def test_search_finds_other_names_and_letters_without_accents(shown: Opened) -> None:
    for typed in ("kingdom", "aland", "ÅLAND"):
        shown.page.fill("#search", typed)
        assert shown.page.locator("#list .thing").first.inner_text().startswith("Aland")
    assert "Kingdom of A" not in shown.text("#list")
    shown.page.fill("#search", "kingd")
    assert "also Kingdom of A" in shown.text("#list")
    shown.page.fill("#search", "nothing like it")
    assert shown.text("#list-title") == "Nothing is called so"
    assert shown.text("#live") == "0 things found"


def test_everything_can_be_reached_by_keyboard(shown: Opened) -> None:
    keys = shown.page.keyboard
    keys.press("/")
    keys.type("land")
    assert shown.page.locator("#list .thing").count() == 4
    for _ in range(3):
        keys.press("ArrowDown")
    keys.press("Enter")
    shown.until(f"{SELECTED} === 'bland'")
    assert "Bland" in shown.text("#panel h2")
    assert shown.text("#live").startswith("Bland: ")
    keys.press("Escape")
    shown.until("Store.state.selected === null")
    assert "Who says so?" in shown.text("#panel")
    keys.press("/")
    keys.press("Enter")
    shown.until(f"{SELECTED} === 'aland'")


def test_filters_have_counts_and_rule_list_table_and_picture(shown: Opened) -> None:
    people = shown.page.locator("#types .filter", has_text="People")
    assert people.inner_text().split() == ["People", "1"]
    before = shown.page.locator("#list .thing").count()
    people.locator("input").uncheck()
    assert shown.page.locator("#list .thing").count() == before - 1
    shown.page.click("#tab-table")
    assert "Ann Arbor" not in shown.text("#table")


def test_the_table_is_the_pictures_twin(shown: Opened) -> None:
    shown.page.click("#tab-table")
    rows = shown.page.locator("#table tbody tr")
    assert rows.count() == shown.page.evaluate("Store.state.said.flat().length")
    assert rows.first.inner_text().split("\t")[-1].strip() == "2"
    rows.filter(has_text="chair").locator("button.said").click()
    shown.until("Store.state.selected?.kind === 'edge'")
    assert "Ann Arbor chaired the summit." in shown.text("#panel")
    assert rows.filter(has_text="chair").get_attribute("aria-current") == "true"
    shown.page.locator("th button", has_text="From").click()
    names = [text.split("\t")[0].strip() for text in rows.all_inner_texts()]
    assert names == sorted(names)
    assert shown.page.locator("th").first.get_attribute("aria-sort") == "ascending"


def test_without_pledges_as_things_they_are_links_from_end_to_end(shown: Opened) -> None:
    shown.page.click("#tab-table")
    assert "€5 billion" not in shown.text("#table")
    shown.page.locator("#types .filter", has_text="Pledges").locator("input").uncheck()
    row = shown.page.locator("#table tbody tr", has_text="€5 billion")
    cells = [cell.strip() for cell in row.inner_text().split("\t")]
    assert cells == ["Aland", "€5 billion", "Bland", "Pledges not drawn as things", "1"]


def test_hiding_a_kind_of_link_hides_what_was_selected(shown: Opened) -> None:
    shown.page.evaluate("Store.select('edge', Model.edgeOf('ann', 'summit'))")
    shown.page.locator("#families .filter", has_text="Attendance").locator("input").uncheck()
    shown.until("Store.state.selected === null")


def test_the_address_keeps_the_selection(small: Graph, opened: Show) -> None:
    shown = opened(view(small), "#cland")
    shown.until(f"{SELECTED} === 'cland'")
    shown.page.evaluate("Store.select('edge', Model.edgeOf('ann', 'summit'))")
    assert shown.page.evaluate("decodeURIComponent(location.hash)") == "#ann~summit"
    again = opened(view(small), "#ann~summit")
    again.until("Store.state.selected?.kind === 'edge'")
    wrong = opened(view(small), "#%E0%A4%A")
    wrong.until("Store.state.selected === null")
    wrong.clean()


def test_a_focus_is_selected_at_once(small: Graph, opened: Show) -> None:
    shown = opened(view(small, "shield"))
    assert "Shield plan" in shown.text("#panel h2")


def test_a_graph_without_anything_is_an_empty_page(
    make: Callable[..., Maker], opened: Show
) -> None:
    shown = opened(view(make().graph()))
    assert shown.text("#list-title") == "0 things"
    shown.page.click("#tab-table")
    assert "0 statements" in shown.text("#table")
    shown.page.click("#tab-picture")
    shown.page.click("#fit")
    shown.clean()


def test_a_thing_no_claim_speaks_of_stands_alone(make: Callable[..., Maker], opened: Show) -> None:
    maker = make()
    maker.thing("lonely", "Person", "Lonely")
    shown = opened(view(maker.graph(), "lonely"))
    assert "Lonely" in shown.text("#panel h2")
    assert "No links in this picture" in shown.text("#panel")
    shown.clean()


def test_a_line_no_claim_stands_behind_says_so(small: Graph, opened: Show) -> None:
    shown = opened(view(small, query="SELECT ?a ?b WHERE { VALUES (?a ?b) { (:ann :tents) } }"))
    shown.page.evaluate("Store.select('edge', 0)")
    assert "No claim stands behind it." in shown.text("#panel")
    shown.clean()


def test_the_founding_corpus_shows_claims_for_everything(graph: Graph, opened: Show) -> None:
    shown = opened(view(graph))
    empty = shown.page.evaluate(
        """() => {
          const empty = [];
          for (const [kind, all] of [["node", Model.nodes], ["edge", Model.edges]])
            for (const { index } of all) {
              if (!Store.visible({ kind, index })) continue;
              Store.select(kind, index);
              const wording = document.querySelector("#panel .claim .wording");
              if (!wording?.textContent) empty.push([kind, index]);
            }
          return empty;
        }"""
    )
    assert empty == []
    shown.clean()
