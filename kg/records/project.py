"""A project: a folder with kg.toml, records, texts and queries."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import InputError
from kg.words import PREFIXES, is_iri, suggestion

CONFIG = "kg.toml"
QUERIES = "queries"
_NOT_RECORDS = {"answers", "graph", "texts", QUERIES}
_ENDINGS = {".yaml", ".yml", ".jsonl", ".csv", ".parquet"}
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")
_DOTS = re.compile(r"/\.{1,2}/")
_WEB = ("http://", "https://")
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
    engine: str = ""
    digest: str = ""

    def record_files(self) -> list[Path]:
        """Return every file of records in the project, in the order of their paths.

        A folder below that has a kg.toml is a project of its own, and left out.

        Raises:
            InputError: a folder cannot be looked into.
        """
        found = []
        for at, folders, files in os.walk(self.folder, onerror=_unreadable):
            home = Path(at)
            apart = _NOT_RECORDS if home == self.folder else set()
            folders[:] = [
                name
                for name in folders
                if name[0] != "." and name not in apart and not (home / name / CONFIG).exists()
            ]
            found += [home / name for name in [*files, *folders] if name[0] != "."]
        return sorted(path for path in found if path.suffix in _ENDINGS)


def _unreadable(fault: OSError) -> NoReturn:
    raise InputError(
        f"{fault.filename} cannot be looked into: {fault.strerror}", "mend its permissions"
    ) from fault


def read_project(folder: str | Path = ".") -> Project:
    """Return the project in a folder.

    Raises:
        InputError: there is no kg.toml, or it says something that cannot be used.
    """
    home = Path(folder)
    path = home / CONFIG
    try:
        raw = path.read_bytes()
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except FileNotFoundError:
        raise InputError(
            f"{home} is not a project: it has no {CONFIG}",
            "name the project's folder, or try the bundled one: kg demo",
        ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{path} cannot be read: {fault}", "save it as UTF-8 text") from fault
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path} is not TOML: {fault}", "see docs/projects.md") from fault
    _check(path, table)
    return Project(folder=home, digest=hashlib.sha256(raw).hexdigest(), **table)


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
        f"go to a project's folder, or name one with --project; {CONFIG} with a base and a title "
        "begins one (docs/tutorial.md), and kg demo makes one to try",
    )


_FIELDS: dict[str, type] = {
    "base": str, "title": str, "description": str, "language": str, "licence": str,
    "version": str, "creators": list, "prefixes": dict, "engine": str,
}  # fmt: skip


_USUAL = {"base": "https://example.org/study/", "title": "My study"}
_TOLD: dict[type, str] = {str: "a text", list: "a list of texts", dict: "a table"}


def _check(path: Path, table: dict[str, Any]) -> None:
    for name, value in table.items():
        if name not in _FIELDS:
            cure = suggestion(name, _FIELDS) or f"one of: {', '.join(_FIELDS)}"
            raise InputError(f"{path}: unknown setting {name!r}", cure)
        if not isinstance(value, _FIELDS[name]):
            kind = _TOLD[_FIELDS[name]]
            raise InputError(f"{path}: {name} must be {kind}", "see docs/projects.md")
    for name in ("base", "title"):
        if not table.get(name):
            raise InputError(f"{path}: {name} is missing", f'add a line: {name} = "{_USUAL[name]}"')
    _check_base(path, table["base"])
    _check_prefixes(path, table.get("prefixes", {}))
    if not _LANGUAGE.fullmatch(table.get("language", "en")):
        raise InputError(f"{path}: language must be a BCP 47 tag, such as en or pt-br")
    if not all(isinstance(name, str) for name in table.get("creators", [])):
        raise InputError(f"{path}: creators must be a list of texts")
    licence = table.get("licence", "")
    if licence.startswith(_WEB) and not is_iri(licence):
        raise InputError(f"{path}: the licence {licence!r} is not a web address", "correct it")


def _check_base(path: Path, base: str) -> None:
    if not _BASE.fullmatch(base) or _DOTS.search(base) or not is_iri(base):
        raise InputError(
            f"{path}: base must be an http(s) IRI that ends in /, not {base!r}",
            'for example: base = "https://example.org/study/"',
        )
    taken = [name for name, namespace in PREFIXES.items() if namespace.startswith(base)]
    if taken:
        raise InputError(
            f"{path}: the base {base!r} holds the words of {', '.join(taken)}",
            "choose one of your own, for example https://example.org/study/",
        )


def _check_prefixes(path: Path, prefixes: dict[str, Any]) -> None:
    for name, iri in prefixes.items():
        if name in PREFIXES or not re.fullmatch(r"[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9_])?", name):
            raise InputError(f"{path}: the prefix {name!r} is taken or not a name")
        if not isinstance(iri, str) or not iri.startswith(_WEB) or not is_iri(iri):
            raise InputError(f"{path}: the prefix {name} must stand for an http(s) IRI")
