"""Rows of values that are put into a query, and how VALUES writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.query.receipts.plan import Names

Values = tuple[str, ...]
_AT_ONCE: Final = 1_000


@dataclass(frozen=True)
class Table:
    """Rows of values for some variables, as text (empty: unbound), and the graph of each row."""

    names: tuple[str, ...]
    rows: Sequence[Values]
    graphs: Sequence[str] = ()

    def values(self, names: Names) -> str:
        """Return a VALUES block of some of the variables, each combination once."""
        places = [place for place, name in enumerate(self.names) if name in names]
        if not places:
            return ""
        rows = dict.fromkeys(tuple(row[place] for place in places) for row in self.rows)
        return values([self.names[place] for place in places], rows)

    def chunks(self, *, by_graph: bool = False) -> Iterable[tuple[list[int], Table]]:
        """Yield the table in parts that one query can hold, each with the numbers of its rows."""
        parts: dict[str, list[int]] = {}
        for number in range(len(self.rows)):
            parts.setdefault(self.graphs[number] if by_graph else "", []).append(number)
        for part in parts.values():
            for at in range(0, len(part), _AT_ONCE):
                some = part[at : at + _AT_ONCE]
                graphs = [self.graphs[number] for number in some] if self.graphs else ()
                yield some, Table(self.names, [self.rows[number] for number in some], graphs)


def values(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a VALUES block."""
    head = " ".join(f"?{name}" for name in names)
    lines = (f"({' '.join(map(written, row))})" for row in rows)
    return f"VALUES ({head}) {{ {' '.join(lines)} }}"


def written(term: str) -> str:
    """Return a term for VALUES; blank nodes cannot be written and stay open."""
    return "UNDEF" if not term or term.startswith("_:") else term
