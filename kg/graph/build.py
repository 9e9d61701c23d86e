"""The verb `build`: check a project, load it into a store of its own, and swap that in whole.

Each build writes a new store folder; the manifest that names it is put in place by one rename, so
a reader sees the old graph or the new one. The store before is kept until the next build, for those
who are still reading it; anything else an interrupted build left is cleared then.
"""

from __future__ import annotations

import fcntl
import hashlib
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.check.project import Checked, check_project
from kg.errors import FindingsError, InputError
from kg.findings import errors
from kg.graph.manifest import FILE, FOLDER, Manifest, read_manifest, write_manifest
from kg.graph.store import STORE_FAULTS, fill
from kg.records.project import Project, read_project


def build(project: str | Path = ".") -> Manifest:
    """Build a project's graph and return its manifest; the graph before stays until it is whole.

    Raises:
        FindingsError: the records have errors; nothing was built.
        InputError: the folder is no project, cannot be written, or is being built already.
    """
    described = read_project(project)
    with _alone(described.folder / FOLDER):
        checked = check_project(described)
        faults = errors(checked.findings)
        if faults:
            count = f"{len(faults)} error{'s' if len(faults) > 1 else ''}"
            raise FindingsError(f"not built: {count} in the records", "", checked.findings)
        return _publish(described, checked)


def nquads(quads: Iterable[ox.Quad]) -> list[str]:
    """Return quads as N-Quads lines in the one order of their text, each once."""
    return sorted({f"{quad} ." for quad in quads})


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of sorted N-Quads lines: the digest that names a graph."""
    made = hashlib.sha256()
    for line in lines:
        made.update(line.encode("utf-8") + b"\n")
    return made.hexdigest()


def _publish(project: Project, checked: Checked) -> Manifest:
    home = project.folder / FOLDER
    lines = nquads(checked.quads)
    named = digest(lines)
    store = f"store-{named[:12]}-{secrets.token_hex(3)}"
    _clear(home, project)
    try:
        files = fill(home / store, checked.quads)
        manifest = Manifest(
            title=project.title,
            base=project.base,
            language=project.language,
            prefixes=project.prefixes,
            store=store,
            digest=named,
            counts=_counts(checked.quads, lines),
            inputs=checked.inputs,
            files=files,
            versions=_versions(),
        )
        write_manifest(project.folder, manifest)
    except STORE_FAULTS as fault:
        shutil.rmtree(home / store, ignore_errors=True)
        raise InputError(
            f"the graph could not be written to {home}: {fault}",
            "free some space or mend the permissions; the graph before is as it was",
        ) from fault
    return manifest


def _counts(quads: list[ox.Quad], lines: list[str]) -> dict[str, int]:
    graphs = {quad.graph_name for quad in quads} - {ox.DefaultGraph()}
    return {"quads": len(lines), "claim graphs": len(graphs)}


def _versions() -> dict[str, str]:
    return {"claimgraph": __version__, "pyoxigraph": ox.__version__}


def _clear(home: Path, project: Project) -> None:
    """Remove every store but the current one: what earlier or interrupted builds left.

    Where a damaged manifest hides which one is current, all of them stay until the next build.
    """
    try:
        current = read_manifest(project.folder).store if (home / FILE).exists() else ""
    except InputError:
        return
    for folder in home.glob("store-*"):
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
