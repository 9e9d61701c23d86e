"""The verb `check`: every finding in a project at once, and the quads of a sound one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.check.passages import check_passages
from kg.check.references import check_ids, check_references
from kg.check.shapes import check_shapes
from kg.check.structure import check_structure
from kg.findings import Finding, in_order
from kg.records.complete import Completed, complete
from kg.records.document import Document
from kg.records.index import index
from kg.records.project import Project, read_project
from kg.records.quads import quads
from kg.records.reader import read_documents
from kg.records.vocabulary import vocabulary


@dataclass(frozen=True)
class Checked:
    """A project as checked: its findings in the order of files and lines, and its quads."""

    project: Project
    findings: list[Finding]
    quads: list[ox.Quad]


def check(project: str | Path = ".") -> list[Finding]:
    """Return every finding in a project's records, by file and line.

    Raises:
        InputError: the folder is not a project, or an attached text cannot be read.
    """
    return check_project(read_project(project)).findings


def check_project(project: Project) -> Checked:
    """Return the findings and the quads of a project; shapes see its sound records only."""
    documents = list(read_documents(project))
    completed = _check_records(project, documents)
    findings = [finding for document in documents for finding in document.findings]
    made = list(quads(project, completed.records, vocabulary()))
    findings += check_shapes(project, completed, made)
    return Checked(project, in_order(findings), made)


def _check_records(project: Project, documents: Iterable[Document]) -> Completed:
    words = vocabulary()
    documents = list(documents)
    known = index(documents)
    for document in documents:
        check_structure(document, known, words)
    check_passages(documents, project)
    check_ids(documents, project)
    completed = complete(documents, known, words)
    for document in documents:
        check_references(document, completed.places, known.places, words)
    return completed
