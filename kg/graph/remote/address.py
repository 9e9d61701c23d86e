"""Where an engine answers, and with what credentials: an address to type, secrets to keep."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from kg.errors import UsageError

USER: Final = "KG_ENGINE_USER"
PASSWORD: Final = "KG_ENGINE_PASSWORD"  # noqa: S105
TOKEN: Final = "KG_ENGINE_TOKEN"  # noqa: S105
UPDATE: Final = "KG_ENGINE_UPDATE"
_SECRETS: Final = f"put them into the environment: {USER} and {PASSWORD}, or {TOKEN}"
# Where servers take updates, if that is not where they take queries: the one path for the other.
_UPDATES: Final = {"query": "update", "sparql-auth": "sparql-auth", "sparql": "sparql-auth"}


@dataclass(frozen=True)
class Address:
    """Endpoints for queries and for updates, and what to show them; secrets are never printed."""

    query: str
    update: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def is_private(self) -> bool:
        """Tell whether what is sent there can be read on the way by nobody else."""
        parts = urlsplit(self.query)
        return parts.scheme == "https" or _is_here(parts.hostname or "")


def is_address(text: str) -> bool:
    """Tell whether a text is meant for the address of an engine."""
    return text.lower().startswith(("http://", "https://"))


def address(url: str) -> Address:
    """Return the address that a URL names, with the credentials in the environment.

    Raises:
        UsageError: it is no address of the web, or it holds a name or a password.
    """
    try:
        parts = urlsplit(url)
        named = parts.username is not None or parts.password is not None
        bare = urlunsplit((*parts[:1], parts.netloc.rpartition("@")[2], *parts[2:4], ""))
        wrong = not is_address(url) or not parts.hostname or (parts.port or 1) < 1
    except ValueError:
        raise UsageError("the engine's address cannot be read", _like()) from None
    if named:
        raise UsageError(f"the address {bare} was given with a name or a password", _SECRETS)
    if wrong:
        raise UsageError(f"{url!r} is not the address of an engine", _like())
    update = os.environ.get(UPDATE) or _update(bare)
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    return Address(bare, update, user, password, os.environ.get(TOKEN, ""))


def _like() -> str:
    return "for example http://127.0.0.1:7878/query, or http://127.0.0.1:8890/sparql"


def _update(query: str) -> str:
    """Return where updates go, by the way that the servers known to us name their paths."""
    parts = urlsplit(query)
    folder, _, last = parts.path.rpartition("/")
    return urlunsplit((*parts[:2], f"{folder}/{_UPDATES.get(last, last)}", "", ""))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
