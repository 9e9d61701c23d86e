"""Pages opened in a real browser without a network, watched for requests and complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.graph.opened import Graph
from kg.show.network.page import page
from kg.show.network.view import view
from tests.patience import eventually
from tests.show.browser.invented import empty, invented

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Opened:
    """A page in the browser, with every request it made and every fault it told."""

    def __init__(self, page: Page, file: Path, address: str = "") -> None:
        self.page = page
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        page.goto(file.as_uri() + address)
        self.until("document.documentElement.dataset.ready === 'yes'")

    def until(self, condition: str) -> None:
        """Wait until a condition holds; the page's policy refuses Playwright's own waiting."""
        eventually(lambda: self.page.evaluate(condition), condition)

    def clean(self) -> None:
        """Nothing but the file itself was asked for, and nothing was complained of."""
        assert all(url.startswith(("file:", "blob:file:")) for url in self.requests)
        assert self.faults == []

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return a function that writes a page to a file and opens it, with no network."""
    contexts = []

    def show(html: str, address: str = "", **more: object) -> Opened:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        size = {"width": 1300, "height": 800}
        context = browser.new_context(**{"viewport": size, "offline": True, **more})
        contexts.append(context)
        return Opened(context.new_page(), file, address)

    yield show
    for context in contexts:
        context.close()


@pytest.fixture
def shown(small: Graph, opened: Callable[..., Opened]) -> Opened:
    """Return the small graph's page, open."""
    return opened(view(small))


@pytest.fixture(scope="session")
def large() -> str:
    """Return a page of 3,000 made-up things and 4,500 links, whose wordings do not all fit."""
    return page(invented(3_000, 4_500), empty(), kilobytes=80)
