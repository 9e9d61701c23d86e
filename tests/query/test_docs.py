"""What docs/queries.md and docs/ask.md show happens, and they tell of everything there is."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from kg.query.decorators import Decorators
from kg.query.limits import Limits
from kg.query.results.formats import FORMATS
from kg.query.saved import queries
from tests.docs.conftest import ROOT, Shell, blocks

PAGE = ROOT / "docs" / "queries.md"
ASK = ROOT / "docs" / "ask.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [PAGE, ASK])
def test_what_the_page_shows_happens(
    page: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(corpus, folder)
    monkeypatch.chdir(folder)
    shell = Shell(folder)
    known: dict[str, object] = {}
    for block in blocks(page):
        shell.follow(block)
        if block.language == "pycon":
            test = doctest.DocTestParser().get_doctest(
                block.text, known, page.name, None, block.line
            )
            assert doctest.DocTestRunner().run(test, clear_globs=False).failed == 0


def test_every_query_format_decorator_and_limit_is_told() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE))
    assert {saved.name for saved in queries()} <= told
    assert {name for name in Decorators.__dataclass_fields__ if name != "links"} <= told
    assert {name for name in Limits.__dataclass_fields__ if f"Limits({name}=" not in TEXT} == set()
    formats = set(re.findall(r"`([a-z]+)`", TEXT))
    assert {form.name for form in FORMATS} <= formats


def test_every_advice_of_the_lint_is_told() -> None:
    files = [*(ROOT / "kg/query/lint").glob("*.py"), *(ROOT / "kg/query/explain").glob("*.py")]
    code = re.compile(r'advice\(\s*[^"]*?"([a-z]+(?:-[a-z]+)+)"', re.DOTALL)
    codes = {found for file in files for found in code.findall(file.read_text("utf-8"))}
    assert len(codes) > 12
    assert codes <= set(re.findall(r"`([a-z-]+)`", ASK.read_text("utf-8")))
