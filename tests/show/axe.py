"""axe-core on an open page: what it finds that is serious."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Page

_FILE = REPOSITORY / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule that is broken seriously, with the elements that break it."""
    page.evaluate(_axe())
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@cache
def _axe() -> str:
    """Return axe-core, which `make test` installs."""
    assert _FILE.is_file(), f"axe-core is missing: make {_FILE.relative_to(REPOSITORY)}"
    return _FILE.read_text(encoding="utf-8")
