"""The verb `check`: every finding in a project at once, and the quads of a sound one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.check.passages import check_passages
from kg.check.references import References, check_ids
from kg.check.shapes import check_shapes
from kg.check.structure import check_structure
from kg.findings import Finding, Mark, in_order
from kg.records.complete import complete
from kg.records.document import Document
from kg.records.index import Index, index
from kg.records.project import CONFIG, Project, read_project
from kg.records.quads import quads
from kg.records.reader import read_documents
from kg.records.vocabulary import vocabulary


@dataclass(frozen=True)
class Checked:
    """A project as checked: findings in the order of files and lines, quads, digests of files."""

    project: Project
    findings: list[Finding]
    quads: list[ox.Quad]
    inputs: dict[str, str]


def check(project: str | Path = ".") -> list[Finding]:
    """Return every finding in a project's records, by file and line.

    Raises:
        InputError: the folder is not a project, or an attached text cannot be read.
    """
    return check_project(read_project(project)).findings


def check_project(project: Project) -> Checked:
    """Return the findings and the quads of a project.

    One fault is not told again by all that points at it: records with findings of their own are
    left out but for their class and label, and while a file cannot be read, nobody is told that
    the ids in it are missing.
    """
    documents = list(read_documents(project))
    known = index(documents, vocabulary())
    whole = all(document.is_whole() for document in documents)
    _check_records(project, documents, known, whole=whole)
    completed = complete(documents, known, vocabulary())
    made = list(quads(project, completed.records, vocabulary()))
    findings = [finding for document in documents for finding in document.findings]
    if whole:
        spoilt = {place for document in documents for place in _spoilt(document)}
        results = check_shapes(project, completed, made)
        findings += [found for found in results if (found.file, found.mark) not in spoilt]
    return Checked(project, in_order(findings), made, _inputs(project, documents))


def _check_records(
    project: Project, documents: list[Document], known: Index, *, whole: bool
) -> None:
    for document in documents:
        check_structure(document, known, vocabulary())
    check_passages(documents, project)
    check_ids(documents, project, vocabulary())
    references = References(project, known.places, vocabulary())
    for document in documents if whole else ():
        references.check(document)


def _spoilt(document: Document) -> set[tuple[Path, Mark]]:
    """Return the places in records and claims that have findings already."""
    for route in list(document.faulty):
        document.locate(route)
    marks = [*document.keys.items(), *document.values.items()] if document.faulty else []
    return {(document.file, mark) for route, mark in marks if document.is_faulty(route)}


def _inputs(project: Project, documents: list[Document]) -> dict[str, str]:
    """Return the SHA-256 of every file as it was read, by its path inside the project."""
    read = {
        os.fsencode(document.file.relative_to(project.folder)): document.digest
        for document in documents
    }
    return {
        CONFIG: project.digest,
        **{name.decode("utf-8", "backslashreplace"): digest for name, digest in read.items()},
    }
