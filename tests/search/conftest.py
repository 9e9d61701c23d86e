"""A built project of made-up names in several scripts, and a graph whose index is left aside."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import kg
from kg.graph.manifest import read_manifest

NAMES = {
    "zel": "Zelenskyy", "zel-uk": "Володимир Зеленський", "lodz": "Łódź", "strasse": "Groß Straße",
    "oe": "Sørøya Ægir", "istanbul": "İstanbul Işık", "gorb": "Горбачёв", "yalta": "Йалта",
    "mits": "Κυριάκος Μητσοτάκης", "thess": "ΘΕΣΣΑΛΟΝΊΚΗΣ", "tbilisi": "თბილისი", "tokyo": "東京都",
    "delhi": "दिल्ली", "quds": "القُدس", "emoji": "Flag 🇺🇦 office", "fi": "Oﬃce ① ﬁrst",
    "decomposed": "Cafe\u0301 Noir", "dots": "U.K. Board", "apart": "Board of the U K",
    "wing": "F-16 wing", "fund": "Fund of €21bn", "loan": "Loan of 4.5 billion crowns",
    "rounds": "155,000 rounds", "rearming": "Rearming board",
    "long": "A" * 5_000, "hyphen": "Long-range drone", "quotes": 'The "Iron" Office',
}  # fmt: skip


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """Return a built graph of organisations with made-up names, the ids those of `NAMES`."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "kg.toml").write_text('base = "https://example.org/n/"\ntitle = "Names"\n')
    records = (
        {"id": name, "type": "Organization", "actorType": "company", "label": label}
        for name, label in NAMES.items()
    )
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    (folder / "names.jsonl").write_bytes(lines)
    kg.build(folder)
    return kg.open(folder)


def without_index(graph: kg.Graph) -> kg.Graph:
    """Return the same graph as one that was built without an index."""
    manifest = msgspec.structs.replace(graph.manifest, search={})
    return kg.Graph(graph.engine, manifest, graph.folder)


def index_of(folder: Path) -> Path:
    """Return the file of a project's index."""
    return folder / "graph" / read_manifest(folder).store / "search.sqlite"
