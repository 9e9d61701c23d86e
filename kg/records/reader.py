"""Reading a project's record files, whichever their format; one bad file never hides another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.records.document import Document
from kg.records.jsonl import read_jsonl
from kg.records.project import Project
from kg.records.table import read_csv
from kg.records.yaml import read_yaml

_LARGEST_YAML = 64 * 1024 * 1024
EDITABLE = {".yaml", ".yml", ".jsonl", ".csv"}
_READERS = {".jsonl": read_jsonl, ".csv": read_csv}


def read_documents(project: Project) -> Iterator[Document]:
    """Yield the document of each file that people write; a file that cannot be read is a finding.

    Parquet is left out: nothing is put into it.
    """
    for path in project.record_files():
        if path.suffix in EDITABLE:
            yield read_document(path)


def read_document(path: Path) -> Document:
    """Return the document of one record file."""
    document = Document(path)
    try:
        hindered = obstacle(path)
        if hindered:
            document.report((), *hindered)
            return document
        raw = path.read_bytes()
    except OSError as fault:
        document.report((), "unreadable", f"the file cannot be read: {fault.strerror}")
        return document
    text = decoded(document, raw)
    if text is not None:
        document = _READERS.get(path.suffix, read_yaml)(path, text)
    document.digest = hashlib.sha256(raw).hexdigest()
    return document


def decoded(document: Document, raw: bytes, start: int = 0) -> str | None:
    """Return the text of bytes that begin at `start` of a file; if they are none, report it."""
    try:
        return raw.decode("utf-8-sig" if start == 0 else "utf-8")
    except UnicodeDecodeError as fault:
        what = f"this is not UTF-8 text (byte {start + fault.start})"
        excel = " (in Excel: Save as, CSV UTF-8)" if document.file.suffix == ".csv" else ""
        document.report((), "unreadable", what, f"save the file as UTF-8{excel}")
        return None


def obstacle(path: Path) -> tuple[str, str, str] | None:
    """Return why a file is not even tried (code, what, cure), or nothing.

    Raises:
        OSError: it cannot be looked at.
    """
    if not path.is_file():  # a pipe or a device may never end
        return "unreadable", "this is not a file", "put a file in its place, or remove it"
    if path.suffix in {".yaml", ".yml"} and path.stat().st_size > _LARGEST_YAML:
        return "too-large", "over 64 MiB of YAML in one file", "use JSON Lines"
    return None
