"""Patterns that nothing in this graph matches, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.graph.opened import Graph
from kg.query.anatomy.pattern import Pattern, Word
from kg.query.anatomy.read import Read, significant
from kg.query.anatomy.scope import Scene, patterns
from kg.query.lint.advice import Advice
from kg.query.lint.asked import Asked
from kg.query.lint.causes import Causes
from kg.query.lint.probes import present
from kg.words import TYPE

_NAMED: Final = {"iri", "name"}


def matches(graph: Graph, made: Read, found: Sequence[Scene], seconds: float) -> list[Advice]:
    """Return advice on each pattern, and each class with a property, that has no match at all.

    Nothing is said of what could not be found out within some seconds.
    """
    if made.datasets:
        return []
    asked = [one for scene in found for one in _asked(made, scene)]
    single = {str(place): one.text() for place, one in enumerate(asked)}
    known = present(graph, made.prologue, single)
    absent = [asked[int(key)] for key, there in known.items() if not there]
    causes = Causes(graph, made, seconds)
    told = [advice for one in absent for advice in causes.of(one)]
    there = [one for place, one in enumerate(asked) if known.get(str(place)) and one.needed]
    return [*told, *_apart(graph, made, there, causes, seconds)]


def _asked(made: Read, scene: Scene) -> Iterator[Asked]:
    for pattern in patterns(made, scene.group):
        if pattern.verb.kind == "path":
            steps = list(_steps(pattern.verb))
            for step in steps:
                one = Pattern(_any("s"), step, _any("o"))
                plain = not set("*?|!(") & {t.text for t in significant(pattern.verb.text)}
                yield Asked(one, scene, scene.needed and plain)
        elif any(word.kind not in {"variable", "blank"} for word in pattern.words):
            yield Asked(pattern, scene, scene.needed)


def _any(name: str) -> Word:
    return Word("variable", f"?{name}", 0, f"?__kg_{name}")


def _steps(path: Word) -> Iterator[Word]:
    """Yield the properties of a path, but not those that it excludes."""
    excluded = 0
    tokens = significant(path.text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and before.text == "!":
            excluded = 1 if token.text == "(" else -1
        if token.kind in _NAMED and excluded == 0:
            yield Word(token.kind, token.text, path.start + token.start, token.text)
        if token.text == ")" or excluded == -1:
            excluded = 0


def is_type(word: Word, made: Read, graph: Graph) -> bool:
    """Tell whether a verb is `a`, or rdf:type in full."""
    plain = word.text in {"a", f"<{TYPE}>", "rdf:type"}
    return plain and (word.kind != "name" or "rdf" in graph.prefixes or "rdf:" in made.prologue)


def _apart(
    graph: Graph, made: Read, asked: Iterable[Asked], causes: Causes, seconds: float
) -> Iterator[Advice]:
    """Yield advice on properties that no thing of the class has that is asked for."""
    asked = list(asked)
    pairs: list[tuple[Asked, Asked]] = []
    for kind in asked:
        if is_type(kind.pattern.verb, made, graph) and kind.pattern.object.kind in _NAMED:
            name = kind.pattern.subject.variable
            pairs += [(kind, other) for other in asked if name and _meets(kind, other, name)]
    texts = {
        str(place): kind.text(f"{kind.pattern.sparql} . {other.pattern.sparql}")
        for place, (kind, other) in enumerate(pairs)
    }
    for key, there in present(graph, made.prologue, texts, seconds).items():
        if not there:
            yield causes.apart(*pairs[int(key)])


def _meets(kind: Asked, other: Asked, name: str) -> bool:
    """Tell whether a pattern speaks of the thing of a class, in the same SELECT and GRAPH."""
    ends = {other.pattern.subject.variable, other.pattern.object.variable}
    same = other.scene.select is kind.scene.select and other.scene.graph == kind.scene.graph
    return same and name in ends and other is not kind and other.pattern.verb.kind in _NAMED
