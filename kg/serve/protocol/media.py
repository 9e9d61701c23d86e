"""The formats an answer can have over HTTP: the media types of each, its ending in a path."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from functools import cache
from http import HTTPStatus
from typing import Final, NamedTuple

from kg.query.results.formats import FORMATS
from kg.serve.web.accept import accepted
from kg.serve.web.faults import Fault

# The first of each is what the format is called by itself; the others are asked for as well.
MEDIA: Final[Mapping[str, tuple[str, ...]]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "ndjson": ("application/x-ndjson", "application/jsonl"),
    "html": ("text/html",),
    "markdown": ("text/markdown",),
    "table": ("text/plain",),
    "spreadsheet": (),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "parquet": ("application/vnd.apache.parquet",),
    "text": ("text/plain",),
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples",),
    "jsonld": ("application/ld+json", "application/json"),
    "trig": ("application/trig",),
    "nquads": ("application/n-quads",),
    "rdfxml": ("application/rdf+xml", "application/xml"),
    "graphml": ("application/graphml+xml",),
}
_NEEDS: Final = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
# The first is what a client gets that takes anything.
_ORDER: Final = {
    "rows": ("json", "xml", "csv", "tsv", "ndjson", "html"),
    "boolean": ("json", "xml", "text"),
    "triples": ("turtle", "ntriples", "jsonld", "rdfxml"),
}


class Chosen(NamedTuple):
    """A format of `kg.query.results.formats` and the media type to call it by."""

    format: str
    media: str


@cache
def formats(kind: str) -> tuple[str, ...]:
    """Return the formats for a kind of answer (`rows`, `triples`, `boolean`), the usual first.

    A format whose library is not installed is left out.
    """
    there = [
        form.name
        for form in FORMATS
        if kind in form.kinds
        and (form.name not in _NEEDS or importlib.util.find_spec(_NEEDS[form.name]))
    ]
    first = _ORDER[kind]
    return (*first, *(name for name in there if name not in first))


def negotiated(kind: str, accept: Iterable[str], name: str = "") -> Chosen:
    """Return the format that a client likes best, or the one that it names.

    Raises:
        Fault: 406, there is none that it takes; the fault lists those that there are.
    """
    known = formats(kind)
    if name:
        if name in known:
            return Chosen(name, (*MEDIA[name], "text/csv")[0])
        what = f"there is no format {name!r} for this answer"
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, what, f"one of: {', '.join(known)}")
    by_media = {media: one for one in reversed(known) for media in reversed(MEDIA[one])}
    offers = [media for one in known for media in MEDIA[one] if by_media[media] == one]
    media = accepted(accept, offers)
    if media is None:
        what = "the answer has none of the media types that you accept"
        raise Fault(HTTPStatus.NOT_ACCEPTABLE, what, f"it can be: {', '.join(offers)}")
    return Chosen(by_media[media], media)


def by_ending(ending: str) -> str:
    """Return the name of the format that a path's ending asks for, or nothing."""
    found = (form.name for form in FORMATS if f".{ending}" in form.endings)
    return next(found, "")
