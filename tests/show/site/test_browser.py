"""The site in a real browser without a network: light, dark, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

import kg
from tests.patience import eventually
from tests.show.axe import serious
from tests.show.watched import Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.show.conftest import Maker

PAGES = (
    "index.html", "things/steel-porcupine.html", "queries/pledges.html",
    "claims/independent-2025-03-20/c02-1.html", "sources/independent-2025-03-20.html",
    "lists/organization.html", "queries/together-at-events.html",
)  # fmt: skip
DEVICES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1200, "height": 900}},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 800}},
    "no script": {"viewport": {"width": 1200, "height": 900}, "java_script_enabled": False},
}
Show = Callable[..., "Page"]


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def show(browser: Browser, watched: Watched) -> Iterator[Show]:
    """Return a function that opens a file of a site on a device."""
    contexts = []

    def opened(file: Path, address: str = "", **device: object) -> Page:
        context = browser.new_context(offline=True, **device)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        page.goto(file.as_uri() + address)
        return page

    yield opened
    watched.clean()
    for context in contexts:
        context.close()


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's policy refuses Playwright's own waiting."""
    eventually(lambda: page.evaluate(condition), condition)


@pytest.mark.parametrize("device", DEVICES)
def test_pages_open_clean_and_fit(folder: Path, show: Show, device: str) -> None:
    wide = DEVICES[device]["viewport"]["width"]
    page = show(folder / PAGES[0], **DEVICES[device])
    for path in PAGES:
        page.goto((folder / path).as_uri())
        assert page.locator("h1").is_visible()
        if device != "no script":
            assert page.evaluate("document.documentElement.scrollWidth") <= wide, path
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert ground == ("rgb(21, 24, 28)" if device == "dark" else "rgb(251, 251, 249)")


@pytest.mark.parametrize("device", ["light", "dark"])
def test_axe_finds_nothing_serious(folder: Path, show: Show, device: str) -> None:
    page = show(folder / PAGES[0], **DEVICES[device])
    for path in PAGES:
        page.goto((folder / path).as_uri())
        assert serious(page) == [], path


def test_without_scripts_everything_is_read(folder: Path, show: Show) -> None:
    page = show(folder / "index.html", **DEVICES["no script"])
    assert page.locator("#find").is_hidden()
    assert page.locator("#theme").is_hidden()
    assert "The search box needs JavaScript" in page.locator("noscript").inner_text()
    page.click("text=Initiatives")
    page.click("text=Steel Porcupine strategy")
    page.click("summary:has-text('claims behind it')")
    assert page.locator("article.claim").first.is_visible()
    page.click("article.claim .wording a >> nth=0")
    assert page.locator("#chain").is_visible()


def test_the_search_box_finds_without_accents_and_by_other_names(folder: Path, show: Show) -> None:
    page = show(folder / "index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("PORCUPINÉ strat")
    until(page, "document.querySelectorAll('#hits li').length > 0")
    assert page.locator("#hits a").first.inner_text() == "Steel Porcupine strategy"
    page.fill("#find", "no such thing at all")
    until(page, "document.querySelectorAll('#hits li').length === 0")
    assert page.locator("#found").inner_text() == "0 found"
    page.fill("#find", "c02-1 demands")
    until(page, "document.querySelectorAll('#hits li').length === 1")
    page.click("#hits a")
    assert page.url.endswith("claims/independent-2025-03-20/c02-1.html")


def test_a_page_changes_to_dark_and_leads_to_the_search_box(folder: Path, show: Show) -> None:
    page = show(folder / "things" / "ukraine.html")
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("/")
    page.wait_for_url("**/index.html#find")
    until(page, "document.activeElement.id === 'find'")


def test_the_picture_leads_on(folder: Path, show: Show) -> None:
    page = show(folder / "things" / "steel-porcupine.html")
    page.click("text=in the network")
    until(page, "document.documentElement.dataset.ready === 'yes'")
    assert "Steel Porcupine" in page.locator("#panel h2").inner_text()
    page.click("text=All that is told of it, on its page")
    page.wait_for_url("**/things/steel-porcupine.html")
    page.go_back()
    until(page, "document.documentElement.dataset.ready === 'yes'")
    page.click(".summary a")
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize("device", ["light", "dark", "phone"])
def test_an_answer_is_followed_from_the_table_to_a_line_to_a_claim(
    folder: Path, show: Show, device: str
) -> None:
    page = show(folder / "queries" / "together-at-events.html", **DEVICES[device])
    page.click("summary:has-text('rests on')  >> nth=0")
    assert page.locator("tr.why .line a").first.is_visible()
    page.click("text=The answer as a network")
    until(page, "document.documentElement.dataset.ready === 'yes'")
    page.click("#list button >> nth=0")
    page.click("#panel section button.line >> nth=0")
    until(page, "document.querySelectorAll('#panel article.claim').length > 0")
    assert (
        page.evaluate("document.documentElement.scrollWidth")
        <= (DEVICES[device]["viewport"]["width"])
    )
    assert serious(page) == []
    wording = page.locator("#panel article.claim .wording").first.inner_text()
    page.click("#panel article.claim a:has-text('its page') >> nth=0")
    page.wait_for_url("**/claims/**")
    assert page.locator("h1").inner_text() == wording
    page.go_back()
    page.click("text=the answer as a table")
    page.wait_for_url("**/queries/together-at-events.html")


HOSTILE = (
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    "a\u202eb\u2066c",
    "🦔" * 40 + "\u2028\u2029",
    "x" * 20_000,
    "{{ 7 * 7 }}{% raw %}",
    "\u0000\u0007\u001b[31m",
    "javascript:window.hit=1",
)


def test_hostile_names_are_shown_as_text(
    make: Callable[..., Maker], show: Show, tmp_path: Path
) -> None:
    maker = make(title=HOSTILE[0])
    maker.thing("paper", "Organization", HOSTILE[1])
    maker.source("daily", HOSTILE[2], "paper", "x" * 500, url=ox.Literal(HOSTILE[8]))
    maker.thing("hub", "Initiative", HOSTILE[6], *HOSTILE)
    for number, text in enumerate(HOSTILE):
        maker.thing(f"N/{number}?#%41", "Person", text, text + " again")
        maker.claim(
            f"daily/{number}",
            text,
            {
                f"s{number}": {
                    "type": "Stance", "holder": f"N/{number}?#%41", "stance": "stance:supports",
                    "towards": "hub", "rationale": ox.Literal(text), "label": ox.Literal(text),
                },
                "hub": {"type": "Initiative", "aim": ox.Literal(text)},
            },
        )  # fmt: skip
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "who.rq").write_text(
        "#+ summary: <script>window.hit=1</script>\n"
        "CONSTRUCT { ?a kg:towards ?b } WHERE { ?s kg:holder ?a ; kg:towards ?b }"
    )
    kg.site(maker.graph(), tmp_path / "site", questions=["stances", "who"])
    files = sorted((tmp_path / "site").rglob("*.html"))
    assert len(files) == 2 + 2 + len(HOSTILE) * 2 + 1 + 3 + 2 + 1
    assert (tmp_path / "site" / "queries" / "who.network.html") in files
    page = show(files[0])
    for file in files:
        page.goto(file.as_uri())
        assert page.evaluate("window.hit") is None
        assert page.locator("img, iframe, a[href^=javascript]").count() == 0
        assert "\u202e" not in page.content()
        if not file.match("*network.html"):
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, file
    page.goto((tmp_path / "site" / "things" / "hub.html").as_uri())
    assert page.locator("h1").inner_text() == HOSTILE[6]
    assert "a⟨U+202E⟩b⟨U+2066⟩c" in page.content()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.fill("#find", "window.hit = 1")
    until(page, "document.querySelectorAll('#hits li').length > 0")
    assert HOSTILE[0] in page.locator("#hits").inner_text()
