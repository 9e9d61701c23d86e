"""The error reference: every code of the source is in it, and every example gives its code."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import commands
from kg.errors import FindingsError, InputError, KgError, LimitError, UsageError

_PLACE = {"report": 1, "_report": 1, "Finding": 3}


def source_codes(root: Path) -> set[str]:
    """Every code that the source gives to a finding, read from its syntax."""
    return {
        code
        for file in (root / "kg").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for code in _codes(node)
    }


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = _PLACE.get(name, len(node.args))
        yield from (_text(part) for part in node.args[place : place + 1] if _text(part))
    if isinstance(node, ast.FunctionDef) and "tuple[str, str, str]" in ast.unparse(
        node.returns or ast.Constant("")
    ):
        for part in ast.walk(node):
            if isinstance(part, ast.Return) and isinstance(part.value, ast.Tuple):
                yield _text(part.value.elts[0])


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def sections(page: str) -> dict[str, int]:
    """The codes that have a section, and the line of each heading."""
    lines = page.splitlines()
    return {
        line.strip("#` "): number
        for number, line in enumerate(lines, 1)
        if re.match(r"#### `[a-z-]+`$", line)
    }


def test_the_codes_are_those_of_the_source(root: Path) -> None:
    documented = set(sections((root / "docs/errors.md").read_text("utf-8")))
    found = source_codes(root)
    assert {"unknown-key", "dangling", "digest", "impossible-date", "yaml"} <= found
    assert documented == found


def test_every_shape_code_is_listed(root: Path) -> None:
    shapes = (root / "ontology/shapes.ttl").read_text("utf-8")
    page = (root / "docs/errors.md").read_text("utf-8")
    parts = re.findall(
        r"\nkgsh:([\w-]+) a sh:(?:Node|Property)Shape ;(.*?)(?=\n\n)", shapes, re.DOTALL
    )
    codes = {code for code, part in parts if "sh:message" in part}
    assert len(codes) > 100
    assert {code for code in codes if f"| `{code}` |" not in page} == set()


def test_every_example_gives_the_finding_that_is_shown(
    tutorial: Path,
    blocks_of: Callable[[str], list[Any]],
    shell: Callable[[Path], Any],
    root: Path,
    tmp_path: Path,
) -> None:
    headings = sections((root / "docs/errors.md").read_text("utf-8"))
    examples: dict[str, list[Any]] = {}
    for block in blocks_of("docs/errors.md"):
        above = [code for code, line in headings.items() if line < block.line]
        if above:
            examples.setdefault(above[-1], []).append(block)
    assert set(examples) == set(headings)
    for code, found in examples.items():
        folder = tmp_path / code
        shutil.copytree(tutorial, folder, ignore=shutil.ignore_patterns("graph"))
        followed = shell(folder)
        for block in found:
            followed.follow(block)
        shown = "".join(block.text for block in found if block.language == "console")
        assert f" {code}: " in shown, f"{found[0]}: no finding {code} is shown"


@pytest.mark.parametrize("fault", [KgError, InputError, UsageError, FindingsError, LimitError])
def test_every_exit_code_is_told(fault: type[KgError], root: Path) -> None:
    page = (root / "docs/errors.md").read_text("utf-8")
    assert f"| {fault.exit_code} |" in page
    assert str(fault.exit_code) in (commands.help or "")
