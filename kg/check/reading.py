"""A project's records read, part by part: first what is in them, then findings and quads.

What a part becomes hangs on what the others say of the ids in it; so all parts are read twice.
Nothing but ids, classes and labels of the whole is ever held in memory at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.check.located import Locations
from kg.check.part import Form, Made, Work
from kg.check.progress import Progress, Step
from kg.check.references import Cures, is_doubtful, place_of
from kg.check.said import Said
from kg.check.shapes import check_shapes
from kg.check.workers import Workers
from kg.errors import InputError
from kg.findings import Finding, Mark, Severity, in_order
from kg.records.complete import outlines
from kg.records.described import described
from kg.records.index import Index, Known
from kg.records.part import Part, read_part
from kg.records.project import CONFIG, Project
from kg.records.sources import More, RecordFile, read_file, record_files
from kg.records.told import Told, named, told_from
from kg.records.trig import Lines, trig
from kg.records.vocabulary import vocabulary
from kg.records.writer import Writer

# 100,000 claims: up to there, a store in memory takes no more of it than one on disk while it is
# loaded (1.6 GB), and two thirds of the processor time.
_LARGE: Final = 64_000_000


class Reading:
    """One reading of a project; `lines` may be taken once, and then `findings`."""

    def __init__(
        self,
        project: Project,
        scratch: Path,
        more: Sequence[More] = (),
        progress: Progress = lambda _: None,
        form: Form = trig,
    ) -> None:
        """Cut the record files, and more records from elsewhere, into parts.

        `progress` is told now and then how far the work is; `form` writes the lines.

        Raises:
            InputError: a folder cannot be looked into.
            OSError: there is no room in `scratch`.
        """
        self.project = project
        self.work = Work(project, scratch, form)
        self.progress = progress
        self.files: list[RecordFile] = []
        self.parts: list[Part] = []
        self.made: list[Lines] = []
        self.told: list[bytes] = []
        self.index = Index()
        self.whole = True
        self.total = Lines(b"", b"")
        self._found: list[Finding] = []
        self._sound: set[str] = set()
        self._spoilt: set[str] = set()
        self._faulty: set[int] = set()
        for path, held in record_files(project, scratch, more):
            self._take(path, held)

    @property
    def inputs(self) -> dict[str, str]:
        """The SHA-256 of every file as it was read, by its path inside the project."""
        read = {file.name: file.digest for file in self.files}
        return {CONFIG: self.project.digest, **read}

    @property
    def is_large(self) -> bool:
        """Whether there is more than a store in memory should hold."""
        return sum(part.size for part in self.parts) > _LARGE

    def lines(self) -> Iterator[Lines]:
        """Yield the TriG of the project, part by part.

        Raises:
            InputError: a file was changed meanwhile, or an attached text cannot be read.
        """
        yield self._counted(described(self.project))
        with Workers(self.work, sum(part.size for part in self.parts)) as workers:
            counts: list[int] = []
            records = built = 0
            for content in workers.tell(self.parts):
                self.told.append(content)
                told = told_from(content)
                self.index.add(told)
                self.whole = self.whole and told.whole
                counts.append(len(told.records))
                records += counts[-1]
                self.progress(Step("reading", records))
            tasks = ((part, self.known(number)) for number, part in enumerate(self.parts))
            for made, count in zip(workers.make(tasks), counts, strict=True):
                yield self._counted(self._made(made))
                built += count
                self.progress(Step("building", built, records))
        self.progress(Step("sorting", records, records))
        if self._spoilt:
            yield self._outlines()

    def findings(self, store: ox.Store, said: Said) -> list[Finding]:
        """Return all findings, with what the shapes find in the store that the lines went into.

        `said` gives what claims state of nodes.
        """
        if not self.whole:
            return in_order(self._found)
        self.progress(Step("checking", len(self.index.records), len(self.index.records)))
        located = Locations(
            self.project,
            self.work,
            self.parts,
            self.told,
            self.known,
            self._faulty,
            self.index.records,
            said,
        )
        return in_order([*self._found, *check_shapes(store, located)])

    def known(self, number: int) -> Known:
        """Return what is known of the ids in a part."""
        told = told_from(self.told[number])
        known = self.index.known(told.names)
        known.whole, known.plain = self.whole, told.plain
        known.doubtful = is_doubtful(told, self.index, self.project)
        if known.doubtful:
            known.cures = dict(self._cures.of(told.names)) if self.whole else {}
            known.twice = self._used_before(number, told) if self.index.twice else {}
        return known

    def _take(self, path: Path, held: Path) -> None:
        try:
            file, parts = read_file(self.project, path, held)
        except InputError as fault:
            self._unread(path, fault)
            return
        self.files.append(file)
        self.parts += parts

    def _unread(self, file: Path, fault: InputError) -> None:
        finding = Finding(file, Mark(1, 1), Severity.ERROR, "unreadable", fault.what, fault.cure)
        self._found.append(finding)
        self.whole = False

    def _counted(self, lines: Lines) -> Lines:
        self.total = self.total.with_counts(lines)
        return lines

    def _made(self, made: Made) -> Lines:
        if made.findings:
            self._faulty.add(len(self.made))
        self.made.append(made.lines._replace(plain=b"", stated=b""))
        self._found += made.findings
        self._sound |= made.sound
        self._spoilt |= made.spoilt
        return made.lines

    def _outlines(self) -> Lines:
        """Return the class and label of what is known from faulty records only."""
        for content in self.told:
            told = told_from(content)
            names = {*told.stated, *(name for name, *_ in told.records)}
            if not names & self._spoilt - self._sound:
                continue
            self._sound |= names - self._spoilt
        left = self._spoilt - self._sound
        found = outlines(left, self.index.known(left), vocabulary())
        return trig(Writer(self.project, vocabulary()).blocks(found))

    @cached_property
    def _cures(self) -> Cures:
        return Cures(self.index)

    def _used_before(self, number: int, told: Told) -> dict[str, str]:
        """Return where the ids of a part's records were used in parts before it."""
        before = {name: self._first[name] for name, *_ in told.records if name in self._first}
        return {name: where for name, (part, where) in before.items() if part < number}

    @cached_property
    def _first(self) -> dict[str, tuple[int, str]]:
        """Where each id that is used twice is used first: the part, and its place in words."""
        found: dict[str, tuple[int, str]] = {}
        for number, part in enumerate(self.parts):
            names = {name for name, *_ in told_from(self.told[number]).records}
            for name in names & self.index.twice - found.keys():
                found[name] = (number, self._place(part, name))
        return found

    def _place(self, part: Part, name: str) -> str:
        document = read_part(part)
        route = next(
            route
            for route, node in named(document, vocabulary())
            if node.get("id") == name and "states" not in route
        )
        return place_of(document, (*route, "id"), self.project)
