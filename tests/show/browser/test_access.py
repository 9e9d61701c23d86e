"""axe-core finds nothing serious on the page, whatever is open on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.graph.opened import Graph
from kg.show.network.view import view
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened

    Show = Callable[..., Opened]

AXE = REPOSITORY / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
STATES = {
    "nothing": "() => {}",
    "thing": "() => Store.select('node', Model.nodeOf('shield'))",
    "link": "() => Store.select('edge', Model.edgeOf('cland', 'shield'))",
    "claim": "() => { Store.dots(true); Store.select('claim', 0); }",
    "filters": "() => { Store.only('type', 'person'); "
    "for (const fold of document.querySelectorAll('.facet')) fold.open = true; }",
    "table": "() => document.getElementById('tab-table').click()",
}


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core, which `make test` installs."""
    assert AXE.is_file(), f"axe-core is missing: make {AXE.relative_to(REPOSITORY)}"
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    small: Graph, opened: Show, axe: str, state: str, scheme: str
) -> None:
    wide = 390 if state == "thing" and scheme == "dark" else 1300
    shown = opened(view(small), color_scheme=scheme, viewport={"width": wide, "height": 800})
    shown.page.evaluate(STATES[state])
    shown.page.evaluate(axe)
    found = shown.page.evaluate("axe.run().then((result) => result.violations)")
    serious = [(one["id"], [node["html"][:120] for node in one["nodes"]])
               for one in found if one["impact"] in {"serious", "critical"}]  # fmt: skip
    assert serious == []
