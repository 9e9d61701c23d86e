"""The reference pages say what the code says: made parts are up to date, settings are told."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

import kg
from kg.cli.main import commands
from kg.records.project import Project, read_project
from kg.records.vocabulary import vocabulary


def test_the_made_pages_are_up_to_date(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate", "--check"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_the_made_pages_leave_nothing_out(root: Path) -> None:
    terms = (root / "docs/terms.md").read_text("utf-8")
    words = vocabulary()
    concepts = [slug for scheme in words.concepts.values() for slug in scheme]
    names = [*words.classes, *words.terms, *concepts]
    missing = [name for name in names if f"| `{name}`" not in terms]
    assert missing == []
    verbs = re.findall(r"^## kg (\w+)$", (root / "docs/cli.md").read_text("utf-8"), re.MULTILINE)
    assert verbs == list(commands.commands or commands.list_commands(None))  # type: ignore[arg-type]


def test_every_setting_is_told_and_shown(
    root: Path, blocks_of: Callable[[str], list[Any]], tmp_path: Path
) -> None:
    page = (root / "docs/projects.md").read_text("utf-8")
    table = page.partition("## Settings\n")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    settings = {field.name for field in fields(Project)} - {"folder", "digest"}
    assert set(told) == settings
    shown = next(block for block in blocks_of("docs/projects.md") if block.language == "toml")
    (tmp_path / "kg.toml").write_text(shown.text, encoding="utf-8")
    assert all(getattr(read_project(tmp_path), name) for name in settings)


def test_the_citation_file_is_valid_and_fits_the_version(root: Path) -> None:
    cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"] == [{"name": "The Claimgraph authors"}]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert cited["version"] == project["version"] == kg.__version__
    assert cited["license"] == project["license"]


def test_the_changelog_knows_the_version(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[([^\]]+)\]", text, re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1] == kg.__version__
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip


def test_the_two_commands_of_the_readme_exist(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    named = set(re.findall(r"make (\w+)", (root / "README.md").read_text("utf-8")))
    assert {"demo", "test"} <= named
    assert {name for name in named if f"\n{name}:" not in makefile} == set()
