"""The verb `build`: check a project, load it into a store of its own, and swap that in whole.

Each build writes a new store folder; the manifest that names it is put in place by one rename, so
a reader sees the old graph or the new one. The store before is kept until the next build, for those
who are still reading it; anything else an interrupted build left is cleared then.
"""

from __future__ import annotations

import fcntl
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kg import __version__
from kg.check.progress import Progress
from kg.check.reading import Reading
from kg.errors import FindingsError, InputError
from kg.files import settle
from kg.findings import errors
from kg.graph.ledger import LEDGER, Ledger, decided, rows, texts, write_ledger
from kg.graph.manifest import FILE, FOLDER, Manifest, read_manifest, write_manifest
from kg.graph.model import MODEL
from kg.graph.renew import Made, renew
from kg.graph.search.made import indexed
from kg.graph.store import fill
from kg.graph.whole import STORE_FAULTS, check_whole, sizes
from kg.records.project import CONFIG, Project, read_project
from kg.records.sources import More
from kg.records.spool import spool_stream


def build(
    project: str | Path = ".",
    records: BinaryIO | None = None,
    progress: Progress = lambda _: None,
) -> Manifest:
    """Build a project's graph and return its manifest; the graph before stays until it is whole.

    `records` are more records than those in the project's files: JSON Lines, CSV or Parquet, read
    from a stream to its end, and known by their first bytes. `progress` is told how far a build is.

    Raises:
        FindingsError: the records have errors; nothing was built.
        InputError: the folder is no project, cannot be written, or is being built already.
    """
    described = read_project(project)
    home = described.folder / FOLDER
    with _alone(home):
        _clear(home, described)
        name = secrets.token_hex(6)
        scratch, store = home / f"scratch-{name}", home / f"store-{name}"
        try:
            scratch.mkdir()
            more = [] if records is None else [_more(records, scratch)]
            return _published(described, store, _Way(scratch, more, progress))
        except STORE_FAULTS as fault:
            raise InputError(
                f"the graph could not be written to {home}: {fault}",
                "free some space or mend the permissions; the graph before is as it was",
            ) from fault
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _more(stream: BinaryIO, scratch: Path) -> More:
    held = scratch / "stream.rows"
    ending = spool_stream(stream, held)
    if ending == ".parquet":
        held.rename(held.with_suffix(".columns"))
    return More(Path(f"stdin{ending}"), held)


class _Way(NamedTuple):
    """What a build works with: a folder for the time being, records from elsewhere, who is told."""

    scratch: Path
    more: list[More]
    progress: Progress


def _published(project: Project, store: Path, way: _Way) -> Manifest:
    """Make a store and put it in place; if that fails, nothing is left of it."""
    try:
        made = _renewed(project, store, way) or _made(project, store, way)
        write_ledger(store, made.ledger)
        manifest = indexed(_manifest(project, store, made), project.folder, made.changed)
        settle(store, LEDGER, *manifest.search)
        write_manifest(project.folder, manifest)
    except BaseException:
        shutil.rmtree(store, ignore_errors=True)
        raise
    return manifest


def _renewed(project: Project, store: Path, way: _Way) -> Made | None:
    """Return the store before with what changed since, if there is one and it is whole."""
    try:
        manifest = read_manifest(project.folder)
        before = project.folder / FOLDER / manifest.store
        check_whole(before, manifest.files)
        return renew(project, before, store, way.scratch, way.more)
    except InputError:
        return None


def _made(project: Project, store: Path, way: _Way) -> Made:
    """Return a store made from nothing."""
    begun, before = time.time_ns(), texts(project)
    reading = Reading(project, *way)
    filled = fill(store, reading)
    faults = errors(filled.findings)
    if faults:
        count = f"{len(faults)} error{'s' if len(faults) > 1 else ''}"
        raise FindingsError(f"not built: {count} in the records", "", filled.findings)
    ledger = Ledger(
        begun=begun,
        decided=decided(project),
        quads=filled.quads,
        files=reading.files,
        rows=rows(reading),
        texts=before,
    )
    return Made(ledger, reading.total.with_counts(filled.shared))


def _manifest(project: Project, store: Path, made: Made) -> Manifest:
    return Manifest(
        title=project.title,
        base=project.base,
        language=project.language,
        prefixes=project.prefixes,
        store=store.name,
        digest=f"{made.total.total:064x}",
        counts={"quads": made.ledger.quads, "claim graphs": made.total.graphs},
        inputs={CONFIG: project.digest, **{file.name: file.digest for file in made.ledger.files}},
        files=sizes(store),
        versions={"claimgraph": __version__, "pyoxigraph": ox.__version__},
        model=MODEL,
    )


def _clear(home: Path, project: Project) -> None:
    """Remove all but the current store: what earlier or interrupted builds left.

    Where a damaged manifest hides which one is current, all of them stay until the next build.
    """
    try:
        current = read_manifest(project.folder).store if (home / FILE).exists() else ""
    except InputError:
        return
    for folder in [*home.glob("store-*"), *home.glob("scratch-*")]:
        if folder.name != current:
            shutil.rmtree(folder, ignore_errors=True)
    for file in home.glob(f".{FILE}.*"):
        file.unlink(missing_ok=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the project's build lock; a second build at the same time is refused."""
    try:
        home.mkdir(exist_ok=True)
        lock = (home / ".lock").open("w")
    except OSError as fault:
        raise InputError(
            f"{home} cannot be written: {fault.strerror}", "choose a folder you may write to"
        ) from fault
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                f"{home} is being built by another process", "wait until it is done"
            ) from None
        yield
