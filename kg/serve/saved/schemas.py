"""The parts of the OpenAPI description that every path shares: answers, faults, parameters."""

from __future__ import annotations

from typing import Any, Final

from kg.query.declared import Parameter
from kg.serve.protocol.media import MEDIA, formats
from kg.serve.saved.asked import FORMAT, LIMIT, MOST, PAGE, WHY
from kg.serve.web.faults import PROBLEM, TEXT

Schema = dict[str, Any]

_TYPES: Final[dict[str, Schema]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "iri": {"type": "string", "minLength": 1},
    "id": {"type": "string", "minLength": 1},
}
_STRING: Final[Schema] = {"type": "string"}
_OBJECT: Final[Schema] = {"type": "object"}
_FAULTS: Final = {
    400: "The request or the query is wrong; the body says what, where and how to mend it.",
    403: "Updates are refused: this graph is only read.",
    404: "There is nothing of that name; the body says what may have been meant.",
    405: "Only reading is allowed.",
    406: "There is no such format for this answer; the body lists those that there are.",
    408: "The body did not arrive in time.",
    413: "The body is too large.",
    414: "The URL is too long.",
    415: "The body is of no kind that is read here.",
    422: "The answer has more rows, or needs more memory, than the server allows.",
    429: "This client has too many queries running or waiting.",
    500: "The server cannot answer.",
    503: "Too many queries are running or waiting.",
    504: "The query took longer than the server allows.",
}
_AGAIN: Final = {429, 503}
_ASKING: Final = (400, 406, 414, 422, 429, 500, 503, 504)

SCHEMAS: Final[Schema] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457, and the cure.",
        "required": ["type", "title", "status", "detail", "cure"],
        "properties": {
            "type": _STRING,
            "title": _STRING,
            "status": {"type": "integer"},
            "detail": _STRING,
            "cure": _STRING,
        },
    },
    "Results": {
        "type": "object",
        "description": "SPARQL 1.1 Query Results JSON Format.",
        "required": ["head"],
        "properties": {
            "head": _OBJECT,
            "boolean": {"type": "boolean"},
            "results": {
                "type": "object",
                "required": ["bindings"],
                "properties": {"bindings": {"type": "array", "items": _OBJECT}},
            },
        },
    },
    "Receipts": {
        "type": "object",
        "description": "Rows, the claims and records that each rests on, and the claims' evidence.",
        "required": ["rows", "evidence", "more"],
        "properties": {
            "rows": {"type": "array", "items": _OBJECT},
            "evidence": _OBJECT,
            "more": {"type": "boolean"},
        },
    },
}


def faults(*others: int) -> Schema:
    """Return the responses for what may be wrong: of every path that asks, and some besides."""
    found = sorted({*_ASKING, *others})
    return {str(status): {"$ref": f"#/components/responses/Fault{status}"} for status in found}


def responses() -> Schema:
    """Return every fault as a response by its name, for the components."""
    content = {
        TEXT: {"schema": _STRING},
        PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}},
        "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        "text/html": {"schema": _STRING},
    }
    again = {"headers": {"Retry-After": {"schema": _STRING, "description": "Seconds."}}}
    return {
        f"Fault{status}": {
            "description": what,
            "content": content,
            **(again if status in _AGAIN else {}),
        }
        for status, what in _FAULTS.items()
    }


def answer(what: str, *kinds: str, receipts: bool = False) -> Schema:
    """Return the responses for an answer of some kinds: 200, and 304 for one that is known."""
    content: Schema = {}
    for kind in kinds:
        for name in formats(kind):
            for media in MEDIA[name]:
                content.setdefault(media, {"schema": _schema(name)})
    content.setdefault("text/html", {"schema": _STRING})
    if receipts:
        either = [f"#/components/schemas/{name}" for name in ("Results", "Receipts")]
        content["application/json"] = {"schema": {"anyOf": [{"$ref": one} for one in either]}}
    tagged = {"ETag": {"schema": _STRING}, "Link": {"schema": _STRING, "description": "RFC 8288."}}
    return {
        "200": {"description": what, "content": content, "headers": tagged},
        "304": {"description": "The answer is the one that the client has (If-None-Match)."},
    }


def _schema(name: str) -> Schema:
    return {"$ref": "#/components/schemas/Results"} if name == "json" else _schema_of_rest(name)


def _schema_of_rest(name: str) -> Schema:
    return {} if name in {"jsonld", "ndjson", "xlsx", "parquet"} else _STRING


def parameter(one: Parameter, example: str) -> Schema:
    """Return a query's parameter: its type, its choices, its default, an example."""
    schema = dict(_TYPES.get(one.type, _STRING)) if not one.datatype else dict(_STRING)
    if isinstance(one.choices, tuple) and one.choices:
        schema["enum"] = list(one.choices)
    if one.default is not None:
        schema["default"] = _value(one, one.default)
    needed = one.default is None and not one.optional
    return {
        "name": one.name,
        "in": "query",
        "required": needed,
        "description": one.label or one.type,
        "schema": schema,
        **({"example": _value(one, example)} if example else {}),
    }


def _value(one: Parameter, text: str) -> object:
    if one.type == "integer" and not one.datatype:
        return int(text)
    return float(text) if one.type == "decimal" and not one.datatype else text


def controls(kind: str, own: set[str]) -> list[Schema]:
    """Return the parameters that every query has; one of its own of the same name comes first."""
    pages = kind == "rows"
    found = [
        _control(FORMAT, "The format by its name, in place of Accept.", enum=list(formats(kind))),
        *([_control(LIMIT, "Rows of a page; without it, all rows.", number=MOST)] if pages else []),
        *([_control(PAGE, "Which page, from 1; needs limit.", number=MOST)] if pages else []),
        *([_control(WHY, "1 for receipts too, as JSON, page by page.", enum=["0", "1"])]
          if pages else []),
    ]  # fmt: skip
    return [control for control in found if control["name"] not in own]


def _control(name: str, what: str, *, number: int = 0, enum: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "integer", "minimum": 1, "maximum": number} if number else _STRING
    schema = {**schema, "enum": enum} if enum else schema
    return {"name": name, "in": "query", "required": False, "description": what, "schema": schema}
