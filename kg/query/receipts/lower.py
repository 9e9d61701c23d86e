"""Triples blocks broken into the patterns that they stand for: blank nodes named, paths undone."""

from __future__ import annotations

from collections.abc import Iterable

from kg.query.anatomy.triples import HIDDEN, Word, triples
from kg.query.receipts.parts import Triples
from kg.query.receipts.paths import (
    Alternative,
    Inverse,
    Link,
    Negated,
    Path,
    Repeated,
    Sequence,
    path,
)
from kg.query.receipts.plan import Choice, Edge, Names, Node, Part, Plain, Way
from kg.words import TYPE


class Lower:
    """Breaks down the blocks of one query; every variable it makes begins with `hidden`."""

    def __init__(self, query: str) -> None:
        """Find a beginning of names that the query does not use."""
        self.query = query
        self.hidden = HIDDEN
        while self.hidden in query:
            self.hidden += "_"
        self._made = 0

    def fresh(self, kind: str) -> str:
        """Return a new name of a variable."""
        self._made += 1
        return f"{self.hidden}{kind}{self._made}"

    def block(self, block: Triples) -> list[Node]:
        """Return the patterns of a block.

        Raises:
            ValueError: it holds a collection, or goes beyond SPARQL 1.1.
        """
        made: list[Node] = []
        for pattern in triples(self.query, block.tokens):
            subject, value = self._term(pattern.subject), self._term(pattern.object)
            verb = pattern.verb
            if verb.kind == "variable":
                made.append(Edge(subject, verb.sparql, value))
            else:
                made += self.walk(subject, path(verb.sparql), value)
        return made

    def walk(self, start: str, way: Path, end: str) -> list[Node]:
        """Return the patterns that a path between two ends stands for."""
        match way:
            case Link(prop):
                return [Edge(start, prop, end)]
            case Inverse(inner):
                return self.walk(end, inner, start)
            case Sequence(paths):
                middles = [f"?{self.fresh('v')}" for _ in paths[1:]]
                stops = [start, *middles, end]
                steps = zip(stops, paths, stops[1:], strict=False)
                return [
                    node for one, inner, other in steps for node in self.walk(one, inner, other)
                ]
            case Alternative(paths):
                return [Choice(tuple(self.part(self.walk(start, one, end)) for one in paths))]
            case Negated():
                return [Choice(tuple(self._any_but(start, way, end)))]
            case Repeated(inner):
                x, y = self.fresh("v"), self.fresh("v")
                step = self.part(self.walk(f"?{x}", inner, f"?{y}"))
                ends = [text[1:] if variables(text) else self.fresh("v") for text in (start, end)]
                pairs = zip((start, end), ends, strict=True)
                kept = [Plain(f"BIND({t} AS ?{name})") for t, name in pairs if not variables(t)]
                return [*kept, Way(start, way, end, ends[0], ends[1], step, x, y)]

    def part(self, nodes: Iterable[Node]) -> Part:
        """Return a part of patterns only."""
        made = tuple(nodes)
        names = frozenset().union(*(bound(node)[0] for node in made))
        sure = frozenset().union(*(bound(node)[1] for node in made))
        return Part(made, names, sure, sure, self.fresh("m"))

    def _any_but(self, start: str, way: Negated, end: str) -> Iterable[Part]:
        ways = ((start, way.forwards, end), (end, way.backwards, start))
        for one, refused, other in ways:
            if refused or (one is start and not way.backwards):
                prop = f"?{self.fresh('v')}"
                test = Plain(f"FILTER({prop} NOT IN ({', '.join(refused)}))")
                yield self.part([Edge(one, prop, other), test])

    def _term(self, word: Word) -> str:
        if word.kind == "list":
            raise ValueError("a collection (…) in a pattern cannot be looked up")
        if word.kind == "blank":
            return f"?{self.hidden}{word.sparql.removeprefix(f'?{HIDDEN}')}"
        return word.sparql if word.kind != "a" else f"<{TYPE}>"


def variables(*texts: str) -> Names:
    """Return the names of those texts that are variables."""
    return frozenset(text[1:] for text in texts if text[:1] in {"?", "$"})


def bound(node: Node) -> tuple[Names, Names]:
    """Return the variables that a pattern, or a choice of them, may bind, and always binds."""
    match node:
        case Edge(subject, prop, value):
            names = variables(subject, prop, value)
            return names, names
        case Way(subject=subject, object=value):
            names = variables(subject, value)
            return names, names
        case Choice(parts):
            names = frozenset().union(*(part.names for part in parts))
            return names, frozenset.intersection(*(part.sure for part in parts))
        case _:
            return frozenset(), frozenset()
