"""Example queries of public endpoints through `kg.query`: is one that is legal and local refused?

Usage: python benchmarks/examples.py FOLDER, where FOLDER holds examples in SHACL (`sh:select` and
the like in Turtle, with `sh:declare` for prefixes), such as those of sib-swiss/sparql-examples.
Every query that asks another server (SERVICE) must be refused for that; every other one that
pyoxigraph or rdflib by itself can read must be accepted. They are asked of an empty graph.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.engine import Embedded
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.query.run import query
from kg.sparql import tokens

_SH = "http://www.w3.org/ns/shacl#"
_BASE = "https://example.org/"
_FORMS = ("select", "ask", "construct", "describe")


def _read(folder: Path) -> ox.Store:
    store = ox.Store()
    for file in sorted(folder.rglob("*.ttl")):
        store.load(path=str(file), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())
    return store


def _texts(store: ox.Store, prop: str) -> dict[str, str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(f"{_SH}{prop}"), None)
    return {
        str(quad.subject): quad.object.value
        for quad in quads
        if isinstance(quad.object, ox.Literal)
    }


def examples(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each query, in the order of their names."""
    found = {name: text for form in _FORMS for name, text in _texts(store, form).items()}
    yield from sorted(found.items())


def _graph(store: ox.Store) -> Graph:
    names, spaces = _texts(store, "prefix"), _texts(store, "namespace")
    prefixes = {names[node]: space for node, space in spaces.items() if node in names}
    manifest = Manifest(
        title="examples", base=_BASE, language="en", prefixes=prefixes, store="", digest="",
        counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Graph(Embedded(ox.Store(), prefixes), manifest, Path("/nowhere"))


def _asks_others(text: str) -> bool:
    return any(
        token.kind in {"word", "name"} and token.text.upper().startswith("SERVICE")
        for token in tokens(text)
    )


def _legal(graph: Graph, text: str) -> bool:
    """Tell whether pyoxigraph by itself can read a query, or rdflib where that cannot."""
    try:
        ox.Store().query(text, base_iri=_BASE, prefixes=graph.prefixes)
    except SyntaxError:
        return _legal_to_rdflib(graph, text)
    return True


def _legal_to_rdflib(graph: Graph, text: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql import prepareQuery

    try:
        prepareQuery(text, initNs=graph.prefixes, base=_BASE)
    except ParseException:
        return False
    return True


def _fault(graph: Graph, text: str) -> str:
    """Return why a query is refused; nothing if it is answered."""
    try:
        with query(graph, text) as result:
            if result.kind != "boolean":
                next(iter(result), None)
    except KgError as fault:
        return str(fault).split("\n", 1)[0]
    return ""


def main(folder: Path) -> int:
    """Ask every example and print what is not as it must be; return how many are not."""
    store = _read(folder)
    graph = _graph(store)
    counts: Counter[str] = Counter()
    for name, text in examples(store):
        fault = _fault(graph, text)
        if _asks_others(text):
            kind = "asks others, refused" if "asks another server" in fault else "NOT REFUSED"
        elif not _legal(graph, text):
            kind = "not SPARQL 1.1, refused" if fault else "NOT SPARQL, ACCEPTED"
        else:
            kind = "REFUSED" if fault else "legal and local, accepted"
        counts[kind] += 1
        if kind.isupper() or kind.startswith("not"):
            print(f"{kind}: {name} {fault}")
    for kind, number in sorted(counts.items()):
        print(f"{number:>6,} {kind}")
    return sum(number for kind, number in counts.items() if kind.isupper())


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]).resolve()) else 0)
