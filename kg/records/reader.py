"""Reading a project's record files, whichever their format; one bad file never hides another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.records.document import Document
from kg.records.jsonl import read_jsonl
from kg.records.project import Project
from kg.records.yaml import read_yaml

_LARGEST_YAML = 64 * 1024 * 1024


def read_documents(project: Project) -> Iterator[Document]:
    """Yield the document of each record file; a file that cannot be read is a finding in it."""
    for path in project.record_files():
        yield read_document(path)


def read_document(path: Path) -> Document:
    """Return the document of one record file."""
    document = Document(path)
    try:
        obstacle = _obstacle(path)
        if obstacle:
            document.report((), *obstacle)
            return document
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as fault:
        document.report((), "unreadable", f"the file cannot be read: {fault.strerror}")
        return document
    except UnicodeDecodeError as fault:
        what = f"this is not UTF-8 text (byte {fault.start})"
        document.report((), "unreadable", what, "save the file as UTF-8")
        return document
    document = read_jsonl(path, text) if path.suffix == ".jsonl" else read_yaml(path, text)
    document.digest = hashlib.sha256(raw).hexdigest()
    return document


def _obstacle(path: Path) -> tuple[str, str, str] | None:
    if not path.is_file():  # a pipe or a device may never end
        return "unreadable", "this is not a file", "put a file in its place, or remove it"
    if path.suffix != ".jsonl" and path.stat().st_size > _LARGEST_YAML:
        return "too-large", "over 64 MiB of YAML in one file", "use JSON Lines"
    return None
