"""Two servers to look at: one over the founding corpus, one over a graph full of hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from kg.graph.manifest import Manifest, write_manifest
from tests.patience import eventually
from tests.serve.conftest import Server
from tests.show.conftest import BASE, Maker
from tests.show.watched import Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
    "</textarea><svg onload=window.hit=1>",
)
Show = Callable[..., "Page"]


@pytest.fixture(scope="session")
def site(corpus: Path, starting: Any) -> Iterator[Server]:
    """Return a server over the founding corpus."""
    with starting(corpus) as running:
        yield running


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, starting: Any) -> Iterator[Server]:
    """Return a server over a graph whose every text and some of whose ids want to be markup."""
    folder = tmp_path_factory.mktemp("hostile") / "study"
    (folder / "graph").mkdir(parents=True)
    (folder / "queries").mkdir()
    (folder / "queries" / "who.rq").write_text(
        "#+ summary: <script>window.hit=1</script>\n"
        "#+ parameters:\n#+   who: {type: id, label: '<img src=x onerror=window.hit=1>'}\n"
        "SELECT ?who ?hub { ?s kg:holder ?who ; kg:towards ?hub FILTER(?who = ?_who_id) }"
    )
    maker = Maker(folder, HOSTILE[0])
    maker.thing("paper", "Organization", HOSTILE[1])
    maker.source("daily", HOSTILE[2], "paper", "x" * 500, url=ox.Literal(HOSTILE[8]))
    maker.thing("hub", "Initiative", HOSTILE[6], *HOSTILE)
    for number, text in enumerate(HOSTILE):
        maker.thing(f"N/{number}?#%41", "Person", text, text + " again")
        maker.claim(f"daily/{number}", text, {
            f"s{number}": {
                "type": "Stance", "holder": f"N/{number}?#%41", "stance": "stance:supports",
                "towards": "hub", "rationale": ox.Literal(text), "label": ox.Literal(text),
            },
            "hub": {"type": "Initiative", "aim": ox.Literal(text)},
        })  # fmt: skip
    _write(maker, folder)
    with starting(folder) as running:
        yield running


def _write(maker: Maker, folder: Path) -> None:
    store = ox.Store(str(folder / "graph" / "store"))
    store.bulk_extend(list(maker.store))
    store.flush()
    write_manifest(folder, Manifest(
        title=maker.title, base=BASE, language="en", prefixes={}, store="store", digest="e" * 64,
        counts={"quads": len(store)}, inputs={}, versions={},
    ))  # fmt: skip


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Return a function that opens a page of a server; it asks nothing of any other host."""
    opened = []

    def show_page(server: Server, path: str, **device: Any) -> Page:
        context, watched = browser.new_context(**device), Watched()
        opened.append((context, watched, server))
        page = context.new_page()
        watched.watch(page)
        page.goto(server.url + path)
        return page

    yield show_page
    for context, watched, server in opened:
        context.close()
        assert watched.faults == []
        assert all(url.startswith(f"{server.url}/") for url in watched.requests)


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's policy refuses Playwright's own waiting."""
    eventually(lambda: page.evaluate(condition), condition)
