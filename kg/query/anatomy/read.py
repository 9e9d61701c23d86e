"""A query of any form, read as its groups, with the place of every part in the text as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.query.anatomy.pattern import Pattern
from kg.query.anatomy.triples import triples
from kg.query.receipts.parts import (
    Element,
    Group,
    InGraph,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
)
from kg.query.receipts.structure import parse
from kg.sparql import Token, tokens

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SILENT: Final = {"space", "comment"}


def significant(text: str) -> list[Token]:
    """Return the tokens of a text that are neither space nor comment."""
    return [token for token in tokens(text) if token.kind not in _SILENT]


def end_of(token: Token) -> int:
    """Return the place behind a token."""
    return token.start + len(token.text)


@dataclass
class Read:
    """A query and what it is made of; the ranges count its significant tokens."""

    query: str
    tokens: list[Token]
    form: str
    prologue: str
    datasets: str
    select: Select
    opening: int
    ranges: dict[int, tuple[int, int]] = field(default_factory=dict)
    kept: list[Group] = field(default_factory=list)

    @property
    def head(self) -> list[Token]:
        """Return the tokens before the pattern: what is projected, described or constructed."""
        first = next(i for i, token in enumerate(self.tokens) if is_word(token, *FORMS))
        return self.tokens[first : self.opening]

    @property
    def tail(self) -> list[Token]:
        """Return the tokens behind the pattern: GROUP BY, ORDER BY and the like."""
        return self.tokens[self.ranges[id(self.select.where)][1] + 1 :]

    def inside(self, part: Element | Group) -> Sequence[Token]:
        """Return the tokens of a part."""
        first, last = self.ranges[id(part)]
        return self.tokens[first:last]

    def span(self, part: Element | Group) -> tuple[int, int]:
        """Return where a part starts and ends in the text."""
        found = self.inside(part)
        if not found:
            place = self.tokens[self.ranges[id(part)][0]].start
            return place, place
        return found[0].start, end_of(found[-1])

    def text(self, part: Element | Group) -> str:
        """Return a part as written."""
        start, end = self.span(part)
        return self.query[start:end]

    def removed(self, part: Element) -> tuple[int, int, str]:
        """Return what to replace, and with what, to take a part out together with its dot."""
        first, last = self.ranges[id(part)]
        start, end = self.span(part)
        if self.tokens[last].text == ".":
            end = end_of(self.tokens[last])
        return start, end, "" if self.tokens[first - 1].text in {".", "{", "}"} else "."

    def patterns(self, block: Triples) -> list[Pattern]:
        """Return the triple patterns of a block."""
        return triples(self.query, self.inside(block))

    def exists(self, first: int, last: int) -> Iterator[tuple[int, Group]]:
        """Yield each EXISTS among some tokens, by its token and its group; not those within."""
        place = first
        while place < last:
            if is_word(self.tokens[place], "EXISTS"):
                end = closing(self.tokens, place + 1)
                start, stop = self.tokens[place + 1].start, end_of(self.tokens[end])
                group = parse(f"SELECT * {self.query[start:stop]}")[2].where
                self.kept.append(group)
                self.locate(group, place + 2)
                yield place, group
                place = end
            place += 1

    def locate(self, group: Group, place: int) -> int:
        """Note the range of a group and its parts, from the token behind its opening brace."""
        first = place
        for element in group.elements:
            while self.tokens[place].text == ".":
                place += 1
            start, place = place, self._locate(element, place)
            self.ranges[id(element)] = (start, place)
        while self.tokens[place].text == ".":
            place += 1
        if self.tokens[place].text != "}":
            raise ValueError("a part of the query was not understood")
        self.ranges[id(group)] = (first, place)
        return place + 1

    def _locate(self, element: Element, place: int) -> int:
        match element:
            case Optional(group) | Minus(group):
                return self.locate(group, place + 2)
            case InGraph(_, group):
                return self.locate(group, place + 3)
            case Union(groups):
                for group in groups:
                    place = self.locate(group, place + (self.tokens[place].text != "{") + 1)
                return place
            case SubSelect(select):
                self.locate(select.where, opening(self.tokens, place) + 1)
        length = len(significant(element.text))
        if [token.text for token in self.tokens[place : place + length]] != [
            token.text for token in significant(element.text)
        ]:
            raise ValueError("a part of the query was not understood")
        return place + length


def is_word(token: Token, *words: str) -> bool:
    """Tell whether a token is one of some keywords."""
    return token.kind == "word" and token.text.upper() in words


def opening(found: Sequence[Token], place: int) -> int:
    """Return the token that opens the next group outside of round brackets."""
    depth = 0
    for at in range(place, len(found)):
        sign = found[at].text if found[at].kind == "sign" else ""
        depth += (sign == "(") - (sign == ")")
        if sign == "{" and depth == 0:
            return at
    raise ValueError("the query has no pattern")


def closing(found: Sequence[Token], place: int) -> int:
    """Return the token that closes the brace that opens at a token."""
    depth = 0
    for at in range(place, len(found)):
        sign = found[at].text if found[at].kind == "sign" else ""
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at
    raise ValueError("a brace is not closed")


def read(query: str) -> Read:
    """Return a query's anatomy.

    Raises:
        ValueError: the query has no pattern, or goes beyond SPARQL 1.1.
    """
    found = significant(query)
    first = next((i for i, token in enumerate(found) if is_word(token, *FORMS)), None)
    if first is None or any(is_word(token, "SERVICE") for token in found):
        raise ValueError("this is no query over one graph")
    form = found[first].text.upper()
    place = opening(found, first)
    if form == "CONSTRUCT" and place == first + 1:
        place = opening(found, closing(found, place) + 1)
    text = query
    if form != "SELECT":
        text = f"{query[: found[first].start]} SELECT * {query[found[place].start :]}"
    try:
        prologue, datasets, select = parse(text)
    except IndexError:
        raise ValueError("a part of the query was not understood") from None
    made = Read(query, found, form, prologue, datasets, select, place)
    if form != "SELECT":
        made.datasets = _datasets(query, found[first:place])
    made.locate(select.where, place + 1)
    return made


def _datasets(query: str, head: Sequence[Token]) -> str:
    clauses = [token for token in head if is_word(token, "FROM")]
    if not clauses:
        return ""
    last = [token for token in head if token.kind in {"iri", "name"}][-1]
    return query[clauses[0].start : end_of(last)]
