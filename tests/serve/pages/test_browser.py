"""The live pages in a real browser: read, search, ask; on any device, by keys, hostile texts."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING, Any

import pytest

from tests.serve.pages.conftest import HOSTILE, Show, until
from tests.show.axe import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.serve.conftest import Server

WIDE = {"width": 1200, "height": 900}
DEVICES: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 800}},
}
ASKED = "SELECT ?pledge ?who { ?pledge kg:pledgedBy ?who }"
PATHS = (
    "/", "/search?q=ukraine", "/things/steel-porcupine", "/claims/independent-2025-03-20/c02-1",
    "/sources/independent-2025-03-20", "/lists/Person", "/queries", "/queries/pledges",
    "/queries/claims-about", f"/query?{urllib.parse.urlencode({'query': ASKED})}",
    "/data?iri=https%3A%2F%2Fw3id.org%2Fclaimgraph%2Fcorpus%2Fukraine-support%2Fuk",
)  # fmt: skip


WITH_AXE = (PATHS[0], PATHS[1], PATHS[3], PATHS[7], PATHS[8], PATHS[9])


@pytest.mark.parametrize("device", DEVICES)
def test_pages_fit_and_axe_finds_nothing_serious(site: Server, show: Show, device: str) -> None:
    page = show(site, "/", **DEVICES[device])
    for path in PATHS:
        page.goto(site.url + path)
        assert page.locator("h1").is_visible()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= DEVICES[device]["viewport"]["width"], path
        if device != "phone" and path in WITH_AXE:
            assert serious(page) == [], path


def test_from_the_search_to_the_passage(site: Server, show: Show) -> None:
    page = show(site, "/")
    page.keyboard.press("/")
    page.keyboard.type("porcupinE strat")
    until(page, "document.querySelectorAll('#hits li').length > 0")
    assert page.locator("#hits mark").count() > 0
    assert "shown" in page.locator("#found").inner_text()
    page.locator("#hits a", has_text="Steel Porcupine strategy").first.click()
    page.wait_for_url("**/things/steel-porcupine")
    page.locator(".claim .wording a:visible").first.click()
    page.wait_for_url("**/claims/**")
    assert page.locator("#chain").is_visible()
    page.click("text=in its article")
    page.wait_for_url("**/trace/claims/**")
    assert page.locator(".found article, #cards > *").count() > 0
    page.click("text=its page >> nth=0")
    page.wait_for_url("**/claims/**")


def test_a_network_leads_to_pages_and_back(site: Server, show: Show) -> None:
    page = show(site, "/things/steel-porcupine")
    page.click("text=as a network")
    until(page, "document.documentElement.dataset.ready === 'yes'")
    page.click("text=All that is told of it, on its page")
    page.wait_for_url("**/things/steel-porcupine")


def typed(page: Page, text: str) -> None:
    page.click("#text")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_the_editor_colours_completes_and_runs(site: Server, show: Show) -> None:
    page = show(site, "/query")
    typed(page, "SELECT ?pledge {\n?pledge a kg:Ple")
    until(page, "document.querySelectorAll('#offers li').length > 0")
    assert page.locator("#shown .t-keyword").first.inner_text() == "SELECT"
    assert page.locator("#offers li").first.inner_text().startswith("kg:Pledge")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#text", "aria-activedescendant") == "offer-0"
    page.keyboard.press("Enter")
    page.keyboard.type(" ; kg:pledgedBy united king")
    until(
        page,
        "document.getElementById('offers').textContent.includes('United Kingdom')",
    )
    page.locator("#offers li", has_text="United Kingdom").first.click()
    page.keyboard.type("\n}")
    wanted = "SELECT ?pledge {\n  ?pledge a kg:Pledge ; kg:pledgedBy :uk\n}"
    assert page.input_value("#text") == wanted
    assert page.locator("#shown").inner_text().strip() == wanted
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelectorAll('#answer tbody tr').length > 0")
    assert "row" in page.locator("#live").inner_text()
    assert urllib.parse.urlencode({"query": wanted}) in page.url
    page.keyboard.press("Control+z")
    assert page.input_value("#text") != wanted


@pytest.mark.parametrize("device", ["light", "phone"])
def test_run_stays_in_sight_of_a_long_query(site: Server, show: Show, device: str) -> None:
    page = show(site, "/query", **DEVICES[device])
    many = "".join(f"  ?a kg:pledgedBy ?b{number} .\n" for number in range(80))
    page.fill("#text", f"SELECT * {{\n{many}")
    height = DEVICES[device]["viewport"]["height"]
    run = page.locator("#ask button").first.bounding_box()
    assert run is not None
    assert run["y"] + run["height"] < height
    page.focus("#text")
    page.keyboard.press("Control+End")
    page.keyboard.type("  ?a kg:pl")
    until(page, "document.querySelectorAll('#offers li').length > 0")
    frame, offers = (page.locator(one).bounding_box() for one in (".scroll", "#offers"))
    assert frame is not None
    assert offers is not None
    assert frame["y"] < offers["y"] < frame["y"] + frame["height"] + 30, "below the last line"
    page.evaluate("document.querySelector('.scroll').scrollTop = 0")
    until(page, "document.getElementById('offers').hidden")


def test_rows_unfold_their_receipts(site: Server, show: Show) -> None:
    page = show(site, f"/query?{urllib.parse.urlencode({'query': ASKED})}")
    opener = page.locator(".why-button").first
    opener.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.receipt article.claim').length > 0")
    assert opener.get_attribute("aria-expanded") == "true"
    assert "rests on" in opener.inner_text()
    assert page.locator(".receipt .chain").first.is_visible()
    assert page.locator(".receipt .passage .anchor").first.inner_text()
    page.click(".receipt >> text=in its article")
    page.wait_for_url("**/trace/sources/**")


def test_an_answer_as_a_network(site: Server, show: Show) -> None:
    asked = "SELECT ?who ?to { ?pledge kg:pledgedBy ?who ; kg:pledgedTo ?to }"
    page = show(site, f"/query?{urllib.parse.urlencode({'query': asked})}")
    until(page, "document.querySelectorAll('[role=tab]').length === 2")
    page.focus("#tab-0")
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel-0").is_visible(), "moving along the tabs shows nothing yet"
    page.keyboard.press("Enter")
    assert page.locator("#tab-1").get_attribute("aria-selected") == "true"
    assert not page.locator("#panel-0").is_visible()
    ready = "document.querySelector('iframe')?.contentDocument?.documentElement?.dataset.ready"
    until(page, f"{ready} === 'yes'")
    assert serious(page) == []
    page.frame_locator("iframe").locator("text=the answer as a table").click()
    page.wait_for_url("**/query?**")
    until(page, "document.querySelectorAll('[role=tab]').length === 2")
    assert page.input_value("#text").strip() == asked
    page.click("#tab-1")
    page.click("text=on a page of its own")
    page.wait_for_url("**/network?**")


def test_an_answer_that_cannot_be_drawn_says_why(site: Server, page: Page) -> None:
    # Not watched: the browser itself notes in its console that a page had the status 400.
    page.goto(f"{site.url}/query?{urllib.parse.urlencode({'query': 'SELECT (1 AS ?one) {}'})}")
    until(page, "document.querySelectorAll('[role=tab]').length === 2")
    page.click("#tab-1")
    until(page, "document.querySelector('#panel-1 .warning') !== null")
    assert "select the things to draw" in page.locator("#panel-1").inner_text()


def test_a_fault_is_pointed_at_and_advice_is_given(site: Server, show: Show) -> None:
    page = show(site, "/query")
    typed(page, "SELECT * { ?a kg:pledgedBy ?b } ODER BY ?a")
    until(page, "!document.getElementById('fault').hidden")
    told = page.locator("#fault").inner_text()
    assert "line 1, column 33" in told
    assert "^^^^" in told
    assert page.locator(".t-wrong").inner_text() == "ODER"
    typed(page, "SELECT * { ?a kg:pledgedBi ?b }")
    page.keyboard.press("Control+Enter")
    until(page, "!document.getElementById('advice').hidden")
    assert "did you mean kg:pledgedBy" in page.locator("#advice").inner_text()
    assert "No row" in page.locator("#answer").inner_text()
    typed(page, "ASK { ?a kg:pledgedBy ?b }")
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('answer').innerText.includes('Yes.')")


def test_the_keyboard_leaves_the_editor(site: Server, show: Show) -> None:
    page = show(site, "/query")
    typed(page, "SELECT * { ?a a kg:P")
    until(page, "document.querySelectorAll('#offers li').length > 0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    assert page.input_value("#text") == "SELECT * { ?a a kg:P"


def test_a_form_finds_things_by_name_and_shows_receipts(site: Server, show: Show) -> None:
    page = show(site, "/queries/claims-about")
    page.fill("input[data-thing]", "kellog")
    until(
        page,
        "document.querySelector('option[value=keith-kellogg]') !== null",
    )
    page.fill("input[data-thing]", "keith-kellogg")
    page.click("text=Ask")
    page.wait_for_url("**/queries/claims-about?thing=keith-kellogg")
    page.locator(".why-button").first.click()
    until(page, "document.querySelectorAll('.receipt article.claim').length > 0")
    page.click("text=in the query page")
    until(page, "document.querySelectorAll('#answer tbody tr').length > 0")


def test_without_scripts_all_but_pictures_is_read(site: Server, show: Show) -> None:
    page = show(site, "/", java_script_enabled=False)
    page.fill("#find", "steel porcupine strategy")
    page.click(".finder button")
    page.click("ol.hits a >> nth=0")
    assert page.locator("h1").inner_text() == "Steel Porcupine strategy"
    page.goto(f"{site.url}/query")
    page.fill("#text", ASKED)
    page.click("text=Run")
    page.locator("#answer tbody tr >> nth=5").wait_for()
    page.fill("#text", "SELEC")
    page.click("text=Run")
    page.locator("#fault pre").wait_for()
    assert "did you mean SELECT" in page.locator("#fault").inner_text()
    page.goto(f"{site.url}/queries/pledges")
    assert page.locator("tbody tr").count() > 3


def test_hostile_texts_are_shown_as_text(hostile: Server, show: Show) -> None:
    page = show(hostile, "/", viewport=WIDE)
    iri = "https://example.org/t/N/1?#%41"
    asked = (
        'SELECT ?who ?text ("</script><script>window.hit=1</script>" AS ?more) '
        "{ ?s kg:holder ?who ; kg:rationale ?text }"
    )
    for path in (
        "/", "/things/hub", "/sources/daily", "/claims/daily/1", "/search?q=window",
        "/search?q=%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E", "/lists/Person",
        f"/things?{urllib.parse.urlencode({'iri': iri})}", "/network/things/hub",
        "/trace/things/hub", "/queries", "/queries/who?who=%3Cscript%3E",
        "/queries/who?who=N/1?%23%2541",
        f"/query?{urllib.parse.urlencode({'query': asked})}",
        f"/query?{urllib.parse.urlencode({'query': '</textarea><script>window.hit=1</script>'})}",
        f"/data?{urllib.parse.urlencode({'iri': iri})}",
    ):  # fmt: skip
        page.goto(hostile.url + path)
        assert page.evaluate("window.hit") is None, path
        assert page.locator("img, iframe, a[href^=javascript], svg[onload]").count() == 0, path
        assert "\u202e" not in page.content(), path
        if not path.startswith(("/network", "/trace")):
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"], path
    page.goto(f"{hostile.url}/query?{urllib.parse.urlencode({'query': asked})}")
    for opener in page.locator(".why-button").all()[:4]:
        opener.click()
    until(page, "document.querySelectorAll('.receipt article.claim').length > 3")
    assert page.evaluate("window.hit") is None
    page.goto(hostile.url)
    page.fill("#find", "window.hit")
    until(page, "document.querySelectorAll('#hits li').length > 0")
    assert HOSTILE[0] in page.locator("#hits").inner_text()
    assert page.evaluate("window.hit") is None
