"""The formats an answer can be written in, by name, by kind of answer and by a file's ending."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.words import suggestion

if TYPE_CHECKING:
    from kg.query.results.readable import Readable

_HOME: Final = "kg.query.results"
_ROWS, _TRIPLES, _BOOLEAN = "rows", "triples", "boolean"
_TOLD: Final = {
    _ROWS: "rows (SELECT)",
    _TRIPLES: "triples (CONSTRUCT)",
    _BOOLEAN: "yes or no (ASK)",
}


@dataclass(frozen=True)
class Format:
    """A format: its name, the answers it is for, file endings, and where its writer is."""

    name: str
    kinds: tuple[str, ...]
    endings: tuple[str, ...]
    writer: str
    what: str

    def write(self, result: Readable, out: IO[bytes]) -> list[str]:
        """Write an answer and return remarks for whoever asked."""
        module, _, function = self.writer.partition(":")
        found: Callable[[Readable, IO[bytes]], list[str] | None]
        found = getattr(importlib.import_module(f"{_HOME}.{module}"), function)
        return found(result, out) or []


FORMATS: Final = (
    Format("table", (_ROWS,), (".txt",), "plain:write_table", "columns for reading"),
    Format("csv", (_ROWS,), (".csv",), "native:write_csv", "W3C CSV, values as they are"),
    Format("spreadsheet", (_ROWS,), (), "spreadsheet:write_spreadsheet", "CSV without formulas"),
    Format("tsv", (_ROWS,), (".tsv",), "native:write_tsv", "W3C TSV, exact terms"),
    Format("json", (_ROWS, _BOOLEAN), (".json", ".srj"), "native:write_json", "W3C results JSON"),
    Format("ndjson", (_ROWS,), (".ndjson", ".jsonl"), "ndjson:write_ndjson", "an object a line"),
    Format("xml", (_ROWS, _BOOLEAN), (".xml", ".srx"), "native:write_xml", "W3C results XML"),
    Format("markdown", (_ROWS,), (".md",), "markdown:write_markdown", "a table for a text"),
    Format("html", (_ROWS,), (".html", ".htm"), "html:write_html", "a page without any request"),
    Format("xlsx", (_ROWS,), (".xlsx",), "workbook:write_xlsx", "an Excel workbook"),
    Format("parquet", (_ROWS,), (".parquet",), "parquet:write_parquet", "typed columns"),
    Format("text", (_BOOLEAN,), (".txt",), "plain:write_answer", "yes or no"),
    Format("turtle", (_TRIPLES,), (".ttl",), "native:write_turtle", "RDF for reading"),
    Format("trig", (_TRIPLES,), (".trig",), "native:write_trig", "Turtle with graphs"),
    Format("ntriples", (_TRIPLES,), (".nt",), "native:write_ntriples", "a triple a line"),
    Format("nquads", (_TRIPLES,), (".nq",), "native:write_nquads", "N-Triples with graphs"),
    Format("jsonld", (_TRIPLES,), (".jsonld", ".json"), "native:write_jsonld", "RDF as JSON"),
    Format("graphml", (_ROWS, _TRIPLES), (".graphml",), "graphml:write_graphml", "a network"),
    Format("rdfxml", (_TRIPLES,), (".rdf", ".xml"), "native:write_rdfxml", "RDF as XML"),
)
DEFAULTS: Final = {_ROWS: "table", _TRIPLES: "turtle", _BOOLEAN: "text"}
BINARY: Final = frozenset({"xlsx", "parquet"})
NAMES: Final = tuple(form.name for form in FORMATS)


def chosen(name: str, kind: str) -> Format:
    """Return the format of a name, or the usual one for a kind of answer.

    Raises:
        UsageError: there is no such format, or not for this kind of answer.
    """
    wanted = name or DEFAULTS[kind]
    fitting = [form.name for form in FORMATS if kind in form.kinds]
    for form in FORMATS:
        if form.name == wanted and kind in form.kinds:
            return form
    known = ", ".join(fitting)
    if wanted not in NAMES:
        cure = suggestion(wanted, NAMES) or f"there are {known}"
        raise UsageError(f"there is no format {wanted!r}", cure)
    raise UsageError(
        f"{wanted} is not for {_TOLD[kind]}, which this query gives", f"choose one of: {known}"
    )


def by_ending(file: Path, kind: str) -> str:
    """Return the name of the format that a file's ending asks for.

    Raises:
        UsageError: no format for this kind of answer has that ending.
    """
    for form in FORMATS:
        if kind in form.kinds and file.suffix.lower() in form.endings:
            return form.name
    known = ", ".join(end for form in FORMATS if kind in form.kinds for end in form.endings)
    raise UsageError(
        f"the ending of {file.name} names no format for {_TOLD[kind]}",
        f"name it with --format, or let the file end in one of: {known}",
    )
