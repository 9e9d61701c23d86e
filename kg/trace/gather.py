"""The evidence of claims, put together from what the graph says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import Properties, iris, text
from kg.graph.opened import Graph
from kg.text import Span
from kg.trace.evidence import Correction, Evidence, Passage, Source, Step, Thing
from kg.trace.gathered import Gathered, Stated, gather, labels, states
from kg.words import KG, LABEL

_RELATED: Final = ("restates", "elaborates", "supports", "contrasts", "supersededBy")
# So many claims are read at once: what the graph says of them takes ten times the room of what is
# kept of it.
_AT_ONCE: Final = 2_000
InWords = tuple[str, str, str]


def evidence(graph: Graph, claims: Iterable[str]) -> dict[str, Evidence]:
    """Return the evidence of each claim by the claim's IRI; what is not a claim is left out."""
    return stating(graph, carried(graph, claims))


def carried(graph: Graph, claims: Iterable[str]) -> dict[str, Evidence]:
    """Return the same without what the claims state: who says so, and on what passage."""
    found: dict[str, Evidence] = {}
    for some in _blocks(sorted(set(claims))):
        gathered = gather(graph, some)
        published = {iri: gathered.source(iri) for iri in gathered.claims}
        sources = {iri: _source(gathered, iri) for iri in set(published.values())}
        for iri, source in published.items():
            found[iri] = _claim(gathered, iri, sources[source])
    return found


def stating(graph: Graph, claims: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return evidence by the claims' IRIs with what they state put in."""
    found: dict[str, Evidence] = {}
    for some in _blocks(claims):
        stated = states(graph, some)
        triples = [triple for rows in stated.values() for triple in rows]
        things = {iri for triple in triples for iri in (*triple[:2], *iris(triple[2:]))}
        told = labels(graph, things)
        for iri in some:
            rows = (_told(triple, told) for triple in stated.get(iri, []))
            found[iri] = replace(claims[iri], states=tuple(sorted(rows)))
    return found


def _blocks(claims: Iterable[str]) -> Iterator[list[str]]:
    left = iter(claims)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _told(triple: Stated, told: Mapping[str, Thing]) -> InWords:
    subject, prop, value = triple
    named = isinstance(value, ox.NamedNode)
    return told[subject].label, told[prop].label, told[value.value].label if named else value.value


def _claim(gathered: Gathered, iri: str, source: Source) -> Evidence:
    about = gathered.claims[iri]
    return Evidence(
        id=gathered.graph.id(iri),
        paraphrase=gathered.text(about, "paraphrase"),
        kind=gathered.concept(about, "kind"),
        certainty=gathered.concept(about, "certainty"),
        status=gathered.concept(about, "claimStatus"),
        status_reason=gathered.text(about, "statusReason"),
        note=gathered.text(about, "note"),
        source=source,
        chain=tuple(_chain(gathered, iri)),
        passage=_passage(gathered, iri),
        states=(),
        corrections=tuple(_corrections(gathered, iri)),
        related=tuple(
            (name, gathered.graph.id(other))
            for name in _RELATED
            for other in iris(about.get(KG + name, []))
        ),
    )


def _source(gathered: Gathered, iri: str) -> Source:
    about = gathered.sources.get(iri, {})
    name = gathered.graph.id(iri)
    publishers = gathered.things(about, "publisher")
    day, *bounds = (gathered.text(about, key) for key in ("date", "earliest", "latest"))
    return Source(
        id=name,
        label=text(about.get(LABEL, []), gathered.graph.manifest.language) or name,
        publisher=publishers[0] if publishers else Thing("", "unknown"),
        published=day or (" to ".join(bounds) if any(bounds) else ""),
        url=gathered.text(about, "url"),
        length=gathered.number(about, "length"),
        paragraphs=gathered.number(about, "paragraphs"),
        digest=gathered.text(about, "digest"),
    )


def _chain(gathered: Gathered, claim: str) -> Iterator[Step]:
    steps = gathered.steps.get(claim, [])
    for about in sorted(steps, key=lambda step: gathered.number(step, "position")):
        agents = gathered.things(about, "agent")
        ids, names = [agent.id for agent in agents], [agent.label for agent in agents]
        yield Step(
            agent=Thing(" ".join(ids), " and ".join(names)),
            cue=gathered.concept(about, "cue"),
            basis=gathered.concept(about, "basis"),
            through=next(iter(gathered.things(about, "through")), None),
            note=gathered.text(about, "note"),
        )


def _passage(gathered: Gathered, claim: str) -> Passage:
    found = gathered.passages.get(claim, [])
    about: Properties = found[0] if found else {}
    span = Span(gathered.number(about, "start"), gathered.number(about, "end"))
    first, last, frozen = (gathered.text(about, name) for name in ("first", "last", "digest"))
    copy = gathered.texts.get(gathered.source(claim))
    paragraph = gathered.number(about, "paragraph")
    return Passage.judged(copy, paragraph, span, first, last, frozen)


def _corrections(gathered: Gathered, claim: str) -> Iterator[Correction]:
    for about in gathered.corrections.get(claim, []):
        yield Correction(
            printed=gathered.text(about, "printed"),
            proposed=gathered.text(about, "proposed"),
            reason=gathered.text(about, "reason"),
            basis=gathered.concept(about, "basis"),
        )
