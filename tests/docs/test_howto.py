"""The how-tos are true: what they show happens, in the project that the tutorial leaves."""

from __future__ import annotations

import doctest
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGES = ("figures", "says-that-says", "texts", "share", "other-tools", "correct", "compare")


def test_every_howto_is_run(root: Path) -> None:
    assert {file.stem for file in (root / "docs/howto").glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_howto_shows_happens(
    *,
    name: str,
    tutorial: Path,
    corpus: Path,
    shell: Callable[[Path], Any],
    blocks_of: Callable[[str], list[Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(corpus if name == "compare" else tutorial, folder)
    monkeypatch.chdir(folder)
    followed = shell(folder)
    for block in blocks_of(f"docs/howto/{name}.md"):
        followed.follow(block)
        if block.language == "pycon":
            test = doctest.DocTestParser().get_doctest(block.text, {}, name, name, block.line)
            assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0
