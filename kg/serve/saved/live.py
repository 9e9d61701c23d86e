"""The pages and their JSON, as paths of the OpenAPI description."""

from __future__ import annotations

from typing import Final

from kg.serve.pages.lists import KINDS
from kg.serve.pages.places import FOLDERS
from kg.serve.pages.search import KINDS as FOUND
from kg.serve.pages.search import MOST as MOST_HITS
from kg.serve.protocol.operation import FORM
from kg.serve.saved.schemas import Schema, faults

_STRING: Final[Schema] = {"type": "string"}
_ID: Final[Schema] = {"type": "string", "minLength": 1}
_IRI: Final[Schema] = {"type": "string", "format": "iri"}
_NUMBER: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 999_999}
_STRINGS: Final[Schema] = {"type": "array", "items": _STRING}
_TOLD: Final = {
    "things": "a thing, and the claims about it",
    "claims": "a claim, with its chain, its passage and what it states",
    "sources": "an article, and its claims",
}
_SHEET: Final = ("kind", "iri", "id", "graph", "page", "pages", "claims_in_all", "shown", "claims")
_PICTURES: Final = {
    "network": ("A network", ("nodes", "claims")),
    "trace": ("Claims beside their articles", ("claims", "rows", "sources")),
}
_ANSWER: Final = ("query", "graph", "parameters", "answer", "fault", "formats")


def live() -> Schema:
    """Return the path of every page, and of its JSON."""
    return {
        **_twins("/", "/index.json", "The first page", ("graph", "title", "counts", "queries")),
        **_twins("/search", "/search.json", "Things and claims by their words",
                 ("words", "graph", "hits", "remarks"), *_searched()),
        **_twins("/lists/{class}", "/lists/{class}.json", "The things of a class",
                 ("class", "graph", "members", "page", "pages", "things"),
                 _in_path("class", "The class.", {"type": "string", "enum": list(KINDS)}), _page()),
        **{path: told for folder in FOLDERS for path, told in _sheets(folder).items()},
        **{path: told for kind in _PICTURES for path, told in _pictures(kind).items()},
        **_query(),
        "/openapi.json": {"get": _get("This description", _json("openapi", "paths"))},
    }  # fmt: skip


def _sheets(folder: str) -> Schema:
    what = f"The page of {_TOLD[folder]}"
    named = _in_path("id", "Its id.", _ID)
    iri = {**_field("iri", "Its IRI: for ids that a browser would change on the way.", _IRI),
           "required": True}  # fmt: skip
    return {
        **_twins(f"/{folder}/{{id}}", f"/{folder}/{{id}}.json", what, _SHEET, named, _page()),
        **_twins(f"/{folder}", f"/{folder}.json", what, _SHEET, iri, _page()),
    }


def _pictures(kind: str) -> Schema:
    what, keys = _PICTURES[kind]
    folder = {"type": "string", "enum": list(FOLDERS)}
    around = (_in_path("kind", "What it is.", folder), _in_path("id", "Its id.", _ID))
    asked = (
        _field("query", "SPARQL, whose answer is drawn.", _STRING),
        _field("saved", "A saved query by its name, in place of one; its parameters beside it.",
               _STRING),
    )  # fmt: skip
    own = f"/{kind}/{{kind}}/{{id}}"
    return {
        **_twins(f"/{kind}", f"/{kind}.json", f"{what}: of an answer", keys, *asked),
        **_twins(own, f"{own}.json", f"{what}: of what is around something", keys, *around),
    }


def _query() -> Schema:
    asked = (
        _field("query", "SPARQL; the values of its parameters are given by their names.", _STRING),
        _field("saved", "A saved query to begin with, by its name.", _STRING),
    )
    told = {**faults(404, 408, 413, 415), **_json(*_ANSWER)}
    form = {FORM: {"schema": {"type": "object", "properties": {"query": _STRING}}}}
    row = _object({"variables": _STRINGS, "terms": _STRINGS, "query": _STRING, "saved": _STRING,
                   "values": {"type": "object", "additionalProperties": _STRING},
                   "triples": {"type": "boolean"}}, "variables", "terms")  # fmt: skip
    check = _object({"query": _STRING, "advice": {"type": "boolean"}}, "query")
    pages = _twins("/query", "/query.json", "A query of one's own, with its first rows", _ANSWER,
                   *asked)  # fmt: skip
    pages["/query.json"]["post"] = {
        "summary": "The same for a query that is too long for a URL",
        "requestBody": {"required": True, "content": form},
        "responses": told,
    }
    return {
        **pages,
        "/query/receipt.json": _post("The claims that one row rests on", row,
                                     ("count", "claims", "sources", "records", "remarks")),
        "/query/check.json": _post("What is wrong with a query, and what could be better", check,
                                   ("fault", "advice")),
        "/query/words.json": {"get": _get("The words that the editor offers",
                                          _json("prefixes", "classes", "properties"))},
    }  # fmt: skip


def _searched() -> tuple[Schema, ...]:
    hits = {"type": "integer", "minimum": 1, "maximum": MOST_HITS}
    return (
        _field("q", "Words, beginnings (`ukrain*`), phrases.", _STRING),
        _field("kind", f"Only this class, for example {FOUND[0]}; as often as there are some.",
               _STRINGS),
        _field("source", "Only claims of this article, by its id.", _STRING),
        _field("limit", "Hits at most.", hits),
    )  # fmt: skip


def _twins(page: str, twin: str, what: str, keys: tuple[str, ...], *fields: Schema) -> Schema:
    html = _responses("text/html", _STRING)
    return {
        page: {"get": _get(what, html, *fields)},
        twin: {"get": _get(f"{what}, as JSON", _json(*keys), *fields)},
    }


def _get(summary: str, answers: Schema, *fields: Schema) -> Schema:
    return {
        "summary": summary,
        "parameters": list(fields),
        "responses": {**faults(404), **answers},
    }


def _post(summary: str, body: Schema, keys: tuple[str, ...]) -> Schema:
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {**faults(404, 408, 413, 415), **_json(*keys)},
    }


def _json(*keys: str) -> Schema:
    return _responses("application/json", {"type": "object", "required": list(keys)})


def _responses(media: str, schema: Schema) -> Schema:
    return {
        "200": {
            "description": "What is asked for.",
            "content": {media: {"schema": schema}},
            "headers": {"ETag": {"schema": _STRING}},
        },
        "304": {"description": "The client has it already (If-None-Match)."},
    }


def _object(properties: Schema, *needed: str) -> Schema:
    return {"type": "object", "properties": properties, "required": list(needed)}


def _field(name: str, what: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": what, "schema": schema}


def _in_path(name: str, what: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": what, "schema": schema}


def _page() -> Schema:
    return _field("page", "Which of several pages, from 1.", _NUMBER)
