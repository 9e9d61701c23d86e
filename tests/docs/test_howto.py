"""The README, the how-tos and the page on Python are true: what they show happens."""

from __future__ import annotations

import doctest
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

IN_TUTORIAL = tuple(
    f"docs/howto/{name}.md"
    for name in (
        "figures",
        "says-that-says",
        "spreadsheet",
        "texts",
        "share",
        "other-tools",
        "correct",
    )
)
IN_CORPUS = ("README.md", "docs/howto/compare.md", "docs/python.md", "docs/search.md")


def test_every_howto_is_run(root: Path) -> None:
    found = {file.relative_to(root).as_posix() for file in (root / "docs/howto").glob("*.md")}
    assert found <= {*IN_TUTORIAL, *IN_CORPUS}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", [*IN_TUTORIAL, *IN_CORPUS])
def test_what_a_page_shows_happens(
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
    shutil.copytree(corpus if name in IN_CORPUS else tutorial, folder)
    monkeypatch.chdir(folder)
    followed = shell(folder)
    known: dict[str, object] = {}
    for block in blocks_of(name):
        followed.follow(block)
        if block.language == "pycon":
            test = doctest.DocTestParser().get_doctest(block.text, known, name, name, block.line)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            assert runner.run(test, clear_globs=False).failed == 0
            known = test.globs
