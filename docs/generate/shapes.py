"""The part of the error reference that lists the codes of the shapes."""  # noqa: INP001

from __future__ import annotations

from collections.abc import Iterator

from tables import Triples, table

from kg.words import PREFIXES, RDFS, SHAPES

_SH = PREFIXES["sh"]


def shapes() -> Iterator[str]:
    """Yield one table for each shape that has parts; single shapes join the one before."""
    found = Triples("ontology/shapes.ttl")
    rows: list[tuple[str, str, str]] = []
    for shape in found.of(f"{_SH}NodeShape"):
        parts = found.all(shape, f"{_SH}property")
        codes = [part for part in [shape, *parts] if found.one(part, f"{_SH}message")]
        if parts and codes:
            yield from _table(rows)
            rows = []
            told = found.one(shape, f"{RDFS}comment")
            yield from [f"### Shape {shape.removeprefix(SHAPES)}", "", told, ""]
        rows += [_row(found, code) for code in codes]
    yield from _table(rows)


def _row(found: Triples, code: str) -> tuple[str, str, str]:
    violation = found.one(code, f"{_SH}severity") == f"{_SH}Violation"
    gravity = "error" if violation else "warning"
    return f"`{code.removeprefix(SHAPES)}`", gravity, found.one(code, f"{_SH}message")


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    if rows:
        yield from table(("Code", "Gravity", "What is wrong, and how to mend it"), rows)
