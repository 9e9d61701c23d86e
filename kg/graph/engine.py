"""The one seam through which everything reads a graph: SPARQL in, rows or triples out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.graph.manifest import FILE, Manifest
from kg.graph.whole import REBUILD, STORE_FAULTS
from kg.words import PREFIXES

_Item = TypeVar("_Item")
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Row = tuple[Term | None, ...]  # None: unbound


@dataclass(frozen=True)
class Rows:
    """What a SELECT gives: the variables, and one tuple per row in their order."""

    variables: tuple[str, ...]
    rows: Iterator[Row]

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows; they are read from the engine once."""
        return self.rows


@dataclass(frozen=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE gives: triples, read from the engine once."""

    triples: Iterator[ox.Triple]

    def __iter__(self) -> Iterator[ox.Triple]:
        """Iterate over the triples."""
        return self.triples


Answer = Rows | Triples | bool


class Engine(Protocol):
    """Anything that answers SPARQL 1.1 over a built graph."""

    @property
    def folder(self) -> Path | None:
        """Return where its store lies, if that is on this disk."""
        ...

    def query(self, sparql: str, seconds: float | None = None) -> Answer:
        """Return the answer to a query that may use the project's prefixes undeclared.

        It is given up after so many seconds, if the engine can be left; rows are read as they come.

        Raises:
            UsageError: the query is not SPARQL.
            InputError: the engine could not answer, or not to the end.
            LimitError: the time is up, or the engine gives only a part.
        """
        ...

    def exact(self, manifest: Manifest) -> tuple[Engine, Manifest]:
        """Return what answers every query about its graph to the letter, and that one's manifest.

        Raises:
            InputError, LimitError: there is no such place, and none can be made.
        """
        ...

    def mark(self) -> Hashable:
        """Return what changes when another graph is put in the place of this engine's.

        Raises:
            InputError: the engine cannot be asked.
        """
        ...


@dataclass(frozen=True)
class Embedded:
    """An Oxigraph store in this process; the default graph is exactly what the build made it.

    `folder` is where it lies on a disk. Pickled, it is opened there again by who unpickles it.
    """

    store: ox.Store
    prefixes: dict[str, str]
    folder: Path | None = None

    @classmethod
    def open(cls, folder: Path, prefixes: dict[str, str]) -> Embedded:
        """Return the engine over a store on disk, opened for reading only.

        Raises:
            InputError: there is no store, or it is damaged.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), prefixes, folder)
        except STORE_FAULTS as fault:
            raise InputError(f"the store {folder} cannot be opened: {fault}", REBUILD) from fault

    def query(self, sparql: str, seconds: float | None = None) -> Answer:  # noqa: ARG002
        """Return the answer; see `Engine.query`. What runs in this process cannot be left."""
        try:
            answer = self.store.query(sparql, prefixes=self.prefixes)
        except SyntaxError as fault:
            raise UsageError(f"the query is not SPARQL 1.1: {fault}") from fault
        except STORE_FAULTS as fault:
            raise InputError(f"the store could not answer: {fault}", REBUILD) from fault
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if isinstance(answer, ox.QueryTriples):
            return Triples(_read(answer))
        names = tuple(variable.value for variable in answer.variables)
        return Rows(names, map(tuple, _read(answer)))

    def exact(self, manifest: Manifest) -> tuple[Engine, Manifest]:
        """Return itself; see `Engine.exact`."""
        return self, manifest

    def mark(self) -> Hashable:
        """Return which manifest lies beside the store; None if there is none, or no disk."""
        if self.folder is None:
            return None
        try:
            found = (self.folder.parent / FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to open it again.

        Raises:
            InputError: it lies in memory only.
        """
        if self.folder is None:
            raise InputError("a graph in memory cannot be given to another process")
        return Embedded.open, (self.folder, self.prefixes)


def _read(answer: Iterable[_Item]) -> Iterator[_Item]:
    """Yield what an answer holds; a damaged store may show itself only while it is read."""
    try:
        yield from answer
    except STORE_FAULTS as fault:
        raise InputError(f"the store could not answer: {fault}", REBUILD) from fault


def all_prefixes(base: str, own: dict[str, str]) -> dict[str, str]:
    """Return the prefixes every query knows: the tool's, the project's, and `:` for its base."""
    return {**PREFIXES, "": base, **own}
