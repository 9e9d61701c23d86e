"""Whether the server is well, at `/health`: for those who watch it."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import __version__
from kg.serve.serving import Serving


def routes(serving: Serving) -> list[Route]:
    """Return `/health`: 200 and what is served, or 503 if the last build cannot be opened."""

    async def health(_: Request) -> Response:
        graph = (await serving.current.snapshot()).graph
        fault = serving.current.fault
        told = {
            "status": "the graph before is served" if fault else "well",
            "graph": graph.manifest.digest,
            "claimgraph": __version__,
            "running": serving.gate.running,
            "waiting": serving.gate.waiting,
            **({"fault": fault} if fault else {}),
            **({"doubt": graph.doubt.what} if graph.doubt else {}),
        }
        status = HTTPStatus.SERVICE_UNAVAILABLE if fault else HTTPStatus.OK
        headers = {"cache-control": "no-store"}
        return Response(msgspec.json.encode(told), status, headers, "application/json")

    return [Route("/health", health, methods=["GET"])]
