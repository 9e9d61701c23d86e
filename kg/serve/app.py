"""The application: the rooms' routes, and what stands around all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import InputError, KgError
from kg.serve import health
from kg.serve.linked import resource as linked
from kg.serve.pages import entity, home, lists, pictures, search
from kg.serve.protocol import description, graphs, sparql
from kg.serve.query import check, receipt, words
from kg.serve.query import page as query
from kg.serve.saved import openapi
from kg.serve.saved import resource as saved
from kg.serve.serving import Serving
from kg.serve.web.faults import Fault, told
from kg.serve.web.log import AccessLog
from kg.serve.web.shield import Shield

ROOMS: Final[tuple[Callable[[Serving], list[Route]], ...]] = (
    health.routes,
    sparql.routes,
    graphs.routes,
    description.routes,
    openapi.routes,
    saved.routes,
    home.routes,
    entity.routes,
    lists.routes,
    search.routes,
    pictures.routes,
    query.routes,
    words.routes,
    check.routes,
    receipt.routes,
    linked.routes,  # the last: it takes every path that is left
)


def application(serving: Serving) -> Starlette:
    """Return the ASGI application of a server."""
    return Starlette(
        routes=[_lasting(serving, route) for room in ROOMS for route in room(serving)],
        middleware=[
            Middleware(AccessLog, settings=serving.settings),
            Middleware(Shield, settings=serving.settings),
        ],
        exception_handlers={Fault: told, KgError: told, HTTPException: told},
    )


def _lasting(serving: Serving, route: Route) -> Route:
    """Return a route that asks again if the graph it asked was taken away by a build.

    A build keeps the store before it, but not the one before that.
    """

    async def endpoint(request: Request) -> Response:
        before = await serving.current.snapshot()
        try:
            response: Response = await route.endpoint(request)
        except InputError:
            if await serving.current.snapshot() is before:
                raise
            response = await route.endpoint(request)
        return response

    return Route(route.path, endpoint, methods=list(route.methods or ()))
