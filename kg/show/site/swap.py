"""A folder written whole or not at all: made beside the old one, then put in its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from kg.errors import InputError

MARK: Final = "claimgraph-site.json"
OURS: Final = (
    "index.html",
    "network.html",
    MARK,
    "things",
    "claims",
    "sources",
    "queries",
    "lists",
)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What the file that marks a site says: the graph it shows and the tool that made it."""

    graph: str
    claimgraph: str


@contextmanager
def replaced(folder: Path, mark: Mark) -> Iterator[Path]:
    """Give an empty folder to write a site into; when all went well it takes the folder's place.

    What somebody else has put into the old site's folder (a CNAME, a .git) moves along.

    Raises:
        InputError: the folder holds something that is not a site, or cannot be written.
    """
    home = folder.resolve()
    if not _may_replace(home):
        raise InputError(
            f"{folder} exists and is not a site that kg site made",
            "name a new or an empty folder: kg site FOLDER",
        )
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}.new-"))
    except OSError as fault:
        raise InputError(f"the site cannot be written to {folder}: {fault.strerror}") from fault
    try:
        yield made
        content = msgspec.json.format(msgspec.json.encode(mark, order="sorted"), indent=2)
        (made / MARK).write_bytes(content + b"\n")
        made.chmod(0o755)
        _swap(made, home)
    except OSError as fault:
        shutil.rmtree(made, ignore_errors=True)
        raise InputError(
            f"the site cannot be written to {folder}: {fault.strerror}",
            "free some space or name another folder; what was there before is as it was",
        ) from fault
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _may_replace(home: Path) -> bool:
    """Tell whether a folder is not there, is empty, or holds a site that was made here."""
    if not home.exists():
        return True
    return home.is_dir() and ((home / MARK).is_file() or not any(home.iterdir()))


def _swap(made: Path, home: Path) -> None:
    if not home.exists():
        made.rename(home)
        return
    old = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}.old-")) / home.name
    home.rename(old)
    try:
        made.rename(home)
    except OSError:
        old.rename(home)
        old.parent.rmdir()
        raise
    for path in sorted(old.iterdir()):
        if path.name not in OURS:
            path.rename(home / path.name)
    shutil.rmtree(old.parent)
