"""What is wrong with a request, as a status with words: text, JSON (RFC 9457) or HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import FindingsError, KgError, LimitError, UsageError
from kg.serve.web.accept import accepted

TEXT: Final = "text/plain"
PROBLEM: Final = "application/problem+json"
_OFFERS: Final = (TEXT, PROBLEM, "application/json", "text/html")
_OF_LIMITS: Final = {"seconds": HTTPStatus.GATEWAY_TIMEOUT}


class Fault(Exception):  # noqa: N818
    """A request that is not answered: its status, what is wrong, and how to mend it."""

    def __init__(
        self, status: int, what: str, cure: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep what will be told; `headers` are those that the status asks for."""
        super().__init__(what)
        self.status = status
        self.what = what
        self.cure = cure
        self.headers = headers or {}

    def __reduce__(self) -> tuple[type[Fault], tuple[int, str, str, dict[str, str]]]:
        """Return how to make it again in another process."""
        return Fault, (self.status, self.what, self.cure, dict(self.headers))


def fault_of(error: KgError) -> Fault:
    """Return the fault that an error of the library is over HTTP."""
    if isinstance(error, UsageError):
        return Fault(HTTPStatus.BAD_REQUEST, error.what, error.cure)
    if isinstance(error, LimitError):
        status = _OF_LIMITS.get(error.limit, HTTPStatus.UNPROCESSABLE_ENTITY)
        return Fault(status, error.what, error.cure)
    if isinstance(error, FindingsError):
        told = "; ".join(str(finding) for finding in error.findings)
        return Fault(HTTPStatus.INTERNAL_SERVER_ERROR, error.what, told)
    return Fault(HTTPStatus.INTERNAL_SERVER_ERROR, error.what, error.cure)


async def told(request: Request, error: Exception) -> Response:
    """Return the response to a fault, in the form that the client likes best."""
    fault = error if isinstance(error, Fault) else _known(error)
    request.state.fault = fault.what
    kind = accepted(request.headers.getlist("accept"), _OFFERS) or TEXT
    headers = {"cache-control": "no-store", "vary": "accept", **fault.headers}
    return Response(_body(fault, kind), fault.status, headers, kind)


def _known(error: Exception) -> Fault:
    if isinstance(error, KgError):
        return fault_of(error)
    status = int(getattr(error, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR))
    headers = getattr(error, "headers", None)
    return Fault(status, HTTPStatus(status).phrase, headers=headers)


def _body(fault: Fault, kind: str) -> bytes:
    title = HTTPStatus(fault.status).phrase
    if kind == TEXT:
        return f"{fault.what}\n{fault.cure}\n".replace("\n\n", "\n").encode()
    if kind == "text/html":
        words = (f"<p>{html.escape(part)}</p>" for part in (fault.what, fault.cure) if part)
        head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        return f"{head}<h1>{title}</h1>{''.join(words)}</html>\n".encode()
    about = {"type": "about:blank", "title": title, "status": fault.status, "detail": fault.what}
    return msgspec.json.encode({**about, "cure": fault.cure}) + b"\n"
