"""Saved queries: .rq files, one question each, of this tool and of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import FindingsError, InputError, UsageError
from kg.files import resource
from kg.findings import Finding, Mark, Severity
from kg.graph.opened import Graph
from kg.query.declared import Parameter, parameters
from kg.query.decorators import Decorators, read_decorators
from kg.words import suggestion

FOLDER = "queries"
ENDING = ".rq"


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

    def example(self) -> str:
        """Return a call of this query that works, as one would type it."""
        told = (f"{name}={_quoted(value)}" for name, value in self.about.example.items())
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
    files = _files(project)
    if name not in files:
        cure = suggestion(name, files) or "kg queries lists them all"
        raise UsageError(f"there is no saved query {name!r}", cure)
    return _sound(_read(*files[name]))


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


def _files(project: Graph | str | Path | None) -> dict[str, tuple[Path, bool, Path | None]]:
    bundled = {file.stem: file for file in _listed(resource(FOLDER))}
    found: dict[str, tuple[Path, bool, Path | None]] = {
        name: (file, False, None) for name, file in bundled.items()
    }
    if project is not None:
        folder = project.folder if isinstance(project, Graph) else Path(project)
        for file in _listed(folder / FOLDER):
            hides = bundled.get(file.stem)
            if hides is None or not file.samefile(hides):
                found[file.stem] = (file, True, hides)
    return found


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
        about, findings = read_decorators(file, text)
        wanted = parameters(text, about.parameters)
        return Saved(file.stem, file, text, about, wanted, tuple(findings), own, hides)
    fault_found = Finding(file, Mark(1, 1), Severity.ERROR, "unreadable", what, cure)
    return Saved(file.stem, file, "", findings=(fault_found,), own=own, hides=hides)


def _sound(saved: Saved) -> Saved:
    if saved.findings:
        count = len(saved.findings)
        what = f"the query {saved.name} has {count} error{'s' if count > 1 else ''}"
        raise FindingsError(what, "", saved.findings)
    return saved


def _quoted(value: str) -> str:
    plain = value and all(char.isalnum() or char in "-_./:" for char in value)
    return value if plain else "'" + value.replace("'", "'\\''") + "'"
