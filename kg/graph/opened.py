"""A built graph, opened for reading: its engine, its manifest, and how ids and IRIs meet."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.graph.engine import Embedded, Engine, all_prefixes
from kg.graph.manifest import FOLDER, Manifest, read_manifest
from kg.graph.model import Doubt, doubt
from kg.graph.whole import check_whole
from kg.records.texts import attached_text
from kg.words import shorten


@dataclass(frozen=True, repr=False)
class Graph:
    """A graph to ask: `engine` answers SPARQL, `folder` is the project (texts, own queries).

    `shows_texts` tells whether the project's copies of articles may be read.
    """

    engine: Engine
    manifest: Manifest
    folder: Path
    shows_texts: bool = True

    def __repr__(self) -> str:
        """Return the title, and the beginning of the digest that names the graph."""
        made = self.manifest
        return f"<{type(self).__name__} {made.title!r} {made.digest[:12]} in {self.folder}>"

    @property
    def store(self) -> Path | None:
        """Return the folder of the store, where the graph is one on this disk.

        It is gone when builds have put others in its place; who has it open can read it still.
        """
        return self.engine.folder

    @property
    def doubt(self) -> Doubt | None:
        """Return why answers may be wrong, where another version built this; nothing otherwise."""
        return doubt(self.manifest, self.folder, elsewhere=self.store is None)

    @property
    def prefixes(self) -> dict[str, str]:
        """Return every prefix that a query over this graph knows without declaring it."""
        return all_prefixes(self.manifest.base, self.manifest.prefixes)

    def exact(self) -> Graph:
        """Return this graph where every query is answered to the letter: itself, or a copy.

        Raises:
            InputError, LimitError: there is no such place, and none can be made.
        """
        engine, manifest = self.engine.exact(self.manifest)
        return replace(self, engine=engine, manifest=manifest)

    def mark(self) -> Hashable:
        """Return what changes when a build or a push puts another graph in this one's place.

        Raises:
            InputError: the graph's engine cannot be asked.
        """
        return self.engine.mark()

    def textless(self) -> Graph:
        """Return this graph for what others will see: it reads no copy of an article."""
        return replace(self, shows_texts=False)

    def text(self, source: str) -> str | None:
        """Return the project's copy of the article with an id; none if none is here, or to be read.

        Raises:
            InputError: the copy cannot be read.
        """
        return attached_text(self.folder, source) if self.shows_texts else None

    def iri(self, name: str) -> ox.NamedNode:
        """Return the IRI of an id (`uk`), a prefixed name (`kg:Claim`) or an IRI (`<…>` or bare).

        Raises:
            UsageError: the name cannot be an IRI.
        """
        bare = name.strip().removeprefix("<").removesuffix(">")
        prefix, colon, local = bare.partition(":")
        if colon and prefix in self.prefixes and not local.startswith("//"):
            bare = self.prefixes[prefix] + local
        elif not colon:
            bare = self.manifest.base + bare
        try:
            return ox.NamedNode(bare)
        except ValueError:
            raise UsageError(f"{name!r} is neither an id nor an IRI") from None

    def dataset(self) -> Any:  # noqa: ANN401
        """Return an rdflib.Dataset over the same store, for reading (needs oxrdflib).

        Raises:
            InputError: oxrdflib is not installed, or the graph is not an embedded store.
        """
        try:
            from oxrdflib import OxigraphStore
        except ImportError as fault:
            cure = "pip install 'claimgraph[notebook]'"
            raise InputError("this needs oxrdflib, which is not installed", cure) from fault
        import rdflib

        if not isinstance(self.engine, Embedded):
            raise InputError("only an embedded store can be read through rdflib")
        found = rdflib.Dataset(store=OxigraphStore(store=self.engine.store))
        for prefix, namespace in self.prefixes.items():
            found.bind(prefix, namespace)
        return found

    def id(self, iri: str) -> str:
        """Return the shortest name of an IRI: its id here, a prefixed name, or itself."""
        if iri.startswith(self.manifest.base) and iri != self.manifest.base:
            return iri[len(self.manifest.base) :]
        return shorten(iri, {k: v for k, v in self.prefixes.items() if k})


def open_graph(project: str | Path = ".", engine: str = "") -> Graph:
    """Return the graph built in a project's folder, or the one behind the address of an engine.

    With an engine the folder is where texts and own queries are; there need be no project in it.

    Raises:
        UsageError: this is not the address of an engine.
        InputError: there is no such graph, it is damaged, or the engine cannot be reached.
    """
    folder = Path(project)
    if engine:
        from kg.graph.remote.opened import open_remote
        from kg.records.project import CONFIG, read_project

        base = read_project(folder).base if (folder / CONFIG).is_file() else ""
        remote, manifest = open_remote(engine, base)
        return Graph(remote, manifest, folder)
    manifest = read_manifest(folder)
    store = folder / FOLDER / manifest.store
    check_whole(store, manifest.files)
    embedded = Embedded.open(store, all_prefixes(manifest.base, manifest.prefixes))
    return Graph(embedded, manifest, folder)
