"""The words of the graph for the editor: what is used in it, what lists it has, its prefixes.

The same as the prompt of `kg ask` completes with (`kg.shell`). Things are not among them: there may
be millions, and the search finds them by any of their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.opened import Graph
from kg.serve.serving import Serving
from kg.serve.web.answered import Form, answered
from kg.serve.web.tags import tag
from kg.serve.web.work import Running
from kg.shell.completer import KEYWORDS
from kg.shell.known import Known, Word

PATH: Final = "/query/words.json"


def routes(serving: Serving) -> list[Route]:
    """Return the words."""

    async def words(request: Request) -> Response:
        snapshot = await serving.current.snapshot()
        graph = snapshot.graph

        def job(running: Running) -> None:
            running.out.write(snapshot.kept("words", lambda: _encoded(graph)))

        form = Form("application/json", tag(graph.manifest.digest, "words"))
        return await answered(serving, request, job, form)

    return [Route(PATH, words, methods=["GET"])]


def _encoded(graph: Graph) -> bytes:
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


def _words(found: Iterable[Word]) -> list[tuple[str, str]]:
    return [(word.text, word.called) for word in found]
