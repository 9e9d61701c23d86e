"""A request's body, no larger and no slower than the settings allow."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request

from kg.serve.settings import Settings
from kg.serve.web.faults import Fault
from kg.serve.web.work import Gone

_Told = TypeVar("_Told")
_CLOSE: Final = {"connection": "close"}


async def body_of(request: Request, settings: Settings) -> bytes:
    """Return the body of a request, the same when it is asked for again.

    Raises:
        Fault: 413 if it is too large, 408 if it takes too long, 415 if it is compressed.
        Gone: the client has left.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        what = "the body is compressed, which is not read here"
        raise Fault(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, what, headers={"accept-encoding": ""})
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > settings.max_body:
        raise _too_large(settings)
    if hasattr(request.state, "body"):
        return bytes(request.state.body)
    try:
        body = await asyncio.wait_for(_read(request, settings), settings.read_timeout)
    except TimeoutError:
        what = f"the body had not arrived after {settings.read_timeout:g} seconds"
        cure = "send it faster (the server's setting is --read-timeout)"
        raise Fault(HTTPStatus.REQUEST_TIMEOUT, what, cure, _CLOSE) from None
    except ClientDisconnect:
        raise Gone from None
    request.state.body = body
    return body


async def told_in(request: Request, settings: Settings, kind: type[_Told], what: str) -> _Told:
    """Return what a body of JSON tells; `what` it should be is told if it is not.

    Raises:
        Fault: 400 if it is not JSON of that kind, and what `body_of` raises.
        Gone: the client has left.
    """
    body = await body_of(request, settings)
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Fault(HTTPStatus.BAD_REQUEST, f"this is no {what}: {fault}") from None


async def _read(request: Request, settings: Settings) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > settings.max_body:
            raise _too_large(settings)
    return bytes(body)


def _too_large(settings: Settings) -> Fault:
    what = f"the body has more than {settings.max_body:,} bytes"
    cure = "send less (the server's setting is --max-body)"
    return Fault(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, what, cure, _CLOSE)
