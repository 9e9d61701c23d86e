"""Parts in which nothing changed but the labels of what they mention: which lines become others.

Only statements have labels that are made of others' labels: of what they say, and of who says it.
So only claims in which such an id stands are completed, with the labels as they were and as they
are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kg.graph.ledger import Row, row
from kg.records.complete import complete
from kg.records.document import Document
from kg.records.excerpt import mentioning
from kg.records.index import Index, Known
from kg.records.part import Part, read_part, reread_part
from kg.records.told import Told, told_from
from kg.records.trig import Block, Lines, trig
from kg.records.vocabulary import vocabulary
from kg.records.writer import Writer


class Relabelled(NamedTuple):
    """The lines of a part that are others now: as they were, and as they are."""

    before: Lines
    after: Lines

    def row(self, part: Part, old: Row) -> Row:
        """Return the row of the part, which had another one before."""
        lines = old.lines.without_counts(self.before).with_counts(self.after)
        return row(part, old.told, lines)


@dataclass(frozen=True)
class Relabelling:
    """What becomes of parts when ids get other labels; `before` are the old ones, or empty.

    `index` knows the new ones.
    """

    writer: Writer
    index: Index
    before: Mapping[str, str]

    def mentioning(self, parts: Sequence[tuple[Part, Row | None]]) -> dict[int, tuple[Part, Row]]:
        """Return those parts, by their numbers, that have a row and mention one of the ids."""
        return {
            number: (part, old)
            for number, (part, old) in enumerate(parts if self.before else ())
            if old and not self._names.isdisjoint(told_from(old.told).names)
        }

    def of(self, part: Part, old: Row) -> Relabelled:
        """Return what changes in a part that had this row.

        Raises:
            InputError: its file was changed meanwhile.
        """
        told = told_from(old.told)
        document = reread_part(part) if told.plain else read_part(part)
        mentioning(document, self._names)
        known = self.index.known(told.names)
        was = self._blocks(document, self._as_it_was(told, known))
        now = self._blocks(document, known)
        others = [(one, other) for one, other in zip(was, now, strict=True) if one != other]
        return Relabelled(trig([one for one, _ in others]), trig([other for _, other in others]))

    @cached_property
    def _names(self) -> set[str]:
        """The ids with other labels, and the sources of which they are the publishers."""
        sources = self.index.sources.items()
        published = (name for name, source in sources if source.get("publisher") in self.before)
        return {*self.before, *published}

    def _blocks(self, document: Document, known: Known) -> list[Block]:
        return self.writer.blocks(complete(document, known, vocabulary()).records)

    def _as_it_was(self, told: Told, known: Known) -> Known:
        publishers = (source.get("publisher") for source in known.sources.values())
        named = {*told.names, *publishers}
        before = {name: label for name, label in self.before.items() if name in named}
        labels = {**known.labels, **before}
        return replace(known, labels={name: label for name, label in labels.items() if label})
