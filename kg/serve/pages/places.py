"""Where the page of each thing, claim and article is served, and which one a request asks for."""

from __future__ import annotations

import re
import urllib.parse
from http import HTTPStatus
from typing import Final

from starlette.requests import Request

from kg.graph.opened import Graph
from kg.serve.protocol.operation import fields_of
from kg.serve.web.faults import Fault
from kg.show.site.material import CLAIMS, LISTS, SOURCES, THINGS
from kg.show.site.read import ARTICLE, CLAIM, is_page
from kg.show.words import Words
from kg.words import KG, is_iri

FOLDERS: Final = (THINGS, CLAIMS, SOURCES)
JSON: Final = ".json"
# What every browser and proxy leaves as it is: no empty part, no dots alone, nothing to be encoded.
_PLAIN: Final = re.compile(r"[\w~-]+(?:[./][\w~-]+)*")


def path_of(graph: Graph, folder: str, iri: str) -> str:
    """Return the path of a page, without the slash before it.

    An id that could be changed on its way is put behind a question mark, with its whole IRI.
    """
    if folder == LISTS:
        return f"{LISTS}/{urllib.parse.quote(iri.removeprefix(KG))}"
    base = graph.manifest.base
    name = iri[len(base) :] if iri.startswith(base) else ""
    if _PLAIN.fullmatch(name) and not name.endswith((JSON, ".html")):
        return f"{folder}/{urllib.parse.quote(name)}"
    return f"{folder}?{urllib.parse.urlencode({'iri': iri})}"


def twin_of(path: str) -> str:
    """Return the path of a page's JSON."""
    before, question, behind = path.partition("?")
    return f"{before}{JSON}{question}{behind}"


def page_of(graph: Graph, words: Words, iri: str) -> str:
    """Return the path of something's page, with the slash before it; nothing if it has none."""
    folder = folder_of(words, iri)
    return f"/{path_of(graph, folder, iri)}" if folder else ""


def folder_of(words: Words, iri: str) -> str:
    """Return which kind of page something has, of which the words have been learnt; or nothing."""
    types = set(words.types(iri))
    if CLAIM in types:
        return CLAIMS
    if types & ARTICLE:
        return SOURCES
    return THINGS if types and is_page(iri, types, words) else ""


def asked_for(graph: Graph, request: Request) -> tuple[str, bool]:
    """Return the IRI that a request names, by its path or by its field `iri`; is JSON wanted?

    Raises:
        Fault: 400 or 404, it names none.
    """
    name = request.path_params.get("id", "")
    as_json = (name or request.url.path).endswith(JSON)
    if name:
        iri = graph.manifest.base + name.removesuffix(JSON)
    else:
        given = fields_of(request.url.query).get("iri", [])
        if len(given) != 1:
            cure = "name one, as /things/ID or as /things?iri=IRI"
            raise Fault(HTTPStatus.BAD_REQUEST, "no thing is named", cure)
        iri = given[0]
    if not is_iri(iri):
        raise Fault(HTTPStatus.NOT_FOUND, f"{iri!r} is no IRI of this graph")
    return iri, as_json
