"""SPARQL 1.1 through `kg.query`, side by side with pyoxigraph alone: is any test lost?

Usage: python benchmarks/conformance.py FOLDER, where FOLDER holds the W3C's rdf-tests
(sparql/sparql11). Every test that pyoxigraph answers must be answered the same through the guard
and the query's own process; every query that it refuses must be refused.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.engine import Embedded, all_prefixes
from kg.graph.manifest import FOLDER, Manifest
from kg.graph.opened import Graph
from kg.query.run import query

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MANIFESTS = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")


@dataclass
class Case:
    """One test: its name, its kind, its query, its data and named data."""

    name: str
    kind: str
    query: Path
    data: list[Path] = field(default_factory=list)
    named: list[Path] = field(default_factory=list)


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
                    f"{manifest.parent.name}/{entry.value.rpartition('#')[2]}",
                    kind,
                    _file(queries[0]),
                    [_file(data) for data in read.all(action, f"{_QT}data")],
                    [_file(data) for data in read.all(action, f"{_QT}graphData")
                     if isinstance(data, ox.NamedNode)],
                )  # fmt: skip


def _file(iri: ox.NamedNode) -> Path:
    return Path(iri.value.removeprefix("file://"))


def _graph(case: Case, home: Path) -> Graph:
    base = case.query.as_uri()
    folder = home / FOLDER / "store"
    folder.parent.mkdir(parents=True)
    store = ox.Store(str(folder))
    for path in case.data:
        store.load(path=str(path), base_iri=path.as_uri())
    for path in case.named:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))
    store.flush()
    del store
    manifest = Manifest(
        title="test", base=base, language="en", prefixes={}, store="store", digest="",
        counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Graph(Embedded.open(folder, all_prefixes(base, {})), manifest, home)


def _alone(graph: Graph, case: Case) -> Counter[str] | None:
    """Return what pyoxigraph answers by itself; None when it refuses."""
    store = ox.Store.read_only(str(graph.folder / FOLDER / "store"))
    try:
        answer = store.query(case.query.read_text("utf-8"), base_iri=case.query.as_uri())
    except (SyntaxError, OSError, ValueError, RuntimeError):
        return None
    if isinstance(answer, ox.QueryBoolean):
        return Counter([str(bool(answer))])
    if isinstance(answer, ox.QueryTriples):
        return Counter(_plain(tuple(triple)) for triple in answer)
    return Counter(_plain(tuple(row)) for row in answer)


def _ours(graph: Graph, case: Case) -> Counter[str] | None:
    try:
        with query(graph, case.query) as result:
            if result.kind == "boolean":
                return Counter([str(result.boolean)])
            return Counter(_plain(tuple(item)) for item in result)  # type: ignore[arg-type]
    except KgError:
        return None


def _plain(row: tuple[object, ...]) -> str:
    """Return a row as text, blank nodes alike."""
    return " ".join("_:b" if isinstance(term, ox.BlankNode) else str(term) for term in row)


def main(folder: Path) -> int:
    """Run every test and print what differs; return how many do."""
    counts: Counter[str] = Counter()
    for name in _MANIFESTS:
        for case in cases(folder / name):
            with tempfile.TemporaryDirectory() as home:
                graph = _graph(case, Path(home))
                alone, ours = _alone(graph, case), _ours(graph, case)
            same = alone == ours
            counts["same" if same else "differs"] += 1
            if not same:
                print(f"{case.name} ({case.kind}): alone {alone}, through kg.query {ours}")
    print(f"{counts['same']} the same, {counts['differs']} different")
    return counts["differs"]


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]).resolve()) else 0)
