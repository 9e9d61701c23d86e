"""The index in a build: made of what is in the new store, and named by its manifest."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.graph.engine import Embedded, all_prefixes
from kg.graph.manifest import FOLDER, Manifest, read_manifest
from kg.graph.opened import Graph
from kg.graph.search.index import FILE, is_available
from kg.graph.search.write import update_index, write_index


def indexed(manifest: Manifest, project: Path, changed: Collection[str] | None) -> Manifest:
    """Make the index of a store that is written and closed; return the manifest that names it.

    `changed` are the IRIs of what is new or gone against the graph before, where the store began as
    a copy of that one's folder: then only their rows are made anew. The rows of a thing are made
    from the store as it is, so it does no harm to name more things than have changed.

    Raises:
        InputError: the store cannot be read.
        OSError: the index could not be written.
    """
    if not is_available():
        return manifest
    store = project / FOLDER / manifest.store
    prefixes = all_prefixes(manifest.base, manifest.prefixes)
    graph = Graph(Embedded.open(store, prefixes), manifest, project)
    file = store / FILE
    before = _digest_before(project) if changed is not None else ""
    if changed is None or not update_index(graph, file, before, changed):
        write_index(graph, file)
    return msgspec.structs.replace(manifest, search={FILE: file.stat().st_size})


def _digest_before(project: Path) -> str:
    """Return the digest of the graph that is the current one; empty where there is none."""
    try:
        return read_manifest(project).digest
    except InputError:
        return ""
