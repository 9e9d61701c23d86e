"""The structure of a SELECT: its groups and what stands in them, with every text as written.

A parser of SPARQL 1.1's group graph patterns only (grammar rules 7-9, 53-68); what is inside a
triples block, a filter or an expression is kept as text. The query must be known to be valid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.query.receipts.conditions import meanings, outside
from kg.query.receipts.cursor import Cursor
from kg.query.receipts.parts import (
    Bind,
    Element,
    Exists,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
)
from kg.sparql import Token, tokens

_FORMS: Final = {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}
_AGGREGATES: Final = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_AFTER: Final = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_ELEMENTS: Final = {"OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES"}
_BEYOND: Final = {"SERVICE", "LATERAL", "UNION"}


def parse(query: str) -> tuple[str, str, Select]:
    """Return a SELECT query's prologue, its FROM clauses, and its structure.

    Raises:
        ValueError: the query is not a SELECT, or goes beyond SPARQL 1.1.
    """
    reader = _Reader(query, tokens(query))
    reader.until(_FORMS)
    prologue = reader.since(0)
    if reader.word() != "SELECT":
        raise ValueError("only the rows of a SELECT have receipts")
    datasets, select = reader.select()
    if reader.peek():
        raise ValueError(f"{reader.peek()} was not expected here")
    return prologue, datasets, select


class _Reader(Cursor):
    """Reads SELECTs, groups and the elements of groups."""

    def select(self) -> tuple[str, Select]:
        self.take()
        distinct = self.skip("DISTINCT", "REDUCED")
        head, computed = self.head()
        first = self.at
        self.until({"WHERE"}, {"{"})
        datasets = self.since(first)
        self.skip("WHERE")
        where = self.group()
        behind = self.at
        group_by = self.group_by()
        having = self.clause("HAVING")
        order = self.clause("ORDER")
        grouping = [*(token for bind in computed for token in tokens(bind.text)),
                    *self.taken(behind)]  # fmt: skip
        first = self.at
        self.until({"VALUES"}, {"}"})
        sliced = self.since(first)
        values = self.clause("VALUES")
        star = head == [("*", "")]
        aggregated = bool(group_by) or any(_is_aggregate(token) for token in outside(grouping))
        items = [] if star else head
        return datasets, Select(
            distinct, items, star, computed, where, group_by, having, order, values, aggregated,
            sliced,
        )  # fmt: skip

    def head(self) -> tuple[list[tuple[str, str]], list[Bind]]:
        """Read what is projected: the text and variable of each item, and the expressions."""
        items: list[tuple[str, str]] = []
        computed: list[Bind] = []
        while self.variable() or self.peek() in {"(", "*"}:
            first = self.at
            if self.peek() == "(":
                self.over()
                name = self.tokens[self.at - 2].text[1:]
                exists = self.exists(first, filters=False)
                computed.append(Bind(f"BIND{self.since(first)}", (name,), exists))
            else:
                name = self.take()[1:]
            items.append((self.since(first), name))
        return items, computed

    def group_by(self) -> list[tuple[str, str]]:
        """Read the conditions of GROUP BY: text and variable, if it has one."""
        items: list[tuple[str, str]] = []
        if not self.skip("GROUP"):
            return items
        self.take()
        while self.peek() not in {"", "}"} and self.word() not in _AFTER:
            first = self.at
            if self.variable():
                name = self.take()[1:]
            else:
                bare = self.peek() != "("
                self.over()
                if bare:
                    self.over()
                name = "" if bare else _alias(self.taken(first))
            items.append((self.since(first), name))
        return items

    def clause(self, word: str) -> str:
        """Read a clause behind the pattern, up to the next one."""
        first = self.at
        if self.skip(word):
            self.until(_AFTER, {"}"})
        return self.since(first)

    def group(self) -> Group:
        if self.take() != "{":
            raise ValueError("a group was expected")
        group, first = Group(), self.at
        if self.word() == "SELECT":
            select = self.select()[1]
            group.elements.append(SubSelect(select, self.since(first)))
        while self.peek() != "}":
            if self.peek() == ".":
                self.take()
            else:
                group.elements.append(self.element())
        group.text, group.tokens = self.since(first), self.taken(first)
        self.take()
        return group

    def element(self) -> Element:
        if self.peek() == "{":
            return self.union()
        readers: dict[str, Callable[[], Element]] = {
            "OPTIONAL": lambda: Optional(self.after_word()),
            "MINUS": lambda: Minus(self.after_word()),
            "GRAPH": self.in_graph,
            "FILTER": self.filter,
            "BIND": self.bind,
            "VALUES": self.values,
        }
        return readers.get(self.word(), self.triples)()

    def after_word(self) -> Group:
        self.take()
        return self.group()

    def in_graph(self) -> InGraph:
        self.take()
        return InGraph(self.take(), self.group())

    def union(self) -> Union:
        groups = [self.group()]
        while self.skip("UNION"):
            groups.append(self.group())
        return Union(groups)

    def filter(self) -> Filter:
        first = self.at
        self.take()
        self.skip("NOT")
        if self.peek() != "(":
            self.take()
        self.over()
        return Filter(self.since(first), self.exists(first + 1, filters=True))

    def bind(self) -> Bind:
        first = self.at
        self.take()
        self.over()
        name = self.tokens[self.at - 2].text[1:]
        return Bind(self.since(first), (name,), self.exists(first + 1, filters=False))

    def values(self) -> Bind:
        first = self.at
        self.until((), {"{"})
        names = tuple(token.text[1:] for token in self.taken(first) if token.kind == "variable")
        self.over()
        return Bind(self.since(first), names)

    def triples(self) -> Triples:
        first = self.at
        self.until(_ELEMENTS | _BEYOND, {"{", "}"})
        if first == self.at:
            raise ValueError(f"{self.peek() or 'the end'} was not expected here")
        return Triples(self.since(first), self.taken(first))

    def exists(self, first: int, *, filters: bool) -> list[Exists]:
        """Return the groups behind EXISTS from a token to here."""
        found, end = [], self.at
        for meaning in meanings(self.taken(first), filters=filters):
            self.at = first + meaning.place + 1
            found.append(Exists(self.group(), *meaning[1:]))
        self.at = end
        return found


def _is_aggregate(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() in _AGGREGATES


def _alias(found: Sequence[Token]) -> str:
    """Return the variable of `(expression AS ?variable)`; nothing where no name is given."""
    named = len(found) > 3 and found[-3].text.upper() == "AS"  # noqa: PLR2004
    return found[-2].text[1:] if named else ""
