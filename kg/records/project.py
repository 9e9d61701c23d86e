"""A project: a folder with kg.toml, records, texts and queries."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.words import PREFIXES, suggestion

CONFIG = "kg.toml"
QUERIES = "queries"
_NOT_RECORDS = {"graph", "texts", QUERIES}
_ENDINGS = {".yaml", ".yml", ".jsonl"}
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+[/#]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Project:
    """What kg.toml says: the base IRI of all ids, and the data set's own description (DCAT)."""

    folder: Path
    base: str
    title: str
    description: str = ""
    language: str = "en"
    licence: str = ""
    version: str = ""
    creators: list[str] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)

    def record_files(self) -> Iterator[Path]:
        """Yield every file of records in the project, in the order of their paths."""
        for path in sorted(self.folder.rglob("*")):
            parts = path.relative_to(self.folder).parts
            hidden = any(part.startswith(".") for part in parts)
            if path.suffix in _ENDINGS and not hidden and parts[0] not in _NOT_RECORDS:
                yield path


def read_project(folder: str | Path = ".") -> Project:
    """Return the project in a folder.

    Raises:
        InputError: there is no kg.toml, or it says something that cannot be used.
    """
    home = Path(folder)
    path = home / CONFIG
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{home} is not a project: it has no {CONFIG}",
            "name the project's folder, or try the bundled one: kg demo",
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{path} cannot be read: {fault}", "save it as UTF-8 text") from fault
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"{path} is not TOML: {fault}", "see docs/projects.md") from fault
    return _project(home, path, table)


def find_project(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a kg.toml.

    Raises:
        InputError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIG).is_file():
            return folder
    raise InputError(
        f"no project here: neither this folder nor one above it has a {CONFIG}",
        "go to a project's folder, name one with --project, or try the bundled one: kg demo",
    )


_FIELDS: dict[str, type] = {
    "base": str, "title": str, "description": str, "language": str, "licence": str,
    "version": str, "creators": list, "prefixes": dict,
}  # fmt: skip


_TOLD: dict[type, str] = {str: "a text", list: "a list of texts", dict: "a table"}


def _project(home: Path, path: Path, table: dict[str, Any]) -> Project:
    for name, value in table.items():
        if name not in _FIELDS:
            raise InputError(f"{path}: unknown setting {name!r}", suggestion(name, _FIELDS))
        if not isinstance(value, _FIELDS[name]):
            kind = _TOLD[_FIELDS[name]]
            raise InputError(f"{path}: {name} must be {kind}", "see docs/projects.md")
    for name in ("base", "title"):
        if not table.get(name):
            raise InputError(f"{path}: {name} is missing", f'add a line: {name} = "…"')
    _check(path, table)
    return Project(folder=home, **table)


def _check(path: Path, table: dict[str, Any]) -> None:
    if not _BASE.fullmatch(table["base"]):
        raise InputError(
            f"{path}: base must be an http(s) IRI that ends in / or #, not {table['base']!r}",
            'for example: base = "https://example.org/study/"',
        )
    if not _LANGUAGE.fullmatch(table.get("language", "en")):
        raise InputError(f"{path}: language must be a BCP 47 tag, such as en or pt-br")
    if not all(isinstance(name, str) for name in table.get("creators", [])):
        raise InputError(f"{path}: creators must be a list of texts")
    for name, iri in table.get("prefixes", {}).items():
        if name in PREFIXES or not re.fullmatch(r"[A-Za-z][\w-]*", name):
            raise InputError(f"{path}: the prefix {name!r} is taken or not a name")
        if not isinstance(iri, str) or not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", iri):
            raise InputError(f"{path}: the prefix {name} must stand for an http(s) IRI")
