"""The structure of a SELECT: its groups and what stands in them, with every text as written.

A parser of SPARQL 1.1's group graph patterns only (grammar rules 7-9, 53-68); what is inside a
triples block, a filter or an expression is kept as text. The query must be known to be valid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.sparql import Token, tokens


@dataclass
class Triples:
    """A block of triple patterns, as written."""

    text: str


@dataclass
class Filter:
    """A filter; `exists` are the groups that must have a match, `absent` tells of NOT EXISTS."""

    text: str
    exists: list[Group] = field(default_factory=list)
    absent: bool = False


@dataclass
class Bind:
    """A BIND or an inline VALUES: it adds values and needs no evidence."""

    text: str


@dataclass
class Optional:
    """A group that may match."""

    group: Group


@dataclass
class Union:
    """Groups of which one matches; a single one is a nested group."""

    groups: list[Group]


@dataclass
class Minus:
    """A group that must not match."""

    group: Group


@dataclass
class InGraph:
    """A group held against a named graph; `name` is a variable, an IRI or a prefixed name."""

    name: str
    group: Group


@dataclass
class SubSelect:
    """A SELECT inside a group, and its text."""

    select: Select
    text: str


Element = Triples | Filter | Bind | Optional | Union | Minus | InGraph | SubSelect


@dataclass
class Group:
    """What stands between two braces, in order, and its text."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""


@dataclass
class Select:
    """A SELECT: what it projects (as written), its pattern, and its modifiers in their parts."""

    distinct: bool
    head: list[tuple[str, str]]
    star: bool
    where: Group
    group_by: list[tuple[str, str]]
    having: str
    rest: str
    values: str

    @property
    def aggregated(self) -> bool:
        """Tell whether rows are groups of solutions."""
        return bool(self.group_by) or any(_AGGREGATES & _words(text) for text, _ in self.head)


_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_SILENT = {"space", "comment"}
_AFTER = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}


def _words(text: str) -> set[str]:
    return {token.text.upper() for token in tokens(text) if token.kind == "word"}


def parse(query: str) -> tuple[str, str, Select]:
    """Return a SELECT query's prologue, its FROM clauses, and its structure.

    Raises:
        ValueError: the query is not a SELECT.
    """
    reader = _Reader([token for token in tokens(query) if token.kind != "comment"])
    prologue = reader.until("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
    if reader.word() != "SELECT":
        raise ValueError("only the rows of a SELECT have receipts")
    datasets, select = reader.select()
    return prologue, datasets, select


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.tokens = found
        self.at = 0

    def skip(self) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].kind in _SILENT:
            self.at += 1

    def peek(self) -> str:
        self.skip()
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def word(self) -> str:
        """The next token as an upper-case keyword; empty when it is something else."""
        self.skip()
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "word":
            return self.tokens[self.at].text.upper()
        return ""

    def take(self) -> str:
        text = self.peek()
        self.at += 1
        return text

    def until(self, *words: str) -> str:
        """Take tokens as text up to one of some keywords or an opening brace, at any depth 0."""
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if depth == 0 and (
                token.text in {"{", "}"} or (token.kind == "word" and token.text.upper() in words)
            ):
                break
            depth += (token.text in "([") - (token.text in ")]") if token.kind == "sign" else 0
            self.at += 1
        return self.since(start)

    def since(self, start: int) -> str:
        """The text of the tokens from one place to here."""
        return "".join(token.text for token in self.tokens[start : self.at]).strip()

    def balanced(self) -> str:
        """Take a bracketed text, brackets and nested groups included."""
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "sign":
                depth += (token.text in "({[") - (token.text in ")}]")
            self.at += 1
            if depth == 0 and token.kind not in _SILENT:
                break
        return self.since(start)

    def select(self) -> tuple[str, Select]:
        self.take()
        distinct = self.word() in {"DISTINCT", "REDUCED"}
        if distinct:
            self.take()
        head, star = self.head()
        datasets = self.until("WHERE")
        if self.word() == "WHERE":
            self.take()
        where = self.group()
        group_by = self.group_by()
        having = self.until(*(_AFTER - {"HAVING"})) if self.word() == "HAVING" else ""
        rest = self.rest()
        values = ""
        if self.word() == "VALUES":
            values = self.until() + self.balanced()
        return datasets, Select(distinct, head, star, where, group_by, having, rest, values)

    def head(self) -> tuple[list[tuple[str, str]], bool]:
        """The projection: (text, variable) for each item; True for `*`."""
        items: list[tuple[str, str]] = []
        while True:
            if self.peek() == "*":
                self.take()
                return [], True
            if self.peek() == "(":
                text = self.balanced()
                items.append((text, _last_variable(text)))
            elif self.peek()[:1] in {"?", "$"}:
                text = self.take()
                items.append((text, text[1:]))
            else:
                return items, False

    def group_by(self) -> list[tuple[str, str]]:
        if self.word() != "GROUP":
            return []
        self.take()
        self.take()
        items: list[tuple[str, str]] = []
        while self.peek() and self.peek() != "}" and self.word() not in _AFTER:
            if self.peek()[:1] in {"?", "$"}:
                text = self.take()
                items.append((text, text[1:]))
                continue
            text = self.balanced() if self.peek() == "(" else self.take() + self.balanced()
            named = " AS " in f" {' '.join(text.upper().split())} "
            items.append((text, _last_variable(text) if named and text.startswith("(") else ""))
        return items

    def rest(self) -> str:
        start = self.at
        while self.peek() and self.peek() != "}" and self.word() != "VALUES":
            if self.peek() in {"(", "{"}:
                self.balanced()
            else:
                self.take()
        return self.since(start)

    def group(self) -> Group:
        self.take()
        group, start = Group(), self.at
        if self.word() == "SELECT":
            select = self.select()[1]
            group.elements.append(SubSelect(select, self.since(start)))
        while self.peek() != "}":
            if not self.peek():
                raise ValueError("a brace is not closed")
            element = self.element()
            if element is not None:
                group.elements.append(element)
        group.text = self.since(start)
        self.take()
        return group

    def element(self) -> Element | None:
        if self.peek() == ".":
            self.take()
            return None
        if self.peek() == "{":
            return self.union()
        readers: dict[str, Callable[[], Element]] = {
            "OPTIONAL": lambda: Optional(self.after_word()),
            "MINUS": lambda: Minus(self.after_word()),
            "GRAPH": self.in_graph,
            "FILTER": self.filter,
            "BIND": lambda: Bind(f"{self.take()} {self.balanced()}"),
            "VALUES": lambda: Bind(self.until() + self.balanced()),
        }
        read = readers.get(self.word())
        return read() if read else Triples(self.triples())

    def after_word(self) -> Group:
        self.take()
        return self.group()

    def in_graph(self) -> InGraph:
        self.take()
        return InGraph(self.take(), self.group())

    def union(self) -> Union:
        groups = [self.group()]
        while self.word() == "UNION":
            self.take()
            groups.append(self.group())
        return Union(groups)

    def filter(self) -> Filter:
        start = self.at
        self.take()
        found = Filter("")
        if self.word() in {"EXISTS", "NOT"}:
            found.absent = self.word() == "NOT"
            self.take()
            if found.absent:
                self.take()
            group = self.group()
            found.exists = [] if found.absent else [group]
        else:
            if self.peek() != "(":
                self.take()
            inner = self.balanced()
            found.absent = "EXISTS" in _words(inner)
        found.text = self.since(start)
        return found

    def triples(self) -> str:
        start, depth = self.at, 0
        while self.peek():
            token = self.tokens[self.at]
            if depth == 0 and (
                token.text in {"{", "}"} or (token.kind == "word" and token.text.upper() in _STARTS)
            ):
                break
            if token.kind == "sign":
                depth += (token.text in "([") - (token.text in ")]")
            self.at += 1
        return self.since(start)


_STARTS = {"OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "SERVICE", "UNION"}


def _last_variable(text: str) -> str:
    names = [token.text[1:] for token in tokens(text) if token.kind == "variable"]
    return names[-1] if names else ""
