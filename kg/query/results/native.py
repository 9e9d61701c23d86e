"""The W3C formats, by the engine's own serialisers: rows pass through in constant memory."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from typing import IO, TYPE_CHECKING, Any, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.query.results.readable import Readable

# A cell that a spreadsheet would run: it begins with one of these and is no number.
_FORMULA: Final = re.compile(rb'[\n,]"?(?:[=@\t]|\r[^\n]|[+\-](?![0-9.]))')
_LOOKED_AT: Final = 10_000
_REMARK: Final = (
    "a cell begins with = + - or @, which a spreadsheet takes for a formula: "
    "to open it in one, use -f spreadsheet"
)


def write_csv(result: Readable, out: IO[bytes]) -> list[str]:
    """Write W3C CSV, values as they are; a remark tells of cells that a spreadsheet would run."""
    watch = _Watch(out)
    result.solutions().serialize(watch, ox.QueryResultsFormat.CSV)  # type: ignore[arg-type]
    return [_REMARK] if watch.found else []


class _Watch:
    """Passes bytes on, and looks for cells that begin like a formula."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._last = b"\n"
        self.found = False

    def write(self, data: bytes) -> int:
        self._out.write(data)
        if not self.found:
            self.found = _FORMULA.search(self._last + data) is not None
            self._last = data[-2:]
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def write_tsv(result: Readable, out: IO[bytes]) -> None:
    """Write W3C TSV."""
    result.solutions().serialize(out, ox.QueryResultsFormat.TSV)


def write_json(result: Readable, out: IO[bytes]) -> None:
    """Write W3C SPARQL results JSON."""
    if result.kind == "boolean":
        out.write(json.dumps({"head": {}, "boolean": result.boolean}).encode() + b"\n")
        return
    result.solutions().serialize(out, ox.QueryResultsFormat.JSON)
    out.write(b"\n")


def write_xml(result: Readable, out: IO[bytes]) -> None:
    """Write W3C SPARQL results XML."""
    if result.kind == "boolean":
        told: Any = ox.parse_query_results(
            json.dumps({"head": {}, "boolean": result.boolean}), ox.QueryResultsFormat.JSON
        )
        told.serialize(out, ox.QueryResultsFormat.XML)
    else:
        result.solutions().serialize(out, ox.QueryResultsFormat.XML)
    out.write(b"\n")


def write_turtle(result: Readable, out: IO[bytes]) -> None:
    """Write Turtle, with those of the project's prefixes that Turtle can declare."""
    _triples(result, out, ox.RdfFormat.TURTLE)


def write_trig(result: Readable, out: IO[bytes]) -> None:
    """Write TriG; a CONSTRUCT gives triples of the default graph only."""
    _triples(result, out, ox.RdfFormat.TRIG)


def write_nquads(result: Readable, out: IO[bytes]) -> None:
    """Write N-Quads, which for the default graph are N-Triples."""
    shutil.copyfileobj(result.stream(), out)


def write_ntriples(result: Readable, out: IO[bytes]) -> None:
    """Write N-Triples, as the engine gives them."""
    shutil.copyfileobj(result.stream(), out)


def write_jsonld(result: Readable, out: IO[bytes]) -> None:
    """Write JSON-LD."""
    _triples(result, out, ox.RdfFormat.JSON_LD)
    out.write(b"\n")


def write_rdfxml(result: Readable, out: IO[bytes]) -> None:
    """Write RDF/XML."""
    _triples(result, out, ox.RdfFormat.RDF_XML)


def _triples(result: Readable, out: IO[bytes], form: ox.RdfFormat) -> None:
    triples = result.triples()
    first = list(itertools.islice(triples, _LOOKED_AT))
    prefixes = result.graph.prefixes
    if len(first) < _LOOKED_AT:
        used = {_space(term) for triple in first for term in triple}
        prefixes = {name: space for name, space in prefixes.items() if space in used}
    ox.serialize(itertools.chain(first, triples), out, form, prefixes=prefixes)


def _space(term: object) -> str:
    """Return the namespace of an IRI: all up to the last # or /; for a literal, of its datatype."""
    iri = getattr(getattr(term, "datatype", term), "value", "")
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
