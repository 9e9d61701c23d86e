"""Saved queries: .rq files, one question each, of this tool and of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from kg.errors import FindingsError, InputError, UsageError
from kg.files import resource
from kg.findings import Finding, Mark, Severity
from kg.graph.opened import Graph
from kg.query.declared import Parameter, parameters
from kg.query.decorators import Decorators, read_decorators
from kg.words import suggestion

FOLDER = "queries"
ENDING = ".rq"
_Found: TypeAlias = "tuple[Path, bool, Path | None]"


@dataclass(frozen=True)
class Saved:
    """A query in a file: what it answers, what it wants to be told, and what is wrong with it.

    `hides` is the bundled query of the same name, which the project's own takes the place of.
    """

    name: str
    file: Path
    text: str
    about: Decorators = field(default_factory=Decorators)
    parameters: tuple[Parameter, ...] = ()
    findings: tuple[Finding, ...] = ()
    own: bool = False
    hides: Path | None = None

    def call(self, values: Mapping[str, str]) -> str:
        """Return a call of this query with some values, as one would type it."""
        told = (f"{name}={_quoted(value)}" for name, value in values.items())
        return " ".join(("kg query", self.name, *told))


def queries(project: Graph | str | Path | None = None) -> list[Saved]:
    """Return every saved query by name: those of the tool, and those of a project if one is named.

    A query that has findings is in the list like any other.
    """
    return [_read(*found) for _, found in sorted(_files(project).items())]


def saved_query(name: str, project: Graph | str | Path | None = None) -> Saved:
    """Return the saved query of a name.

    Raises:
        UsageError: there is none.
        FindingsError: its decorators have errors.
    """
    found = _file(name, project)
    if found is None:
        cure = suggestion(name, _files(project)) or "kg queries lists them all"
        raise UsageError(f"there is no saved query {name!r}", cure)
    return _sound(_read(*found))


def query_file(file: Path) -> Saved:
    """Return the query of a file anywhere.

    Raises:
        InputError: the file cannot be read.
        FindingsError: its decorators have errors.
    """
    saved = _read(file, own=True, hides=None)
    if saved.findings and saved.findings[0].code == "unreadable":
        raise InputError(saved.findings[0].what, saved.findings[0].cure)
    return _sound(saved)


def _files(project: Graph | str | Path | None) -> dict[str, _Found]:
    """Return every saved query: its file, whether it is the project's, and which one it hides."""
    names = {file.stem for home in _homes(project) for file in _listed(home)}
    found = ((name, _file(name, project)) for name in names)
    return {name: file for name, file in found if file is not None}


def _file(name: str, project: Graph | str | Path | None) -> _Found | None:
    *own, bundled = (home / f"{name}{ENDING}" for home in _homes(project))
    hides = bundled if _is_there(bundled) else None
    for file in own:
        if _is_there(file) and not (hides is not None and file.samefile(hides)):
            return file, True, hides
    return None if hides is None else (hides, False, None)


def _is_there(file: Path) -> bool:
    return not file.name.startswith(".") and (file.exists() or file.is_symlink())


def _homes(project: Graph | str | Path | None) -> list[Path]:
    """Return the folders of saved queries: that of the project first, if one is named."""
    bundled = resource(FOLDER)
    if project is None:
        return [bundled]
    folder = project.folder if isinstance(project, Graph) else Path(project)
    return [folder / FOLDER, bundled]


def _listed(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.glob(f"*{ENDING}")) if not file.name.startswith("."))


def _read(file: Path, own: bool, hides: Path | None) -> Saved:  # noqa: FBT001
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        what, cure = f"{file} cannot be read: {fault.strerror}", "check its name and permissions"
    except UnicodeDecodeError as fault:
        what, cure = f"{file} is not UTF-8 text (byte {fault.start})", "save it as UTF-8"
    else:
        return _understood(file, text, own, hides)
    fault_found = Finding(file, Mark(1, 1), Severity.ERROR, "unreadable", what, cure)
    return Saved(file.stem, file, "", findings=(fault_found,), own=own, hides=hides)


@lru_cache(maxsize=128)
def _understood(file: Path, text: str, own: bool, hides: Path | None) -> Saved:  # noqa: FBT001
    """Return the query of a text, which is understood once as long as it stays the same."""
    about, findings = read_decorators(file, text)
    wanted = parameters(text, about.parameters)
    return Saved(file.stem, file, text, about, wanted, tuple(findings), own, hides)


def _sound(saved: Saved) -> Saved:
    if saved.findings:
        count = len(saved.findings)
        what = f"the query {saved.name} has {count} error{'s' if count > 1 else ''}"
        raise FindingsError(what, "", saved.findings)
    return saved


def _quoted(value: str) -> str:
    plain = value and all(char.isalnum() or char in "-_./:" for char in value)
    return value if plain else "'" + value.replace("'", "'\\''") + "'"
