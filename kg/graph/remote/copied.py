"""A copy on this disk of a graph behind an engine that does not answer all of SPARQL to the letter.

Receipts are found with queries that are made for each answer, and hang on every rule of SPARQL: of
such queries Virtuoso 7 joins some values with nothing, and ends with others. So they are asked of a
copy, made when it is first needed and kept until the graph is published anew.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox

from kg.errors import InputError, LimitError
from kg.graph.engine import Embedded, Engine, Rows
from kg.graph.manifest import Manifest

MOST: Final = 10_000_000
_DEFAULT: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_NAMED: Final = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def copied(engine: Engine, manifest: Manifest, stamp: str) -> Manifest:
    """Return the manifest of a copy of a published graph; its store is a whole path.

    Raises:
        InputError: it was not published with `kg push`, so nobody can tell whether a copy is still
            like it; or the copy cannot be written.
        LimitError: the graph is too large for a copy.
    """
    if not stamp:
        raise InputError(
            "receipts are worked out on a copy of this graph, and of one that was loaded by hand "
            "nobody can tell when it changes",
            "publish it: kg push",
        )
    if manifest.counts.get("quads", 0) > MOST:
        raise LimitError(
            f"receipts are worked out on a copy of this graph, and it has more than {MOST:,} quads",
            "ask for receipts where it was built, or publish it on an Oxigraph server",
        )
    home = _home()
    of, which = sha256(manifest.base.encode()).hexdigest()[:12], stamp[:16]
    store = home / f"{of}-{which}"
    try:
        if not store.is_dir():
            _make(engine, home, store)
        for other in home.glob(f"{of}-*"):
            if other != store:
                shutil.rmtree(other, ignore_errors=True)
    except OSError as fault:
        raise InputError(
            f"a copy of the graph cannot be written to {home}: {fault.strerror}",
            "make room there, or name another folder in XDG_CACHE_HOME",
        ) from fault
    return msgspec.structs.replace(manifest, store=str(store))


@cache
def opened(store: Path, prefixes: tuple[tuple[str, str], ...]) -> Embedded:
    """Return the engine over a copy."""
    return Embedded.open(store, dict(prefixes))


def _home() -> Path:
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named else Path.home() / ".cache").absolute() / "claimgraph"


def _make(engine: Engine, home: Path, store: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".copy-", dir=home))
    try:
        made = ox.Store(str(scratch / "store"))
        made.bulk_extend(_quads(engine))
        made.optimize()
        made.flush()
        del made  # with the last mention of the store, its files are closed
        (scratch / "store").replace(store)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _quads(engine: Engine) -> Iterator[ox.Quad]:
    for query in (_DEFAULT, _NAMED):
        answer = engine.query(query)
        if isinstance(answer, Rows):
            yield from (ox.Quad(*row) for row in answer)  # type: ignore[arg-type]
