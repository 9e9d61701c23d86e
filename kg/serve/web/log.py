"""The access log: a line of JSON for each request, on standard error."""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import Any, Final

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import Settings
from kg.serve.web.work import Gone

LOG: Final = logging.getLogger("kg.serve")


class AccessLog:
    """Wraps the application and writes a line when a request has ended, however it ended.

    Query strings, and faults, which repeat what was asked, are left out unless the settings say
    otherwise: what a researcher asks is nobody's business.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take what is inside."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        told = {"status": 0, "bytes": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            else:
                told["bytes"] += len(message.get("body", b""))
            await send(message)

        scope.setdefault("state", {})
        start = time.perf_counter()
        try:
            await self._app(scope, receive, counted)
        except Gone:
            scope["state"]["cut"] = "the client went away"
        finally:
            taken = round((time.perf_counter() - start) * 1_000, 1)
            LOG.info(self._line(scope, {**told, "ms": taken}))

    def _line(self, scope: Scope, told: dict[str, Any]) -> str:
        client = scope["client"][0] if scope.get("client") else ""
        line: dict[str, Any] = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": scope["method"],
            "path": scope["path"],
            **told,
        }
        if "cut" in scope["state"]:
            line["cut"] = True
        if self._settings.log_queries:
            line["query"] = scope["query_string"].decode("latin-1")
            line["fault"] = scope["state"].get("fault", scope["state"].get("cut", ""))
        return msgspec.json.encode(line).decode()


class Lines(logging.Formatter):
    """Writes what the server itself has to tell as lines of JSON too; our own are JSON already."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        if record.name == LOG.name:
            return record.getMessage()
        told = {"time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(), "message": record.getMessage()}  # fmt: skip
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(told).decode()
