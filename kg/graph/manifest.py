"""The manifest of a build: what was read, what was made, and by which versions."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.files import write_whole

FOLDER = "graph"
FILE = "manifest.json"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a reader needs to know of a built graph before asking it anything.

    `files` are the files of the store with their sizes, `search` is the index beside them, `model`
    is what the version that built it makes of records.
    """

    title: str
    base: str
    language: str
    prefixes: dict[str, str]
    store: str
    digest: str
    counts: dict[str, int]
    inputs: dict[str, str]
    versions: dict[str, str]
    files: dict[str, int] = {}
    search: dict[str, int] = {}
    model: str = ""


def read_manifest(project: Path) -> Manifest:
    """Return the manifest of the graph built in a project's folder.

    Raises:
        InputError: nothing was built there, or the manifest is damaged.
    """
    path = project / FOLDER / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise InputError(
            f"no graph has been built in {project}",
            f"build it first: kg build {project}",
        ) from None
    except (msgspec.DecodeError, OSError) as fault:
        raise InputError(
            f"the manifest {path} cannot be read: {fault}", f"build again: kg build {project}"
        ) from fault


def write_manifest(project: Path, manifest: Manifest) -> None:
    """Put the manifest in place by one rename: the graph it names becomes the current one."""
    content = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2)
    write_whole(project / FOLDER / FILE, content + b"\n")
