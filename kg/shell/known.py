"""The words to complete with: read in the background, there as soon as they are known.

Things are not among them where the graph has an index: that is asked while one types.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kg.errors import KgError
from kg.graph.opened import Graph
from kg.query.declared import Parameter
from kg.query.lint.near import written
from kg.query.saved import queries
from kg.query.vocab import Vocabulary
from kg.shell.things import Things


@dataclass(frozen=True)
class Word:
    """A word to complete with: how it is written, what it is called, and how often it is used."""

    text: str
    called: str = ""
    count: int = 0


@dataclass
class Known:
    """What the prompt knows of a graph."""

    graph: Graph
    classes: list[Word] = field(default_factory=list)
    properties: list[Word] = field(default_factory=list)
    concepts: list[Word] = field(default_factory=list)
    listed: dict[str, list[Word]] = field(default_factory=dict)
    saved: dict[str, tuple[str, tuple[Parameter, ...]]] = field(default_factory=dict)

    @cached_property
    def things(self) -> Things:
        """Return the things of the graph."""
        return Things(self.graph)

    def start(self) -> threading.Thread:
        """Begin to read in the background."""
        thread = threading.Thread(target=self.read, name="kg-words", daemon=True)
        thread.start()
        return thread

    def read(self) -> None:
        """Read all words of the graph, the quick ones first; what cannot be read is left out."""
        try:
            found = queries(self.graph)
            self.saved = {one.name: (one.about.summary, one.parameters) for one in found}
            self.things.read(self.read_words())
        except KgError:
            return

    def read_words(self) -> Vocabulary:
        """Read the words of the graph, without its things and the saved queries; return them.

        To count how often each is used means to go through the graph; until that is done, or if it
        takes too long, those of the ontology that are used at all are there without a number.
        """
        words = Vocabulary(self.graph, seconds=30.0)
        self.concepts = self._called(words.concepts)
        self.listed = {
            self._written(prop): self._called({c: words.concepts.get(c, "") for c in concepts})
            for prop, concepts in words.listed.items()
        }
        self.classes, self.properties = map(self._uncounted, words.used)
        self.classes = self._counted(words.classes) or self.classes
        self.properties = self._counted(words.properties) or self.properties
        return words

    def _uncounted(self, found: Iterable[str]) -> list[Word]:
        return [Word(self._written(iri)) for iri in found]

    def _counted(self, found: dict[str, int]) -> list[Word]:
        ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [Word(self._written(iri), f"{count:,}", count) for iri, count in ordered]

    def _called(self, found: dict[str, str]) -> list[Word]:
        words = [Word(self._written(iri), label) for iri, label in found.items()]
        return sorted(words, key=lambda word: (word.called.casefold(), word.text))

    def _written(self, iri: str) -> str:
        return written(self.graph, iri)
