"""The first page: what is served here, for people and for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.linked.places import root_of
from kg.serve.pages import frame
from kg.serve.serving import Serving
from kg.serve.web.address import address


def routes(serving: Serving) -> list[Route]:
    """Return `/`."""

    async def home(request: Request) -> Response:
        graph = (await serving.current.snapshot()).graph
        form = frame.form()
        here = address(request, serving.settings)
        title = graph.manifest.title
        page = frame.rendered(graph, "home.html", title, here=here, root=root_of(graph))
        return Response(page, headers=form.fields, media_type=form.media)

    return [Route("/", home, methods=["GET"])]
