"""What every response carries, and what no request may: security headers, CORS, long URLs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import ANY, Settings
from kg.serve.web.faults import Fault, told

# A page gives a policy of its own, which allows its very scripts; anything else shows nothing.
POLICY: Final = "content-security-policy"
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_ASKED_WITH: Final = "accept, content-type, if-none-match, x-requested-with"
_READABLE: Final = "content-location, etag, link, retry-after"
_DAY: Final = "86400"


class Shield:
    """Wraps the application: refuses, answers preflights, and completes the headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take what is inside."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._complete(headers)
                # What a client has already keeps the policy that came with it.
                if message["status"] != HTTPStatus.NOT_MODIFIED:
                    headers.setdefault(POLICY, _NOTHING)
            await send(message)

        length = len(scope["raw_path"]) + len(scope["query_string"])
        if length > self._settings.max_url:
            what = f"the URL has more than {self._settings.max_url:,} bytes"
            cure = "send the query by POST (the server's setting is --max-url)"
            fault = Fault(HTTPStatus.REQUEST_URI_TOO_LONG, what, cure)
            await (await told(Request(scope), fault))(scope, receive, completed)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(
            scope=scope
        ):
            await self._preflight()(scope, receive, completed)
        else:
            await self._app(scope, receive, completed)

    def _complete(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        if self._settings.origin == ANY:
            headers["access-control-allow-origin"] = ANY
            headers["access-control-expose-headers"] = _READABLE
        elif self._settings.origin != "none":
            headers["access-control-allow-origin"] = self._settings.origin
            headers["access-control-expose-headers"] = _READABLE
            headers.add_vary_header("origin")

    def _preflight(self) -> Response:
        allowed = {
            "access-control-allow-methods": _METHODS,
            "access-control-allow-headers": _ASKED_WITH,
            "access-control-max-age": _DAY,
        }
        told_of = {} if self._settings.origin == "none" else allowed
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=told_of)
