"""The response to a request that asks the engine: a turn, a thread, a stream, or a fault."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.errors import KgError
from kg.serve.serving import Serving
from kg.serve.web.answers import Answer
from kg.serve.web.gate import client_of
from kg.serve.web.pipe import CHUNK
from kg.serve.web.tags import has
from kg.serve.web.work import Gone, Job, Work

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Form:
    """What an answer is: its media type, its tag (none if it may differ next time), its headers."""

    media: str
    tag: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Return the headers of the answer, and of the 304 in its place."""
        kept = {"cache-control": "no-cache", "etag": self.tag} if self.tag else {}
        return {"vary": "accept", "cache-control": "no-store", **kept, **self.headers}


async def answered(serving: Serving, request: Request, job: Job, form: Form) -> Response:
    """Return the answer that a job writes, as a stream that begins when 64 KB or all are there.

    So a fault that comes early has its own status. One that comes later cuts the connection, for
    nothing else tells a client that what it has is not whole.

    Raises:
        Fault: there was no turn.
        Gone: the client has left.
        KgError: what the job raised before there was anything to send.
    """
    if form.tag and has(request.headers.getlist("if-none-match"), form.tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=form.fields)
    known = serving.answers.get(form.tag) if form.tag else None
    if known is not None:
        return _whole(known, form)
    async with AsyncExitStack() as stack:
        turn = await stack.enter_async_context(serving.gate.turn(client_of(request.scope)))
        work = Work(job, serving.threads, request.receive, turn.give_back)
        stack.push_async_callback(work.end)
        first = await work.chunk()
        if len(first) < CHUNK:
            rest = await work.chunk() if first else b""
            answer = Answer(first + rest, work.headers)
            if form.tag:
                serving.answers.keep(form.tag, answer)
            return _whole(answer, form)
        return _Streamed(first, work, form, stack.pop_all())


def _whole(answer: Answer, form: Form) -> Response:
    headers = {**form.fields, **answer.headers}
    return Response(answer.body, headers=headers, media_type=form.media)


async def in_turn(serving: Serving, request: Request, make: Callable[[], _Made]) -> _Made:
    """Return what a function gives that asks the engine little; in its turn, and in a thread.

    Raises:
        Fault: there was no turn, or the function raised it.
    """
    async with serving.gate.turn(client_of(request.scope)):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(serving.threads, make)


class _Streamed(StreamingResponse):
    """Chunks as they come; the job and its turn end with the response."""

    def __init__(self, first: bytes, work: Work, form: Form, stack: AsyncExitStack) -> None:
        headers = {**form.fields, **work.headers}
        super().__init__(self._chunks(first, work), headers=headers, media_type=form.media)
        self._stack = stack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head and the chunks; leave the body open if the job fails on the way."""
        del receive
        async with self._stack:
            if scope["method"] == "HEAD":
                self.body_iterator = _of()
            try:
                await self.stream_response(send)
            except (Gone, KgError) as fault:
                scope["state"]["cut"] = str(fault) or "the client went away"

    @staticmethod
    async def _chunks(first: bytes, work: Work) -> AsyncIterator[bytes]:
        yield first
        while chunk := await work.chunk():
            yield chunk


async def _of(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
