"""What a store was made of, part by part, kept in its folder: so a build sees what is new."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox

from kg import __version__
from kg.check.reading import Reading
from kg.files import resource
from kg.graph.model import MODEL
from kg.records.part import Part
from kg.records.project import Project
from kg.records.sources import RecordFile, changed_at
from kg.records.texts import FOLDER
from kg.records.trig import Lines

LEDGER: Final = "records.kg"
_SUM: Final = 32
_DECIDES: Final = ("kg.ttl", "concepts.ttl", "shapes.ttl", "context.jsonld")


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A part: what it told of itself, and the sum and the counts of what became of it."""

    digest: str
    start: int
    size: int
    first: int
    head: bytes
    told: bytes
    total: bytes
    quads: int
    graphs: int

    def part(self, file: Path) -> Part:
        """Return the part, in the file where it stands now."""
        return Part(file, self.digest, self.start, self.size, self.first, self.head)

    @property
    def lines(self) -> Lines:
        """The sum and the counts, without the lines themselves."""
        total = int.from_bytes(self.total, "big")
        return Lines(b"", b"", total, self.quads, self.graphs)


class Ledger(msgspec.Struct, kw_only=True):
    """What was read for a store: `rows` are the parts of the `files`, in their order.

    `begun` is when reading began (nanoseconds), `decided` what else decides what a graph holds: the
    settings, the ontology, the versions. `texts` are the size and the time of each attached text.
    """

    begun: int
    decided: str
    quads: int
    files: list[RecordFile]
    rows: list[Row]
    texts: dict[str, tuple[int, int]]


def row(part: Part, told: bytes, made: Lines) -> Row:
    """Return the row of a part."""
    sums = (made.total.to_bytes(32, "big"), made.quads, made.graphs)
    return Row(part.digest, part.start, part.size, part.first, part.head, told, *sums)


def rows(reading: Reading) -> list[Row]:
    """Return the rows of a project that was read."""
    read = zip(reading.parts, reading.told, reading.made, strict=True)
    return [row(part, told, made) for part, told, made in read]


def decided(project: Project) -> str:
    """Return a digest of all that decides what a graph holds, but for records and texts."""
    made = sha256(f"{__version__} {MODEL} {ox.__version__} {project.digest}".encode())
    for name in _DECIDES:
        made.update(resource(f"ontology/{name}").read_bytes())
    return made.hexdigest()


def texts(project: Project) -> dict[str, tuple[int, int]]:
    """Return the size and the time of each attached text, by its file's name."""
    home = project.folder / FOLDER
    if not home.is_dir():
        return {}
    stats = {path.name: path.stat() for path in home.glob("*.txt")}
    return {name: (stat.st_size, changed_at(stat)) for name, stat in stats.items()}


def read_ledger(store: Path) -> Ledger | None:
    """Return the ledger of a store; nothing where there is none that can be read."""
    try:
        raw = (store / LEDGER).read_bytes()
        if sha256(raw[_SUM:]).digest() != raw[:_SUM]:
            return None
        return msgspec.msgpack.decode(raw[_SUM:], type=Ledger)
    except (OSError, msgspec.DecodeError):
        return None


def write_ledger(store: Path, ledger: Ledger) -> None:
    """Put a ledger into the folder of a store that nobody knows of yet."""
    content = msgspec.msgpack.encode(ledger)
    (store / LEDGER).write_bytes(sha256(content).digest() + content)
