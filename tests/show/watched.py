"""What a page in the browser asks for, and what it complains of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Watched:
    """What pages ask for and complain of."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.faults: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))

    def clean(self) -> None:
        """Fail if there was a complaint, or a request for anything but a file."""
        assert self.faults == []
        assert all(url.startswith("file:") for url in self.requests)
