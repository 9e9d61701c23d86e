"""The cases of the W3C's test manifests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
EVALUATION: Final = {"QueryEvaluationTest", "CSVResultFormatTest"}


@dataclass(frozen=True)
class Case:
    """One test: its suite and name, its kind, its query, its data, and the file it must give."""

    suite: str
    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()
    result: Path | None = None


class _Manifest:
    def __init__(self, file: Path) -> None:
        self.store = ox.Store()
        self.store.load(path=str(file), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())

    def all(self, subject: object, prop: str) -> list[ox.NamedNode]:
        found = self.store.quads_for_pattern(subject, ox.NamedNode(prop), None)  # type: ignore[arg-type]
        return [quad.object for quad in found]  # type: ignore[misc]

    def listed(self, prop: str) -> Iterator[ox.NamedNode]:
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(prop), None):
            at = quad.object
            while isinstance(at, ox.BlankNode):
                yield from self.all(at, f"{_RDF}first")
                at = self.all(at, f"{_RDF}rest")[0]


def cases(manifest: Path) -> Iterator[Case]:
    """Yield the query tests of a manifest and of those it includes."""
    read = _Manifest(manifest)
    for included in read.listed(f"{_MF}include"):
        yield from cases(_file(included))
    for entry in read.listed(f"{_MF}entries"):
        kind = read.all(entry, f"{_RDF}type")[0].value.rpartition("#")[2]
        for action in read.all(entry, f"{_MF}action"):
            queries = read.all(action, f"{_QT}query") or [action]
            if isinstance(queries[0], ox.NamedNode) and queries[0].value.endswith(".rq"):
                yield Case(
                    manifest.parent.name,
                    entry.value.rpartition("#")[2],
                    kind,
                    _file(queries[0]),
                    _files(read.all(action, f"{_QT}data")),
                    _files(read.all(action, f"{_QT}graphData")),
                    next(iter(_files(read.all(entry, f"{_MF}result"))), None),
                )


def _files(iris: list[ox.NamedNode]) -> tuple[Path, ...]:
    return tuple(_file(iri) for iri in iris if isinstance(iri, ox.NamedNode))


def _file(iri: ox.NamedNode) -> Path:
    return Path(iri.value.removeprefix("file://"))
