"""Some claims, and what others state of the same, read with a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.site.read import (
    ABOUT,
    OF_SOURCES,
    Read,
    Stated,
    dataset,
    in_order,
    is_page,
    mentioned,
    names,
    place,
    rank,
)  # fmt: skip
from kg.show.words import Words
from kg.trace.evidence import Evidence
from kg.trace.gather import evidence
from kg.words import KG

QUERIES: Final = Path(__file__).parent / "queries"
_NETWORK: Final = Path(__file__).parents[1] / "network" / "queries"
# So many claims beside those that are asked for may state something of the same.
_BESIDE: Final = 300

_Rows = Iterable[tuple[Term | None, ...]]
Ties = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Wanted:
    """What to read: claims, and of what they state only what touches a thing, if one is named.

    `named` are things whose printed names are read as well, `beside` claims that are read without
    what else is stated of the same; `tied` asks for the claims that these hang together with.
    `carried` is an article: of the things in it it is read whether others speak of them.
    """

    claims: Sequence[str]
    touching: str = ""
    named: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    tied: bool = False
    carried: str = ""


@dataclass(frozen=True)
class Part:
    """What was read; `beside` is how many claims that state something of the same were left out."""

    read: Read
    beside: int


def read_part(graph: Graph, wanted: Wanted) -> Part:
    """Return what the pages of a site tell of some claims; attached texts are not looked at."""
    words = Words(graph)
    tied = _tied(_ties(graph, wanted.claims)[0], wanted.claims) if wanted.tied else ()
    stated = in_order(ask(graph, _NETWORK / "stated.rq", claim=wanted.claims))
    wide = in_order(ask(graph, _NETWORK / "stating.rq", subject=_subjects(stated, wanted.touching)))
    beside = sorted({row.claim for rows in wide.values() for row in rows} - {*wanted.claims})
    kept = {*wanted.claims, *wanted.beside, *tied, *beside[:_BESIDE]}
    ties, about, was_about = _ties(graph, kept)
    others = in_order(ask(graph, _NETWORK / "stated.rq", claim=kept.difference(wanted.claims)))
    whole = _merged(kept, stated, wide, others)
    found = evidence(graph.textless(), kept)
    named = {wanted.carried} - {""}
    sources = {graph.iri(claim.source.id).value for claim in found.values()}
    speakers = set(_speakers(graph, found.values()))
    words.learn(mentioned(whole) | sources | speakers | {*about, *was_about, *wanted.named, *named})
    words.learn(f"{KG}{name}" for name in OF_SOURCES)
    things = tuple(sorted(_things(words)))
    return Part(
        Read(
            graph=graph,
            words=words,
            claims={iri: found[iri] for iri in sorted(found, key=lambda iri: place(found[iri]))},
            sources=tuple(sorted(sources | named)),
            things=things,
            stated=whole,
            names=names(ask(graph, QUERIES / "names.rq", thing=wanted.named), words),
            ties=ties,
            about={thing: sorted(claims & found.keys()) for thing, claims in about.items()},
            was_about={thing: sorted(told & found.keys()) for thing, told in was_about.items()},
            dataset=dataset(graph),
            publishers={
                graph.iri(one.source.id).value: one.source.publisher.id for one in found.values()
            },
            elsewhere=_elsewhere(graph, wanted.carried, things) if wanted.carried else {},
        ),
        max(0, len(beside) - _BESIDE),
    )


def _subjects(stated: Mapping[str, list[Stated]], touching: str) -> set[str]:
    if not touching:
        return set(stated)
    return {
        subject
        for subject, rows in stated.items()
        if subject == touching or any(row.object.value == touching for row in rows)
    }


def _merged(kept: set[str], *found: Mapping[str, list[Stated]]) -> dict[str, list[Stated]]:
    """Return all rows of the claims that are kept, each once, in the order of reading."""
    rows = {row: None for one in found for told in one.values() for row in told}
    by_subject: dict[str, list[Stated]] = defaultdict(list)
    for row in rows:
        if row.claim in kept:
            by_subject[row.subject].append(row)
    return {subject: sorted(told, key=rank) for subject, told in sorted(by_subject.items())}


def _ties(
    graph: Graph, claims: Iterable[str]
) -> tuple[Ties, dict[str, set[str]], dict[str, set[str]]]:
    """Return how claims hang together with others, and which are, or were, about each thing."""
    ties: dict[str, set[tuple[str, str]]] = defaultdict(set)
    about: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in ABOUT}
    asked = set(claims)
    for row in ask(graph, QUERIES / "tied.rq", claim=asked, other=asked):
        claim, how, other = ("" if term is None else term.value for term in row)
        name = how.removeprefix(KG)
        if name in about:
            about[name][other].add(claim)
        else:
            ties[claim].add((name, other))
    now, before = (about[name] for name in ABOUT)
    return {claim: sorted(found) for claim, found in ties.items()}, now, before


def _tied(ties: Ties, claims: Iterable[str]) -> set[str]:
    """Return the claims that hang together with the given ones."""
    mine = set(claims)
    ends = ({claim, other} for claim, found in ties.items() for _, other in found)
    return {one for both in ends if both & mine for one in both} - mine


def _speakers(graph: Graph, claims: Iterable[Evidence]) -> Iterator[str]:
    """Yield everyone and every work in the claims' chains, and the publishers."""
    for claim in claims:
        works = (step.through.id for step in claim.chain if step.through)
        agents = (name for step in claim.chain for name in step.agent.id.split())
        for name in {*works, *agents, claim.source.publisher.id} - {""}:
            yield graph.iri(name).value


def _things(words: Words) -> Iterator[str]:
    """Yield what has a page as a thing, of all that is known."""
    return (iri for iri in words if is_page(iri, set(words.types(iri)), words))


def _elsewhere(graph: Graph, here: str, things: Iterable[str]) -> dict[str, bool]:
    """Return of which things other articles speak too; false where it publishes all these itself.

    Of most it is enough to count; to name the articles of those that claims speak of most takes
    seconds.
    """
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for thing, where, count in ask(graph, QUERIES / "elsewhere.rq", thing=things, here=[here]):
        if thing is not None and where is not None and count is not None:
            times[thing.value][where.value] = int(count.value)
    found = {thing: True for thing in things if times[thing]["all"] > times[thing]["here"]}
    publishing = [thing for thing in found if times[thing]["publishes"]]
    found |= dict.fromkeys(publishing, False)
    for thing, source in ask(graph, QUERIES / "foreign.rq", thing=publishing):
        if thing is not None and source is not None and source.value != here:
            found[thing.value] = True
    return found
