"""A build after a small change: the store before, linked, with what changed put into it.

RocksDB never writes into a file of data that is there. So the new store begins as links to the
files of the old one, which stays as it is, and costs what the change costs. Whenever there is a
doubt, nothing is returned and a build from nothing decides: after a fault, and after a change that
reaches far.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.check.part import Made as MadePart
from kg.check.part import Work
from kg.check.references import is_doubtful
from kg.findings import errors
from kg.graph.changed import Changes, changes
from kg.graph.difference import Before
from kg.graph.ledger import Ledger, Row, decided, read_ledger, row, texts
from kg.graph.linked import link
from kg.graph.origins.shared import share_again, shared
from kg.graph.relabelled import Relabelled, Relabelling
from kg.graph.vicinity import is_sound
from kg.records.described import described
from kg.records.index import Index, Known
from kg.records.part import Part
from kg.records.project import Project
from kg.records.sources import More
from kg.records.texts import text_file
from kg.records.told import Told, told_from
from kg.records.trig import Lines
from kg.records.vocabulary import vocabulary
from kg.records.writer import Writer

_FAR: Final = 4
LITTLE: Final = 1_000_000
_FEW: Final = 20_000


class Made(NamedTuple):
    """A new store's ledger, and the sum and the counts of all that is in it.

    `changed` are the things (IRIs) of which the store before knew something else, if there was one.
    """

    ledger: Ledger
    total: Lines
    changed: frozenset[str] | None = None


def renew(
    project: Project, before: Path, after: Path, scratch: Path, more: Sequence[More]
) -> Made | None:
    """Make a store by changing a copy of the one before; nothing when it must be made anew.

    Raises:
        InputError: a file was changed meanwhile, or cannot be read.
        OSError, RuntimeError, ValueError: the store could not be written.
    """
    begun = time.time_ns()
    ledger = read_ledger(before)
    if ledger is None or ledger.decided != decided(project):
        return None
    now = texts(project)
    renewal = _Renewal(project, ledger, changes(project, ledger, scratch, more), scratch)
    made = renewal.made({name for name, _ in now.items() ^ ledger.texts.items()})
    if made is None:
        return None
    link(before, after)
    store = ox.Store(str(after))
    gone = [name for old in renewal.gone for name, *_ in told_from(old.told).records]
    change = Before(store, project.base, renewal.recorded).difference(
        gone, [part.lines for part in made], renewal.relabelled.values()
    )
    quads = ledger.quads + change.apply(store)
    if not is_sound(store, change, renewal.always):
        del store
        shutil.rmtree(after)
        return None
    quads += share_again(store, change)
    store.flush()
    return Made(
        Ledger(
            begun=begun,
            decided=ledger.decided,
            quads=quads,
            files=renewal.changes.files,
            rows=renewal.rows,
            texts=now,
        ),
        renewal.total.with_counts(shared(store)),
        change.told_of,
    )


@dataclass
class _Renewal:
    """What is new in a project, and what it makes of parts that are not new themselves."""

    project: Project
    ledger: Ledger
    changes: Changes
    scratch: Path

    def __post_init__(self) -> None:
        """Begin with the parts that did not change."""
        self.work = Work(self.project, self.scratch)
        self.index = Index()
        self.gone = list(self.changes.gone)
        self.rows: list[Row] = []
        self.total = self.always
        self.relabelled: dict[int, Relabelled] = {}
        self._told: dict[int, bytes] = {}
        self._labels: dict[str, str] = {}

    @cached_property
    def always(self) -> Lines:
        """What every graph of the project holds."""
        return described(self.project)

    def made(self, changed_texts: set[str]) -> list[MadePart] | None:
        """Return what becomes of all parts that must be made again; nothing in case of a doubt."""
        parts = self.changes.parts
        for _, old in parts:
            if old is not None:
                self.index.add(told_from(old.told))
        fresh = [number for number, (_, old) in enumerate(parts) if old is None]
        self._told = {number: self.work.tell(parts[number][0]) for number in fresh}
        told = [told_from(content) for content in self._told.values()]
        others = self._differing(told) | self._sources(changed_texts)
        for some in told:
            self.index.add(some)
        if self.index.twice or not all(some.whole for some in told):
            return None
        self._spread(others)
        relabelling = Relabelling(Writer(self.project, vocabulary()), self.index, self._labels)
        mentioning = relabelling.mentioning(parts)
        if self._is_far([part for part, _ in mentioning.values()]):
            return None
        self.relabelled = {number: relabelling.of(*one) for number, one in mentioning.items()}
        return None if self._are_many() else self._make()

    def recorded(self, triple: ox.Triple) -> bool:
        """Tell whether a record that has not changed says a triple, or the ontology does."""
        if not isinstance(triple.subject, ox.NamedNode):
            return False
        if f"{triple} .\n".encode() in self.always.plain:
            return True
        name = triple.subject.value.removeprefix(self.project.base)
        steps = name.split("/")
        owners = {"/".join(steps[:last]) for last in range(1, len(steps) + 1)} | {name}
        if not any(owner in self.index.records for owner in owners):
            return False
        return any(triple in self._said(number) for number in self._homes(owners))

    def _homes(self, names: set[str]) -> Iterator[int]:
        for number, (_, old) in enumerate(self.changes.parts):
            if number not in self._told and old is not None:
                records = told_from(old.told).records
                if any(name in names for name, *_ in records):
                    yield number

    def _said(self, number: int) -> set[ox.Triple]:
        """Return what a part says in the default graph."""
        if number not in self._parsed:
            part, old = self.changes.parts[number]
            told = old.told if old is not None else self._told[number]
            made = self.work.make(part, self._known(told_from(told)))
            quads = ox.parse(made.lines.plain, format=ox.RdfFormat.TRIG, lenient=True)
            self._parsed[number] = {quad.triple for quad in quads}
        return self._parsed[number]

    @cached_property
    def _parsed(self) -> dict[int, set[ox.Triple]]:
        return {}

    def _differing(self, told: list[Told]) -> set[str]:
        """Return the ids of which something else is known than before, but for their labels."""
        before = [told_from(old.told) for old in self.changes.gone]
        names = {name for some in [*told, *before] for name in _declared(some)}
        old, new = self.index.only(names), self.index.only(names)
        for some in before:
            old.add(some)
        for some in told:
            new.add(some)
        relabelled = {name for name in names if old.label(name) != new.label(name)}
        self._labels = {name: old.label(name) for name in relabelled}
        return {name for name in names if old.about(name) != new.about(name)}

    def _sources(self, changed_texts: set[str]) -> set[str]:
        sources = self.index.sources if changed_texts else ()
        return {name for name in sources if text_file(Path(), name).name in changed_texts}

    def _spread(self, names: set[str]) -> None:
        """Take those parts for changed as well that hang on these ids."""
        for number, (part, old) in enumerate(self.changes.parts if names else ()):
            if old is not None and not names.isdisjoint(told_from(old.told).names):
                self.gone.append(old)
                self._told[number] = old.told
                self.changes.parts[number] = (part, None)

    def _is_far(self, mentioning: list[Part]) -> bool:
        """Tell whether so much changed that to make all anew is quicker."""
        parts = self.changes.parts
        again = [*(parts[number][0] for number in self._told), *mentioning]
        if any(part.file.suffix == ".parquet" for part in again):
            return any(part.held is None for part in again if part.file.suffix == ".parquet")
        size = sum(parts[number][0].size for number in self._told)
        size += sum(old.size for old in self.changes.gone)
        return size > max(LITTLE, sum(part.size for part, _ in parts) // _FAR)

    def _are_many(self) -> bool:
        """Tell whether so many lines get other labels that to make all anew is quicker."""
        quads = sum(some.before.quads for some in self.relabelled.values())
        return quads > max(_FEW, self.ledger.quads // _FAR)

    def _make(self) -> list[MadePart] | None:
        found: dict[int, MadePart] = {}
        for number, content in self._told.items():
            part, _ = self.changes.parts[number]
            found[number] = self.work.make(part, self._known(told_from(content)))
            if errors(found[number].findings):
                return None
        for number, (part, old) in enumerate(self.changes.parts):
            new = old or row(part, self._told[number], found[number].lines)
            if number in self.relabelled:
                new = self.relabelled[number].row(part, new)
            self.rows.append(new)
            self.total = self.total.with_counts(new.lines)
        return list(found.values())

    def _known(self, told: Told) -> Known:
        known = self.index.known(told.names)
        known.doubtful = is_doubtful(told, self.index, self.project)
        return known


def _declared(told: Told) -> Iterator[str]:
    yield from (name for name, *_ in told.records)
    yield from told.stated
    yield from told.sources
