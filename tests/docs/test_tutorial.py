"""The tutorial is true: each command does what the page shows."""

from __future__ import annotations

from pathlib import Path

import kg


def test_every_step_of_the_tutorial_gives_what_the_page_shows(tutorial: Path) -> None:
    assert kg.check(tutorial) == []
    assert kg.open(tutorial).manifest.counts["claim graphs"] == 3
