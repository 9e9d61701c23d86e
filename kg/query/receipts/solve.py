"""Solving a part of a query again: the solutions behind what is to be explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.query.receipts.again import numbered, owned, pattern
from kg.query.receipts.asker import Asker
from kg.query.receipts.plan import Nested, Part, Query
from kg.query.receipts.support import Fact, Place
from kg.query.receipts.table import Table, Values, written
from kg.sparql import tokens

Solution = dict[str, str]
MOST: Final = 20_000


@dataclass
class Solver:
    """Asks the parts of one query; `left` is how many solutions it may still look at."""

    ask: Asker
    prologue: str
    datasets: str
    hidden: str
    left: int = MOST
    cut: bool = field(default=False, init=False)

    def rows_of(self, query: Query, table: Table, *, ordered: bool) -> list[list[Solution]]:
        """Return the solutions of a SELECT's pattern behind each of its rows."""

        def body(part: Table) -> str:
            inside = pattern(query.part, part)
            binds = " ".join(node.text for node in query.computed)
            values = "" if query.aggregated else query.values
            return f"{{ {inside}\n}} {values} {binds} {owned(part, self.hidden)}"

        return self._solutions(table, body, query.order if ordered else "")

    def keys_of(self, query: Query, table: Table) -> list[list[Solution]]:
        """Return the groups of solutions that gave each row of an aggregate, as their keys."""
        return self._solutions(
            table, lambda part: f"{{ {query.again} }} {owned(part, self.hidden)}"
        )

    def matches(self, part: Part, table: Table) -> list[list[Solution]]:
        """Return the solutions of a part for each row of values that it starts from."""
        return self._solutions(
            table, lambda some: f"{numbered(some, self.hidden)} {pattern(part, None)}", free=True
        )

    def chosen(self, nested: Nested, *, named: bool) -> bool:
        """Tell whether the LIMIT or OFFSET of a sub-select left rows out, or may have (`named`)."""
        words = nested.query.sliced.split()
        if not words or named or len(words) > len(("LIMIT", "n")) or words[0].upper() != "LIMIT":
            return bool(words)
        count = f"?{self.hidden}n"
        found = self.ask(
            f"{self.prologue}\nSELECT (COUNT(*) AS {count}) {self.datasets} "
            f"WHERE {{ {{ {nested.text} }} }}"
        )
        return any(_number(row[0]) >= int(words[1]) for row in found.rows)

    def any_of(self, place: Place) -> Fact | None:
        """Return one triple in which a node stands, or one of a graph; None if there is none."""
        names = [f"?{self.hidden}{name}" for name in "spo"]
        subject, _, value = names
        either = [
            f"{{ {' '.join(names)} VALUES {end} {{ {place.node} }} }}" for end in (subject, value)
        ]
        text = " UNION ".join(either) if place.node else " ".join(names)
        text = f"GRAPH {place.graph} {{ {text} }}" if place.graph else text
        head = f"SELECT {' '.join(names)} {self.datasets}"
        found = self.ask(f"{self.prologue}\n{head} WHERE {{ {text} }} LIMIT 1")
        return next((Fact(row[0], row[1], row[2], place.graph) for row in found.rows), None)

    def _solutions(
        self, table: Table, body: Callable[[Table], str], order: str = "", *, free: bool = False
    ) -> list[list[Solution]]:
        """Return the solutions for each row; `free` lets them bind what the row leaves unbound."""
        found: list[list[Solution]] = [[] for _ in table.rows]
        # Oxigraph 0.5 joins what a sub-select finds in different graphs of one GRAPH ?g.
        by_graph = bool(table.graphs) and _nests(body(Table(table.names, (), ())))
        for numbers, part in table.chunks(by_graph=by_graph):
            text = body(part)
            if part.graphs:
                name = part.graphs[0] if by_graph else f"?{self.hidden}g"
                text = f"GRAPH {name} {{ {text} }}"
            for number, solution in self._asked(text, order):
                if free or self._fits(solution, part.names, part.rows[number]):
                    found[numbers[number]].append(solution)
        return found

    def _asked(self, text: str, order: str) -> Iterable[tuple[int, Solution]]:
        query = (
            f"{self.prologue}\nSELECT * {self.datasets} WHERE {{ {text} }} {order} "
            f"LIMIT {self.left + 1}"
        )
        names, rows = self.ask(query)
        place = names.index(f"{self.hidden}row")
        for row in rows:
            if self.left == 0:
                self.cut = True
                return
            self.left -= 1
            terms = zip(names, row, strict=True)
            yield _number(row[place]), {name: term for name, term in terms if term}

    def _fits(self, solution: Solution, names: Sequence[str], row: Values) -> bool:
        """Tell whether a solution has a row's values of its own, and nothing that the row has not.

        VALUES fills in what a solution leaves unbound, and cannot hold what is unbound or blank.
        """
        for name, term in zip(names, row, strict=True):
            own = solution.get(f"{self.hidden}own_{name}", "")
            if own != term and (not own or written(term) == "UNDEF"):
                return False
        return True


def _nests(text: str) -> bool:
    return any(token.text.upper() == "SELECT" for token in tokens(text) if token.kind == "word")


def _number(text: str) -> int:
    """Return the number of a row, which an engine may write as 3 or as "3"^^xsd:integer."""
    return int(text.split('"')[1] if text[:1] == '"' else text)
