"""The verb `anchor`: compute where passages stand in the text at hand, and freeze it in the files.

An author gives a paragraph and the first and last words; this adds offsets and digests. The rest
of each file stays as it was, character by character.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FindingsError, InputError, UsageError
from kg.files import write_whole
from kg.findings import Finding, errors, in_order
from kg.passages import find
from kg.records.document import Document, Node, Route
from kg.records.edit import put
from kg.records.passages import Written, passages, sources
from kg.records.project import Project, read_project
from kg.records.reader import read_documents
from kg.records.texts import attached_text
from kg.text import Span, digest, paragraphs
from kg.trace.attach import which

Edits = dict[Path, list[tuple[Route, Node]]]


@dataclass(frozen=True)
class Anchored:
    """What was frozen: the source, how many passages it has, and which files changed.

    `reworded` names the claims whose passage was anchored before, with other words in it.
    """

    source: str
    passages: int
    changed: list[Path]
    reworded: list[str]


def anchor(project: str | Path, source: str) -> Anchored:
    """Freeze the passages of a source from its attached text, all of them or none.

    Raises:
        UsageError: the project has no such source.
        InputError: no text of the source is attached.
        FindingsError: a passage is not found, or its words stand in more than one place.
    """
    described = read_project(project)
    documents = list(read_documents(described))
    _refuse(errors(f for document in documents for f in document.findings), "cannot be read")
    article = _source(documents, source)
    text = _text(described, source)
    mine = [passage for name, passage in passages(documents) if name == source]
    edits = _edits(article, mine, text)
    _refuse(errors(f for d in documents for f in d.findings), "was left as it is")
    contents = [(file, *_contents(file, changes)) for file, changes in edits.items()]
    changed = [(file, after) for file, before, after in contents if after != before]
    for file, after in changed:
        _write(file, after)
    frozen = {(file, route): new["digest"] for file, of in edits.items() for route, new in of}
    reworded = [
        owner
        for document, route, node, owner in mine
        if node.get("digest") not in (None, frozen[document.file, route])
    ]
    return Anchored(source, len(mine), [file for file, _ in changed], reworded)


def _refuse(findings: list[Finding], what: str) -> None:
    if findings:
        count = "1 error" if len(findings) == 1 else f"{len(findings)} errors"
        raise FindingsError(f"the project {what}: {count}", "", in_order(findings))


def _source(documents: Iterable[Document], source: str) -> Written:
    known = sources(documents)
    if source not in known:
        raise UsageError(f"there is no source {source!r}", which(source, known))
    return known[source]


def _text(project: Project, source: str) -> str:
    text = attached_text(project.folder, source)
    if text is None:
        raise InputError(
            f"no text of {source} is attached", f"bring your copy: kg attach {source} FILE"
        )
    return text


def _edits(article: Written, mine: list[Written], text: str) -> Edits:
    edits: Edits = {}
    frozen: Node = {
        "length": len(text),
        "digest": digest(text),
        "paragraphs": len(paragraphs(text)),
    }
    edits.setdefault(article.document.file, []).append((article.route, frozen))
    for document, route, node, _ in mine:
        found = _find(node, text)
        if isinstance(found, Span):
            where: Node = {
                "start": found.start,
                "end": found.end,
                "digest": digest(text[found.start : found.end]),
            }
            edits.setdefault(document.file, []).append((route, where))
        else:
            cure = "give more words, or other ones (at most 4 + 4)"
            document.report(route, "not-found", found, cure)
    return edits


def _find(node: Node, text: str) -> Span | str:
    paragraph, first, last = (node.get(key) for key in ("paragraph", "first", "last"))
    if not isinstance(paragraph, int) or not isinstance(first, str) or not isinstance(last, str):
        return "a passage needs paragraph (a number), first and last (words)"
    return find(text, paragraph, first, last)


def _contents(file: Path, changes: list[tuple[Route, Node]]) -> tuple[bytes, bytes]:
    """Return a file's bytes as they are, and with the values put in their places."""
    before = file.read_bytes()
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return before, mark + put(file, before.decode("utf-8-sig"), changes).encode("utf-8")


def _write(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content)
    except OSError as fault:
        raise InputError(
            f"{file} cannot be written: {fault.strerror}",
            "mend its permissions, or free some space",
        ) from fault
