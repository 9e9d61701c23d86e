"""The evidence of claims, put together from what the graph says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.ask import Properties, iris, text
from kg.graph.opened import Graph
from kg.text import Span
from kg.trace.evidence import Correction, Evidence, Passage, Source, Step, Thing
from kg.trace.gathered import Gathered, gather
from kg.words import KG, LABEL

_RELATED = ("restates", "elaborates", "supports", "contrasts", "supersededBy")


def evidence(graph: Graph, claims: Iterable[str]) -> dict[str, Evidence]:
    """Return the evidence of each claim by the claim's IRI; what is not a claim is left out."""
    gathered = gather(graph, claims)
    return {iri: _claim(gathered, iri) for iri in gathered.claims}


def _claim(gathered: Gathered, iri: str) -> Evidence:
    about = gathered.claims[iri]
    return Evidence(
        id=gathered.graph.id(iri),
        paraphrase=gathered.text(about, "paraphrase"),
        kind=gathered.concept(about, "kind"),
        certainty=gathered.concept(about, "certainty"),
        status=gathered.concept(about, "claimStatus"),
        status_reason=gathered.text(about, "statusReason"),
        note=gathered.text(about, "note"),
        source=_source(gathered, gathered.source(iri)),
        chain=tuple(_chain(gathered, iri)),
        passage=_passage(gathered, iri),
        states=tuple(sorted(_stated(gathered, iri))),
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
    steps = gathered.of_class(claim, "AttributionStep")
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
    found = gathered.of_class(claim, "Passage")
    about: Properties = found[0] if found else {}
    span = Span(gathered.number(about, "start"), gathered.number(about, "end"))
    first, last, frozen = (gathered.text(about, name) for name in ("first", "last", "digest"))
    copy = gathered.texts.get(gathered.source(claim))
    paragraph = gathered.number(about, "paragraph")
    return Passage.judged(copy, paragraph, span, first, last, frozen)


def _corrections(gathered: Gathered, claim: str) -> Iterator[Correction]:
    for about in gathered.of_class(claim, "Correction"):
        yield Correction(
            printed=gathered.text(about, "printed"),
            proposed=gathered.text(about, "proposed"),
            reason=gathered.text(about, "reason"),
            basis=gathered.concept(about, "basis"),
        )


def _stated(gathered: Gathered, claim: str) -> Iterator[tuple[str, str, str]]:
    for subject, prop, value in gathered.states.get(claim, []):
        named = isinstance(value, ox.NamedNode)
        told = gathered.thing(value.value).label if named else value.value
        yield gathered.thing(subject).label, gathered.thing(prop).label, told
