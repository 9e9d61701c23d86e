"""Why a pattern has no match: an unknown word, the wrong way round, the wrong language or place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from kg.errors import KgError, LimitError
from kg.graph.opened import Graph
from kg.graph.search.alike import things_like
from kg.query.anatomy.pattern import Word
from kg.query.anatomy.read import Read
from kg.query.declared import prefixes
from kg.query.lint.advice import Advice, advice, around
from kg.query.lint.asked import Asked
from kg.query.lint.near import alike, near, question, written
from kg.query.lint.probes import present, rows
from kg.query.vocab import Vocabulary
from kg.sparql import tokens
from kg.words import TYPE

_FEW: Final = 4
_NAMED: Final = {"iri", "name"}
_LISTED: Final = "kg shell completes what there is"
_VALUES: Final = (
    "SELECT ?v (COUNT(*) AS ?n) {{ ?s {verb} ?v }} GROUP BY ?v ORDER BY DESC(?n) LIMIT 4"
)
_LIKE: Final = (
    "SELECT DISTINCT ?v {{ ?s {verb} ?v "
    "FILTER(?v = {value} || CONTAINS(LCASE(STR(?v)), LCASE(STR({value})))) }} LIMIT 50"
)
_HOLDERS: Final = (
    "SELECT ?__kg_c (COUNT(*) AS ?__kg_n) {{ {pattern} . {thing} a ?__kg_c }} "
    "GROUP BY ?__kg_c ORDER BY DESC(?__kg_n) LIMIT 4"
)


@dataclass
class Causes:
    """Finds out why patterns of one query have no match in a graph."""

    graph: Graph
    made: Read
    seconds: float

    @cached_property
    def words(self) -> Vocabulary:
        """Return the words of the graph; they are looked up when the first one is missed."""
        return Vocabulary(self.graph, self.seconds)

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return {**self.graph.prefixes, **prefixes(tokens(self.made.prologue))}

    def of(self, asked: Asked) -> Iterator[Advice]:
        """Yield the cause why a pattern has no match; none for one that may well have none."""
        subject, verb, value = asked.pattern.words
        probes = {
            "verb": f"?s {verb.sparql} ?o",
            "verb known": f"{{ {verb.sparql} ?a ?b }} UNION {{ ?c ?d {verb.sparql} }}",
            "subject": _mentioned(subject),
            "value": _mentioned(value),
            "default": asked.pattern.sparql,
            "reversed": f"{value.sparql} {verb.sparql} {subject.sparql}",
        }
        if verb.kind in {"a", "variable"}:
            del probes["verb known"]
        if value.kind == "literal":
            del probes["reversed"]
        known = present(self.graph, self.made.prologue, probes)
        if len(known) == len(probes):
            yield from self._cause(asked, known)

    def _cause(self, asked: Asked, known: Mapping[str, bool]) -> Iterator[Advice]:
        """Yield the first cause that fits, from the most certain one on."""
        _, verb, value = asked.pattern.words
        of_class = value.kind in _NAMED and self._iri(verb) == TYPE
        if known["default"]:
            what = f"{verb.text} {value.text} stands nowhere in {asked.scene.graph}"
            cure = "claims' graphs hold what claims state; ask for the record outside of GRAPH"
            yield advice(self.made, around(verb, value), "not-in-graph", what, cure)
        elif not known["verb"]:
            if asked.needed or not known.get("verb known", True):
                yield self._property(verb)
        elif of_class:
            if asked.needed or not known["value"]:
                yield self._class(value)
        elif unknown := _unknown(asked, known):
            yield self._thing(unknown)
        elif asked.needed:
            yield self._value(asked, reverse=known.get("reversed", False))

    def apart(self, kind: Asked, other: Asked) -> Advice:
        """Return advice on a property that nothing of a class has."""
        subject, verb, value = other.pattern.words
        turned = f"{value.sparql} {verb.sparql} {subject.sparql}"
        joined = f"{kind.pattern.sparql} . {turned}"
        if present(self.graph, self.made.prologue, {"": joined}, self.seconds).get(""):
            return self._turn(other)
        name = kind.pattern.subject
        pattern = f"{subject.sparql} {verb.sparql} {value.sparql}"
        holders = self._counted(_HOLDERS.format(pattern=pattern, thing=name.sparql))
        role = "has" if subject.variable == name.variable else "is the value of"
        what = f"no {kind.pattern.object.text} {role} {verb.text} in this graph"
        cure = f"{role} {verb.text}: {holders}" if holders else "ask for one of them"
        return advice(self.made, around(verb), "never-together", what, f"what {cure}")

    def _property(self, verb: Word) -> Advice:
        iri, used = self._iri(verb), self.words.properties
        cure = self._redefined(verb) or question(
            self.graph, near(iri, used, self.words)[:_FEW], used
        )
        what = f"nothing in this graph has {verb.text}"
        return advice(self.made, around(verb), "no-such-property", what, cure or _LISTED)

    def _class(self, value: Word) -> Advice:
        iri, used = self._iri(value), self.words.classes
        found = near(iri, used, self.words)[:_FEW]
        cure = self._redefined(value) or question(self.graph, found, used)
        if iri in self.words.narrower and found:
            told = question(self.graph, found, used)[len("did you mean ") : -1]
            cure = f"its kinds are used here: {told}; for all: a/rdfs:subClassOf* {value.text}"
        what = f"nothing in this graph is a {value.text}"
        return advice(self.made, around(value), "no-such-class", what, cure or _LISTED)

    def _redefined(self, word: Word) -> str:
        """Return the cure where the query gives a known prefix another meaning; else nothing."""
        prefix = word.text.partition(":")[0]
        known, said = self.graph.prefixes.get(prefix), self._prefixes.get(prefix)
        if word.kind != "name" or known in (None, said):
            return ""
        return f"the query makes {prefix}: <{said}>, this graph has <{known}>: leave its PREFIX out"

    def _thing(self, word: Word) -> Advice:
        iri = self._iri(word)
        things = {thing for thing, _ in things_like(self.graph, self.graph.id(iri))}
        known = [*self.words.concepts, *(things or self.words.named)]
        place = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
        found = alike(iri, [name for name in known if name.startswith(place)])
        what = f"{word.text} is unknown to this graph"
        cure = question(self.graph, found) or "kg queries and kg info show what there is"
        return advice(self.made, around(word), "no-such-thing", what, cure)

    def _value(self, asked: Asked, *, reverse: bool) -> Advice:
        subject, verb, value = asked.pattern.words
        if reverse:
            return self._turn(asked)
        if value.kind == "literal":
            like = self._like(verb, value)
            cure = f"there is {', '.join(like)}" if like else self._labelled(verb)
            what = f"{verb.text} never has the value {value.text}"
            return advice(self.made, around(verb, value), "no-such-value", what, cure)
        held = self._counted(_VALUES.format(verb=verb.sparql))
        what = f"no {subject.text} has {verb.text} {value.text} in this graph"
        if subject.kind == "variable":
            what = f"nothing has {verb.text} {value.text} in this graph"
        return advice(
            self.made, around(verb, value), "never-together", what, f"{verb.text} has {held}"
        )

    def _turn(self, asked: Asked) -> Advice:
        subject, verb, value = asked.pattern.words
        what = f"{verb.text} leads the other way"
        cure = f"write {value.text} {verb.text} {subject.text}"
        return advice(self.made, around(verb), "wrong-direction", what, cure)

    def _like(self, verb: Word, value: Word) -> list[str]:
        """Return the values of a property that hold a text, nearest first, as one writes them."""
        text = f"{self.made.prologue}\n{_LIKE.format(verb=verb.sparql, value=value.sparql)}"
        try:
            found = [row[0] for row in rows(self.graph, text, self.seconds)]
        except LimitError:
            return []
        literals = [term for term in found if isinstance(term, ox.Literal)]
        literals.sort(key=lambda term: (len(term.value), str(term)))
        return [str(term) for term in literals[:3]]

    def _labelled(self, verb: Word) -> str:
        """Return the way to what a property leads to: things have labels and are no texts."""
        held = self._counted(_VALUES.format(verb=verb.sparql))
        if not held or held.startswith('"'):
            return "kg shell completes what there is"
        label = "skos:prefLabel or rdfs:label"
        return f"{verb.text} leads to things: {held}; their words are behind /{label}"

    def _counted(self, text: str) -> str:
        """Return the rows of a question as `kg:a (3), kg:b (2)`."""
        try:
            found = list(rows(self.graph, f"{self.made.prologue}\n{text}", self.seconds))
        except LimitError:
            return ""
        told = [
            (written(self.graph, t.value) if isinstance(t, ox.NamedNode) else str(t), int(n.value))
            for t, n in found
            if t is not None and isinstance(n, ox.Literal)
        ]
        return ", ".join(f"{name} ({number:,})" for name, number in told)

    def _iri(self, word: Word) -> str:
        if word.kind == "a":
            return TYPE
        if word.kind == "iri":
            return word.text[1:-1]
        prefix, _, name = word.text.partition(":")
        try:
            return ox.NamedNode(self._prefixes.get(prefix, "") + name).value
        except (ValueError, KgError):
            return word.text


def _unknown(asked: Asked, known: Mapping[str, bool]) -> Word | None:
    """Return the thing in a pattern of which the graph says nothing at all."""
    subject, _, value = asked.pattern.words
    if subject.kind in _NAMED and not known["subject"]:
        return subject
    return value if value.kind in _NAMED and not known["value"] else None


def _mentioned(word: Word) -> str:
    """Return a pattern that matches where a term is spoken of at all."""
    if word.kind in _NAMED:
        return f"{{ {word.sparql} ?a ?b }} UNION {{ ?c ?d {word.sparql} }}"
    return "?a ?b ?c"
