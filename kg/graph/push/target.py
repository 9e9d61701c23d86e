"""Where a graph is published: what is there of it already, and how it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.engine import Rows, Term, all_prefixes
from kg.graph.manifest import Manifest
from kg.graph.opened import Graph
from kg.graph.push.beside import Beside, default_name
from kg.graph.push.sections import Sum, Sums
from kg.graph.remote.address import address
from kg.graph.remote.connection import Connection, Message
from kg.graph.remote.dialect import Dialect
from kg.graph.remote.engine import Remote
from kg.graph.remote.opened import plain
from kg.graph.remote.published import Published, published
from kg.sparql import bind

_HERE: Final = Path(__file__).parent
_SPARQL_UPDATE: Final = "application/sparql-update"
_STEP: Final = 300.0
_VISIBLE: Final = "ASK { ?base rdf:value ?told }"
_ANYTHING: Final = "ASK { ?s ?p ?o }"


@dataclass(frozen=True)
class Target:
    """An engine, and what it holds of one graph; nothing at all if `found` is none."""

    engine: Remote
    manifest: Manifest
    found: Published | None
    beside: Beside

    @classmethod
    def at(cls, url: str, manifest: Manifest) -> Target:
        """Return the place at a URL for a graph with a manifest.

        Raises:
            InputError: the engine cannot be reached, or is taken by other data.
        """
        engine = plain(Connection(address(url)))
        held = published(engine, url)
        found = next((one for one in held if one.manifest.base == manifest.base), None)
        made = cls(engine, manifest, found, Beside(manifest.base, found.default if found else ""))
        return made if found else made._fresh(held)

    @property
    def graph(self) -> Graph:
        """Return the graph as it is published there."""
        base = self.manifest.base
        prefixes = all_prefixes(base, self.manifest.prefixes)
        dialect = Dialect(base, self.beside.default)
        return Graph(Remote(self.engine.connection, dialect, prefixes), self.manifest, Path())

    @property
    def sums(self) -> Sums:
        """Return the sums of what is published, by section; none if it was loaded by hand.

        Raises:
            InputError: they are damaged.
        """
        try:
            return {
                section.value: Sum.read(told.value)
                for section, told in self._rows("sums.rq")
                if section is not None and told is not None
                and section.value.startswith(self.manifest.base)
            }  # fmt: skip
        except ValueError:
            raise InputError(
                "the sums of the published graph are damaged", "take it away, and push it again"
            ) from None

    @property
    def noted(self) -> set[str]:
        """Return what was noted of a push that has not ended."""
        return {told.value for (told,) in self._rows("staged.rq") if told is not None}

    @property
    def waiting(self) -> int:
        """Return how many triples have been brought beside."""
        return sum(int(count.value) for (count,) in self._rows("counted.rq") if count is not None)

    def change(self, update: str, seconds: float = _STEP) -> None:
        """Have the engine carry out an update.

        Raises:
            InputError: it did not.
        """
        url = self.engine.connection.address.update
        message = Message(url, update.encode(), _SPARQL_UPDATE, "*/*")
        self.engine.connection.change(message, seconds)

    def _fresh(self, held: list[Published]) -> Target:
        """Return the place for a first publication: is there a default graph without a name?

        A note is put into a named graph. Where the default graph shows it, that is the union of
        all graphs, and ours must have a name.
        """
        self.change(self.beside.note("begun"))
        if self._is(_VISIBLE):
            base = self.manifest.base
            return replace(self, beside=Beside(base, default_name(base)))
        if held or self._is(_ANYTHING):
            self.change(self.beside.clear())
            raise InputError(
                f"the engine at {self.engine.connection.address.query} holds other data, and its "
                "default graph can hold but one graph",
                "give this graph an engine, or a data set, of its own",
            )
        return self

    def _is(self, question: str) -> bool:
        asked = bind(question, {"base": ox.NamedNode(self.manifest.base)})
        return self.engine.query(asked) is True

    def _rows(self, name: str) -> Iterator[tuple[Term | None, ...]]:
        terms = {"push": self.beside.notes, "base": ox.NamedNode(self.manifest.base)}
        answer = self.engine.query(bind((_HERE / name).read_text("utf-8"), terms))
        if isinstance(answer, Rows):
            yield from answer
