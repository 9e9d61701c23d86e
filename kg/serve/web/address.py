"""The address by which a client knows this server, for links that must be whole."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from starlette.requests import Request

from kg.serve.settings import Settings
from kg.serve.web.faults import Fault

_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def address(request: Request, settings: Settings) -> str:
    """Return the scheme and host under which a request came, or what `--url` says; no slash.

    Raises:
        Fault: 400, the Host header is none.
    """
    if settings.url:
        return settings.url.rstrip("/")
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise Fault(HTTPStatus.BAD_REQUEST, "the request has no proper Host header")
    return f"{request.url.scheme}://{host}"
