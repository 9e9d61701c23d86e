"""The words of the graph for the editor: what is used in it, what lists it has, its prefixes.

The same as the prompt of `kg ask` completes with (`kg.shell`). Things are not among them: there may
be millions, and the search finds them by any of their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.serve.making.once import once
from kg.serve.serving import Serving
from kg.serve.web.answered import Form
from kg.serve.web.tags import has, tag
from kg.shell.known import Known, Word

PATH: Final = "/query/words.json"


def routes(serving: Serving) -> list[Route]:
    """Return the words."""

    async def words(request: Request) -> Response:
        snapshot = await serving.current.snapshot()
        form = Form("application/json", tag(snapshot.graph.manifest.digest, "words"))
        if has(request.headers.getlist("if-none-match"), form.tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=form.fields)
        told = await once(serving, snapshot, *ONCE)
        return Response(told, headers=form.fields, media_type=form.media)

    return [Route(PATH, words, methods=["GET"])]


def _encoded(graph: Graph) -> bytes:
    from kg.shell.completer import KEYWORDS  # brings all of prompt_toolkit

    known = Known(graph)
    known.read_words()
    told: dict[str, Any] = {
        "prefixes": {name: iri for name, iri in graph.prefixes.items() if name},
        "keywords": list(KEYWORDS),
        "classes": _words(known.classes),
        "properties": _words(known.properties),
        "concepts": _words(known.concepts),
        "listed": {prop: _words(found) for prop, found in known.listed.items()},
    }
    return msgspec.json.encode(told) + b"\n"


# What is made once for all who ask.
ONCE: Final = ("words", _encoded)


def _words(found: Iterable[Word]) -> list[tuple[str, str]]:
    return [(word.text, word.called) for word in found]
