"""Three ways to ask the same: through kg.query, pyoxigraph alone, rdflib."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from benchmarks.w3c.answers import Answer, Term, csv_rows, graph, rows
from benchmarks.w3c.cases import Case
from kg.errors import KgError
from kg.graph.engine import Embedded, all_prefixes
from kg.graph.manifest import FOLDER, Manifest
from kg.graph.opened import Graph
from kg.query.run import query

CSV: Final = "CSVResultFormatTest"


class Refused(Exception):  # noqa: N818
    """An engine took the query for none that it answers."""


@contextmanager
def _built(case: Case) -> Iterator[Graph]:
    base = case.query.as_uri()
    home = Path(tempfile.mkdtemp())
    folder = home / FOLDER / "store"
    folder.parent.mkdir(parents=True)
    store = ox.Store(str(folder))
    _load(store, case)
    store.flush()
    del store
    manifest = Manifest(
        title="test", base=base, language="en", prefixes={}, store="store", digest="",
        counts={}, inputs={}, versions={},
    )  # fmt: skip
    yield Graph(Embedded.open(folder, all_prefixes(base, {})), manifest, home)
    shutil.rmtree(home)


def _load(store: ox.Store, case: Case) -> None:
    for path in case.data:
        store.load(path=str(path), base_iri=path.as_uri())
    for path in case.named:
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))


def ours(case: Case) -> Answer:
    """Return what `kg.query` answers."""
    with _built(case) as built:
        try:
            with query(built, case.query) as result:
                if result.kind == "boolean":
                    return bool(result.boolean)
                if result.kind == "triples":
                    return graph(list(result.triples()))
                if case.kind == CSV:
                    out = io.BytesIO()
                    result.write(out, "csv")
                    return csv_rows(out.getvalue().decode())
                return rows(result.variables, list(result.rows()))
        except KgError as fault:
            raise Refused(str(fault)) from fault


def oxigraph(case: Case) -> Answer:
    """Return what pyoxigraph answers by itself."""
    store = ox.Store()
    _load(store, case)
    try:
        answer = store.query(case.query.read_text("utf-8"), base_iri=case.query.as_uri())
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if isinstance(answer, ox.QueryTriples):
            return graph(list(answer))
        if case.kind == CSV:
            return csv_rows((answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode())
        names = [variable.value for variable in answer.variables]
        return rows(names, [tuple(row) for row in answer])
    except (SyntaxError, OSError, ValueError, RuntimeError) as fault:
        raise Refused(str(fault)) from fault


def rdflib_alone(case: Case) -> Answer:
    """Return what rdflib answers."""
    dataset = rdflib.Dataset()
    try:
        for path in case.data:
            dataset.default_graph.parse(str(path), publicID=path.as_uri())
        for path in case.named:
            dataset.graph(rdflib.URIRef(path.as_uri())).parse(str(path), publicID=path.as_uri())
        text = case.query.read_text("utf-8")
        answer: Any = dataset.query(text, base=case.query.as_uri())
        return _of_rdflib(case, answer)
    except Exception as fault:  # rdflib raises what its many parts raise
        raise Refused(f"{type(fault).__name__}: {fault}") from fault


def _of_rdflib(case: Case, answer: Any) -> Answer:  # noqa: ANN401
    if answer.type == "ASK":
        return bool(answer.askAnswer)
    if answer.type in {"CONSTRUCT", "DESCRIBE"}:
        return graph([ox.Triple(*map(_term, triple)) for triple in answer.graph])  # type: ignore[arg-type]
    if case.kind == CSV:
        return csv_rows((answer.serialize(format="csv") or b"").decode())
    names = [str(variable) for variable in answer.vars or []]
    return rows(names, [[_term(cell) for cell in row] for row in answer])


def _term(term: Any) -> Term | None:  # noqa: ANN401
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(
        str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None
    )


ENGINES: Final[dict[str, Callable[[Case], Answer]]] = {
    "kg.query": ours,
    "pyoxigraph": oxigraph,
    "rdflib": rdflib_alone,
}
