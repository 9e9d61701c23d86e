"""A request of the SPARQL 1.1 Protocol read: the query and its data set, or what is wrong."""

from __future__ import annotations

import urllib.parse
from collections import defaultdict
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.requests import Request

from kg.serve.settings import Settings
from kg.serve.web.body import body_of
from kg.serve.web.faults import Fault
from kg.words import is_iri

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_POSTS: Final = {"accept-post": f"{FORM}, {DIRECT}"}
_MOST_FIELDS: Final = 1_000

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Operation:
    """A query to ask; `default` and `named` are the graphs of its data set, none for the usual."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


async def operation(request: Request, settings: Settings) -> Operation | None:
    """Return the query of a request, or None if it asks for the service description.

    Raises:
        Fault: it is no query operation; the status says why.
    """
    fields = fields_of(request.url.query)
    if request.method != "POST":
        return _of(fields) if fields.keys() & {"query", "update"} else None
    kind, charset = _content_type(request)
    if kind == _UPDATE:
        raise _read_only()
    if kind not in {FORM, DIRECT}:
        told = f"the body is {kind}" if kind else "the request does not say what its body is"
        cure = f"send it as {FORM} or as {DIRECT}"
        raise Fault(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told, cure, _POSTS)
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        told = f"the body is {charset}"
        raise Fault(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told, "send UTF-8", _POSTS)
    body = await body_of(request, settings)
    if kind == FORM:
        for name, values in fields_of(_decoded(body)).items():
            fields[name] = [*fields.get(name, []), *values]
    else:
        fields["query"] = [*fields.get("query", []), _decoded(body)]
    return _of(fields)


def fields_of(encoded: str) -> Fields:
    """Return the fields of a query string or a form, each with its values in order.

    Raises:
        Fault: 400, it is not UTF-8, or has too many fields.
    """
    try:
        pairs = urllib.parse.parse_qsl(
            encoded, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise _bad("the request is not UTF-8", "encode it as UTF-8, then with %") from None
    except ValueError:
        raise _bad(f"the request has more than {_MOST_FIELDS:,} fields") from None
    found: Fields = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return found


def _of(fields: Fields) -> Operation:
    if "update" in fields:
        raise _read_only()
    queries = fields.get("query", [])
    if len(queries) != 1:
        told = f"there are {len(queries)} queries" if queries else "there is no query"
        raise _bad(told, "send one, as the field query or as the body")
    wanted = fields.get("format", [""])
    return Operation(
        queries[0],
        _graphs(fields, "default-graph-uri"),
        _graphs(fields, "named-graph-uri"),
        wanted[-1],
    )


def _graphs(fields: Fields, name: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(fields.get(name, [])))
    for iri in found:
        if not is_iri(iri):
            raise _bad(f"{name} is {iri!r}, which is no absolute IRI")
    return found


def _content_type(request: Request) -> tuple[str, str]:
    """Return the media type of a request's body and its charset, in small letters."""
    kind, *parameters = request.headers.get("content-type", "").lower().split(";")
    named = dict(part.strip().partition("=")[::2] for part in parameters)
    return kind.strip(), named.get("charset", "").strip().strip('"')


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _bad(f"the body is not UTF-8 (byte {fault.start})", "send UTF-8") from None


def _read_only() -> Fault:
    cure = "change the project's records and build again: kg build"
    return Fault(HTTPStatus.FORBIDDEN, "this graph is only read; updates are refused", cure)


def _bad(what: str, cure: str = "") -> Fault:
    return Fault(HTTPStatus.BAD_REQUEST, what, cure)
