"""What is looked at together with others is found as if each node were looked at for itself."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kg.check.fitting import Fitting
from kg.check.nodes import Nodes, type_of
from kg.check.structure import check_structure
from kg.records.document import Document
from kg.records.index import Index, Known
from kg.records.told import tell
from kg.records.vocabulary import vocabulary

FERRY = Path(__file__).resolve().parents[1] / "ferry"
RECORDS = [
    record
    for name in ("entities.yaml", "sources/gazette-2031-05-03.yaml")
    for record in [yaml.safe_load((FERRY / name).read_text("utf-8"))]
    for record in (record if isinstance(record, list) else [record])
]
ARTICLE = next(place for place, record in enumerate(RECORDS) if "claims" in record)
KEYS = st.sampled_from([*vocabulary().terms, "idd", "en", ""])
VALUES = st.sampled_from([
    None, True, False, 0, 1, -3, 10**20, "", "  ", "a\x01b", "southfen", "Claim", "Stance",
    "Meeting", "certain", "2031-02-30", "2031-02-28", "https://example.org/x", "a/../b", "http://[",
    {}, [], [None], {"en": "x"}, {"e n": "x"}, {"id": "southfen"}, {"id": "new", "type": "Event"},
    {"type": "Dating", "date": "2031-01-01"}, {"id": "new-ferry", "type": "Organization"},
])  # fmt: skip
# One for all examples: what it remembers of one must say nothing wrong of another.
FITTING = Fitting(vocabulary())


def routes(tree: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every place in a tree but its root."""
    for step, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*route, step)
        if isinstance(item, dict | list):
            yield from routes(item, (*route, step))


def at(tree: Any, route: tuple[Any, ...]) -> Any:
    for step in route:
        tree = tree[step]
    return tree


@st.composite
def changed(draw: st.DrawFn) -> list[Any]:
    """Return the records of the ferry with up to three values or keys changed."""
    records = deepcopy(RECORDS)
    for _ in range(draw(st.integers(0, 3))):
        *outer, last = draw(st.sampled_from([*routes(records)]))
        holder = at(records, tuple(outer))
        if isinstance(holder, dict) and draw(st.booleans()):
            holder[draw(KEYS)] = deepcopy(holder[last])
        else:
            holder[last] = deepcopy(draw(VALUES))
    return records


def with_value(*route: str | int, value: Any) -> list[Any]:
    records = deepcopy(RECORDS)
    *outer, last = route
    at(records, tuple(outer))[last] = value
    return records


def one_by_one(document: Document, known: Known) -> None:
    nodes = Nodes(document, known, vocabulary())
    for route, record in document.records():
        nodes.node(route, record, type_of(record), states=False)


@given(changed())
@example(RECORDS)
@example(with_value(ARTICLE, "claims", value="southfen"))
@example(with_value(ARTICLE, "claims", 0, "states", value=["Stance"]))
@example(with_value(ARTICLE, "claims", 0, "passage", "start", value=True))
def test_nothing_is_missed_where_nodes_are_looked_at_together(records: list[Any]) -> None:
    together, alone = (Document(FERRY / "entities.yaml", records) for _ in range(2))
    index = Index()
    index.add(tell(together, vocabulary()))
    known = index.known({*index.records, *index.stated})
    check_structure(together, known, FITTING)
    one_by_one(alone, known)
    assert set(together.findings) == set(alone.findings)


def test_sound_records_are_found_so_together() -> None:
    document = Document(FERRY / "entities.yaml", [*RECORDS])
    index = Index()
    index.add(tell(document, vocabulary()))
    known = index.known({*index.records, *index.stated})
    assert FITTING.fits([record for _, record in document.records()], known)
