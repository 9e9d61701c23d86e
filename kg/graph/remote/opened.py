"""Opening a graph behind an endpoint: which one it is, and the engine that answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.engine import all_prefixes
from kg.graph.manifest import Manifest
from kg.graph.remote.address import address
from kg.graph.remote.connection import Connection
from kg.graph.remote.dialect import Dialect
from kg.graph.remote.engine import Remote
from kg.graph.remote.published import Published, published
from kg.sparql import bind
from kg.words import PREFIXES

_STILL: Final = Path(__file__).with_name("still.rq")


def plain(connection: Connection) -> Remote:
    """Return an engine that is asked about all that it holds."""
    return Remote(connection, Dialect(), PREFIXES)


def open_remote(url: str, base: str = "") -> tuple[Remote, Manifest]:
    """Return the engine for the graph at a URL, and its manifest.

    `base` tells which one, where there are several: that of the project at hand.

    Raises:
        UsageError: it is no address of an engine.
        InputError: the engine cannot be reached, or holds no such graph.
    """
    engine = plain(Connection(address(url)))
    place = engine.connection.address.query
    found = _one(published(engine, place), base, place)
    manifest = found.manifest
    dialect = Dialect(manifest.base, found.default)
    prefixes = all_prefixes(manifest.base, manifest.prefixes)
    return Remote(engine.connection, dialect, prefixes, found.stamp, _still(found)), manifest


def _still(found: Published) -> str:
    """Return the question which publication of a graph is current; none if nobody can tell."""
    if not found.stamp:
        return ""
    return bind(_STILL.read_text("utf-8"), {"base": ox.NamedNode(found.manifest.base)})


def _one(found: Sequence[Published], base: str, place: str) -> Published:
    if not found:
        raise InputError(f"the engine at {place} holds no graph", "publish one: kg push URL")
    fitting = [one for one in found if one.manifest.base == base] or found
    if len(fitting) > 1:
        bases = ", ".join(sorted(one.manifest.base for one in found))
        raise InputError(
            f"the engine at {place} holds several graphs: {bases}",
            "name the project of the one that is meant, with --project",
        )
    return fitting[0]
