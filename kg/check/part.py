"""One part of the records: what it tells the others and, knowing them, its findings and quads."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from kg.check.fitting import Fitting
from kg.check.passages import check_passages
from kg.check.references import References, check_ids
from kg.check.structure import check_structure
from kg.findings import Finding
from kg.records.complete import Completed, complete
from kg.records.document import Document, Route
from kg.records.excerpt import excerpt
from kg.records.index import Known
from kg.records.part import Part, read_part, reread_part
from kg.records.project import Project
from kg.records.reader import read_document
from kg.records.told import tell
from kg.records.trig import Block, Lines, trig
from kg.records.vocabulary import vocabulary
from kg.records.writer import Writer

Form = Callable[[Collection[Block]], Lines]


@dataclass(frozen=True)
class Made:
    """What became of a part: its lines, its findings, and the ids in sound and faulty records."""

    lines: Lines
    findings: list[Finding] = field(default_factory=list)
    sound: frozenset[str] = frozenset()
    spoilt: frozenset[str] = frozenset()


@dataclass
class _Kept(Document):
    """A YAML document read before: its places are read again if they are asked for."""

    located: bool = False

    def locate(self, route: Route) -> None:  # noqa: ARG002
        """Read the file again for all of its places."""
        if not self.located:
            again = read_document(self.file)
            self.keys, self.values, self.located = again.keys, again.values, True


@dataclass(frozen=True)
class Work:
    """What is done to each part of a project; `scratch` holds what was read, until the end.

    YAML takes longer to read than all the rest takes; so it is read once. `form` writes what
    becomes of them.
    """

    project: Project
    scratch: Path
    form: Form = trig

    def tell(self, part: Part) -> bytes:
        """Return what a part tells the others, as bytes: there are many of them to be kept.

        Raises:
            InputError: its file was changed meanwhile.
        """
        document = read_part(part)
        if part.file.suffix in {".yaml", ".yml"} and not document.findings:
            self._kept(part).write_bytes(pickle.dumps(document.value))
        return msgspec.msgpack.encode(tell(document, vocabulary()))

    def make(self, part: Part, known: Known) -> Made:
        """Return the findings and the TriG of a part, knowing what the others told.

        Raises:
            InputError: its file was changed meanwhile, or an attached text cannot be read.
        """
        document, completed = self.complete(part, known)
        lines = self.form(self._writer.blocks(completed.records))
        sound, spoilt = frozenset(completed.sound), frozenset(completed.spoilt)
        return Made(lines, document.findings, sound, spoilt)

    def complete(self, part: Part, known: Known) -> tuple[Document, Completed]:
        """Return a part as checked and completed, with what each of its nodes was made from."""
        document = self._document(part, known)
        check_structure(document, known, self._fitting)
        check_passages(document, known, self.project)
        if known.doubtful:
            check_ids(document, known, self.project, vocabulary())
            if known.whole:
                References(self.project, known, vocabulary()).check(document)
        return document, complete(document, known, vocabulary())

    def some(
        self, part: Part, known: Known, names: Collection[str], stated: Collection[str]
    ) -> tuple[Document, Completed]:
        """Return of a part without findings some records and claims completed; see `excerpt`.

        Raises:
            InputError: its file was changed meanwhile.
        """
        document = self._document(part, known)
        excerpt(document, names, stated, vocabulary())
        return document, complete(document, known, vocabulary())

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.project, vocabulary())

    @cached_property
    def _fitting(self) -> Fitting:
        return Fitting(vocabulary())

    def _document(self, part: Part, known: Known) -> Document:
        if known.plain:
            return reread_part(part)
        try:
            value = pickle.loads(self._kept(part).read_bytes())  # noqa: S301
        except FileNotFoundError:
            return read_part(part)
        return _Kept(part.file, value, digest=part.digest)

    def _kept(self, part: Part) -> Path:
        return self.scratch / f"{part.digest or 'none'}.read"
