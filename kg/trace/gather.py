"""Gathering the evidence of claims from a graph: a fixed few queries, however many claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.ask import Properties, ask, iris, properties, text
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.passages import judge
from kg.records.texts import attached_text
from kg.text import Span
from kg.trace.evidence import Correction, Evidence, Passage, Source, Step, Thing
from kg.words import KG, LABEL, TYPE

_QUERIES = Path(__file__).parent / "queries"
_RELATED = ("restates", "elaborates", "supports", "contrasts")
_HIDDEN = {TYPE, LABEL}


def evidence(graph: Graph, claims: Iterable[str]) -> dict[str, Evidence]:
    """Return the evidence of each claim by the claim's IRI; what is not a claim is left out."""
    gathering = _gather(graph, sorted(set(claims)))
    return {iri: gathering.claim(iri) for iri in gathering.claims}


def labels(graph: Graph, things: Iterable[str]) -> dict[str, Thing]:
    """Return each thing by its IRI, named by its label in the graph's language, else by its id."""
    found = properties(graph, _QUERIES / "labels.rq", things)
    return {iri: _named(graph, iri, found.get(iri, {})) for iri in things}


def _named(graph: Graph, iri: str, about: Properties) -> Thing:
    values = [value for found in about.values() for value in found]
    name = graph.id(iri)
    return Thing(name, text(values, graph.manifest.language) or name)


@dataclass
class _Gathering:
    """Everything the queries gave, and how it is put together."""

    graph: Graph
    claims: dict[str, Properties]
    parts: dict[str, dict[str, Properties]]
    sources: dict[str, Properties]
    states: dict[str, list[tuple[str, str, Term]]]
    named: dict[str, Properties]
    texts: dict[str, str | None]

    def claim(self, iri: str) -> Evidence:
        about = self.claims[iri]
        source = iris(about.get(f"{KG}publishedIn", []))[0]
        return Evidence(
            id=self.graph.id(iri),
            paraphrase=self._text(about, "paraphrase"),
            kind=self._concept(about, "kind"),
            certainty=self._concept(about, "certainty"),
            status=self._concept(about, "claimStatus"),
            status_reason=self._text(about, "statusReason"),
            note=self._text(about, "note"),
            source=self._source(source),
            chain=tuple(self._chain(iri)),
            passage=self._passage(iri, source),
            states=tuple(self._stated(iri)),
            corrections=tuple(self._corrections(iri)),
            related=tuple(
                (name, self.graph.id(other))
                for name in _RELATED
                for other in iris(about.get(KG + name, []))
            ),
        )

    def thing(self, iri: str) -> Thing:
        return _named(self.graph, iri, self.named.get(iri, {}))

    def _text(self, about: Properties, name: str) -> str:
        return text(about.get(KG + name, []), self.graph.manifest.language)

    def _number(self, about: Properties, name: str) -> int:
        return int(self._text(about, name) or 0)

    def _concept(self, about: Properties, name: str) -> str:
        found = iris(about.get(KG + name, []))
        return self.thing(found[0]).label if found else ""

    def _things(self, about: Properties, name: str) -> list[Thing]:
        return [self.thing(iri) for iri in iris(about.get(KG + name, []))]

    def _of_class(self, claim: str, name: str) -> list[Properties]:
        parts = self.parts.get(claim, {})
        return [parts[p] for p in sorted(parts) if KG + name in iris(parts[p].get(TYPE, []))]

    def _source(self, iri: str) -> Source:
        about = self.sources.get(iri, {})
        publishers = self._things(about, "publisher")
        days = [self._text(about, name) for name in ("date", "earliest", "latest")]
        window = f"{days[1]} to {days[2]}" if days[1] or days[2] else ""
        return Source(
            id=self.graph.id(iri),
            label=text(about.get(LABEL, []), self.graph.manifest.language) or self.graph.id(iri),
            publisher=publishers[0] if publishers else Thing("", "unknown"),
            published=days[0] or window,
            url=self._text(about, "url"),
            length=self._number(about, "length"),
            paragraphs=self._number(about, "paragraphs"),
        )

    def _chain(self, claim: str) -> Iterable[Step]:
        steps = self._of_class(claim, "AttributionStep")
        for about in sorted(steps, key=lambda step: self._number(step, "position")):
            agents = self._things(about, "agent")
            through = self._things(about, "through")
            yield Step(
                agent=Thing(
                    " ".join(agent.id for agent in agents),
                    " and ".join(agent.label for agent in agents),
                ),
                cue=self._concept(about, "cue"),
                basis=self._concept(about, "basis"),
                through=through[0] if through else None,
                note=self._text(about, "note"),
            )

    def _passage(self, claim: str, source: str) -> Passage:
        found = self._of_class(claim, "Passage")
        about: Properties = found[0] if found else {}
        span = Span(self._number(about, "start"), self._number(about, "end"))
        first, copy = self._text(about, "first"), self.texts.get(source)
        verdict = judge(copy, span, self._text(about, "digest"), first)
        words = copy[slice(*verdict.span)] if copy and verdict.span else None
        place = verdict.span or span
        return Passage(
            paragraph=self._number(about, "paragraph"),
            start=place.start,
            end=place.end,
            first=first,
            last=self._text(about, "last"),
            grade=verdict.grade,
            text=words,
        )

    def _corrections(self, claim: str) -> Iterable[Correction]:
        for about in self._of_class(claim, "Correction"):
            yield Correction(
                printed=self._text(about, "printed"),
                proposed=self._text(about, "proposed"),
                reason=self._text(about, "reason"),
                basis=self._concept(about, "basis"),
            )

    def _stated(self, claim: str) -> Iterable[tuple[str, str, str]]:
        rows = []
        for subject, prop, value in self.states.get(claim, []):
            if prop not in _HIDDEN:
                told = self.thing(value.value).label if isinstance(value, ox.NamedNode) else ""
                literal = value.value if isinstance(value, ox.Literal) else ""
                rows.append((self.thing(subject).label, self.thing(prop).label, told or literal))
        return sorted(rows)


def _gather(graph: Graph, claims: list[str]) -> _Gathering:
    found = properties(graph, _QUERIES / "claims.rq", claims)
    sources = {iri for about in found.values() for iri in iris(about.get(f"{KG}publishedIn", []))}
    real = {iri for iri, about in found.items() if f"{KG}publishedIn" in about}
    parts = _parts(graph, real)
    articles = properties(graph, _QUERIES / "sources.rq", sources)
    states = _states(graph, real)
    named = {iri for about in [*found.values(), *articles.values()] for v in about.values()
             for iri in iris(v)}  # fmt: skip
    named |= {iri for claim in parts.values() for p in claim.values() for v in p.values()
              for iri in iris(v)}  # fmt: skip
    for rows in states.values():
        for subject, prop, value in rows:
            named |= {subject, prop, *iris([value])}
    return _Gathering(
        graph=graph,
        claims={iri: found[iri] for iri in sorted(real)},
        parts=parts,
        sources=articles,
        states=states,
        named=properties(graph, _QUERIES / "labels.rq", named),
        texts={iri: attached_text(graph.folder, graph.id(iri)) for iri in sources},
    )


def _parts(graph: Graph, claims: Iterable[str]) -> dict[str, dict[str, Properties]]:
    parts: dict[str, dict[str, Properties]] = {}
    for claim, part, prop, value in ask(graph, _QUERIES / "parts.rq", claim=claims):
        if claim is not None and part is not None and prop is not None and value is not None:
            about = parts.setdefault(claim.value, {}).setdefault(part.value, {})
            about.setdefault(prop.value, []).append(value)
    return parts


def _states(graph: Graph, claims: Iterable[str]) -> dict[str, list[tuple[str, str, Term]]]:
    states: dict[str, list[tuple[str, str, Term]]] = {}
    for claim, subject, prop, value in ask(graph, _QUERIES / "states.rq", claim=claims):
        if claim is not None and subject is not None and prop is not None and value is not None:
            states.setdefault(claim.value, []).append((subject.value, prop.value, value))
    return states
