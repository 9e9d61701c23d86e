"""The verb `attach`: bring a legally held copy of an article, and judge each passage against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.files import write_whole
from kg.passages import Grade, Verdict, judge
from kg.records.document import Node
from kg.records.passages import passages, sources
from kg.records.project import read_project
from kg.records.reader import read_documents
from kg.records.texts import read_text, text_file
from kg.text import Span, digest
from kg.words import suggestion


@dataclass(frozen=True)
class Attached:
    """What a copy is worth: is it the very text, and the verdict on each passage by its claim."""

    source: str
    file: Path
    same_text: bool
    verdicts: dict[str, Verdict]

    def counts(self) -> dict[str, int]:
        """Return how many passages have each grade."""
        return dict(Counter(verdict.grade.value for verdict in self.verdicts.values()))


def attach(project: str | Path, source: str, file: str | Path) -> Attached:
    """Copy an article's text into the project's private `texts/` and return the verdicts.

    Raises:
        UsageError: the project has no such source.
        InputError: the file is not a text, or holds none of the source's passages.
    """
    described = read_project(project)
    documents = list(read_documents(described))
    known = sources(documents)
    if source not in known:
        raise UsageError(f"there is no source {source!r}", which(source, known))
    text = read_text(Path(file))
    frozen = known[source].node.get("digest")
    mine = [written for name, written in passages(documents) if name == source]
    verdicts = {
        owner: judge(text, _span(node), str(node["digest"]), str(node.get("first")))
        for _, _, node, owner in mine
        if "digest" in node
    }
    if verdicts and all(verdict.grade is Grade.LOST for verdict in verdicts.values()):
        raise InputError(
            f"{file} holds none of the {len(verdicts)} passages of {source}",
            "is it the right article, as plain text? Nothing was attached.",
        )
    target = text_file(described.folder, source)
    _keep(target, text)
    return Attached(source, target, frozen in (None, digest(text)), verdicts)


def which(source: str, known: Collection[str]) -> str:
    """Return the cure for a source that is not there: those it could be."""
    return suggestion(source, known) or f"this project has {', '.join(sorted(known)) or 'none'}"


def _span(node: Node) -> Span:
    start, end = node.get("start"), node.get("end")
    return Span(start if isinstance(start, int) else 0, end if isinstance(end, int) else 0)


def _keep(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(exist_ok=True)
        write_whole(target, text.encode("utf-8"))
    except OSError as fault:
        raise InputError(f"{target} cannot be written: {fault.strerror}") from fault
