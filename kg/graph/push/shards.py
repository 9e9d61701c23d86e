"""A graph as sorted N-Quads in several files, for an engine's own bulk loader.

What the claims of one source state is in one file. `manifest.nq` comes last: before it is loaded,
nobody who asks through `kg` finds the graph.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.graph.opened import Graph
from kg.graph.ordered import ordered
from kg.graph.push.beside import STAMP, SUM, VALUE
from kg.graph.push.sections import Line, Sums, lines, stamp, summed
from kg.graph.remote.published import MANIFESTS, told, written
from kg.words import is_iri

MOST: Final = 4_096
_APART: Final = "\x01"
_LAST: Final = "manifest.nq"


def export_shards(graph: Graph, folder: Path, count: int, default: str = "") -> list[Path]:
    """Write a graph into a new folder, as so many files and `manifest.nq`; return the files.

    `default` is the name that the default graph is to have, for engines where it has one.

    Raises:
        UsageError: there can be no such number of files, or this is no name of a graph.
        InputError: the folder holds something, or cannot be written.
    """
    if not 0 < count <= MOST:
        raise UsageError(f"{count:,} files cannot be written", f"a number from 1 to {MOST:,}")
    if default and not is_iri(default):
        raise UsageError(f"{default!r} is not the name of a graph", "name an IRI, such as urn:x:y")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputError(f"{folder} is not empty", "name a new folder")
        scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
        try:
            names = [*_shards(graph, scratch, count, default), _manifest(graph, scratch, default)]
            scratch.chmod(0o755)
            scratch.replace(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as fault:
        raise InputError(
            f"{folder} cannot be written: {fault.strerror}", "name a folder you may write to"
        ) from fault
    return [folder / name for name in names]


def _shards(graph: Graph, folder: Path, count: int, default: str) -> Iterator[str]:
    """Write the files and yield their names; one without a line is there as well."""
    for number in range(count):
        yield _name(number, count)
        (folder / _name(number, count)).touch()
    packed = (_packed(line, count, default) for line in lines(graph))
    for shard, found in groupby(ordered(packed), key=lambda line: line.partition(_APART)[0]):
        with (folder / _name(int(shard), count)).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line.partition(_APART)[2]}\n" for line in found)


def _packed(line: Line, count: int, default: str) -> str:
    number = int(sha256(line.section.encode()).hexdigest()[:8], 16) % count
    name = line.graph or default
    return f"{number}{_APART}{line.triple}{f' {ox.NamedNode(name)}' if name else ''} ."


def _name(number: int, count: int) -> str:
    return f"graph-{number + 1:0{len(str(count))}}-of-{count}.nq"


def _manifest(graph: Graph, folder: Path, default: str) -> str:
    sums = summed(lines(graph))
    content = "".join(f"{quad} .\n" for quad in _told(graph, sums, default))
    (folder / _LAST).write_text(content, "utf-8")
    return _LAST


def _told(graph: Graph, sums: Sums, default: str) -> Iterable[ox.Quad]:
    published = told(graph.manifest, default, stamp(sums))
    base, home = ox.NamedNode(graph.manifest.base), ox.NamedNode(MANIFESTS)
    yield ox.Quad(base, VALUE, ox.Literal(written(published)), home)
    yield ox.Quad(base, STAMP, ox.Literal(published.stamp), home)
    for section, total in sorted(sums.items()):
        yield ox.Quad(ox.NamedNode(section), SUM, ox.Literal(str(total)), home)
