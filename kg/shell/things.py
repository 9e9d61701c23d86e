"""The things of a graph to complete with: asked of the index; without one, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.graph.opened import Graph
from kg.graph.search.begun import begun, begun_id
from kg.query.lint.near import written
from kg.query.vocab import Vocabulary

_MANY: Final = 60


@dataclass(frozen=True)
class Thing:
    """A thing: its id, how it is written in a query, and what it is called."""

    id: str
    text: str
    called: str = ""


@dataclass
class Things:
    """The things of a graph; `every` is filled where it has no index."""

    graph: Graph
    every: list[Thing] = field(default_factory=list)

    def read(self, words: Vocabulary) -> None:
        """Read all labels, if the index cannot be asked."""
        if begun_id(self.graph, "", 1) is None:
            found = self._made(words.named.items())
            self.every = sorted(found, key=lambda one: (len(one.called), one.called, one.text))

    def called(self, typed: str, *, whole: bool) -> list[Thing]:
        """Return the things with a name that has the words typed, or an id that begins so.

        Without an index: with a label that begins so; where it need not be the `whole` label, one
        of its words.
        """
        found = begun(self.graph, typed, _MANY)
        if found is None:
            return [one for one in self.every if _is_called(one, typed.casefold(), whole=whole)]
        return self._made(found) or self.with_id(typed)

    def with_id(self, typed: str) -> list[Thing]:
        """Return the things with an id that begins so."""
        found = begun_id(self.graph, typed, _MANY)
        if found is None:
            folded = typed.casefold()
            return [one for one in self.every if one.id.casefold().startswith(folded)]
        return self._made(found)

    def _made(self, found: Iterable[tuple[str, str]]) -> list[Thing]:
        graph = self.graph
        return [Thing(graph.id(iri), written(graph, iri), label) for iri, label in found]


def _is_called(one: Thing, wanted: str, *, whole: bool) -> bool:
    label = one.called.casefold()
    inner = not whole and f" {wanted}" in label
    return label.startswith(wanted) or inner or one.id.startswith(wanted)
