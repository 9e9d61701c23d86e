"""From what claims state to links between two things: statement nodes become labelled links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, NamedTuple

from kg.graph.ask import Properties, iris
from kg.graph.engine import Term
from kg.show.network.model import Fact
from kg.show.network.wording import Wording, facets, facts, wording
from kg.show.words import PLEDGE, Words
from kg.words import KG, LABEL, TYPE

PROPERTY: Final = "Property"
ASSESSMENT: Final = f"{KG}Assessment"

# The two ends of a statement node's link, and the pairs of ends that make further links.
_ENDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "Stance": (("holder", "towards"), ("holder", "concerns")),
    "Relation": (("from", "to"), ("from", "item"), ("from", "concerns"), ("from", "place")),
    "Participation": (("participant", "event"),),
    "Membership": (("member", "organization"),),
    "Assessment": (("assessor", "assesses"), ("assesses", "comparedWith")),
    "Measurement": (("subject", "indicator"), ("subject", "comparedWith"), ("subject", "item")),
    "Pledge": (("pledgedBy", "pledgedTo"),),
}


# What each claim states of each subject: by (subject, claim), its properties.
Stated = dict[tuple[str, str], Properties]


def rows_of(rows: Iterable[tuple[Term | None, ...]]) -> Stated:
    """Return rows of claim, subject, property and object by their subject and claim."""
    found: Stated = {}
    for claim, subject, prop, value in rows:
        if claim is not None and subject is not None and prop is not None and value is not None:
            about = found.setdefault((subject.value, claim.value), {})
            about.setdefault(prop.value, []).append(value)
    return found


def objects_of(stated: Stated) -> set[str]:
    """Return everything that statements point at."""
    values = {value for about in stated.values() for of in about.values() for value in of}
    return set(iris(values))


class Link(NamedTuple):
    """One thing that one claim says from one thing to another; see `Statement`.

    `subject` is the node that says it: a stance, a relation, a pledge; a plain property has none.
    """

    source: str
    target: str
    family: str
    wording: Wording
    claim: str
    via: str = ""
    subject: str = ""


class Said(NamedTuple):
    """What claims say, sorted out: links between things, and facts about single ones."""

    links: list[Link]
    facts: dict[str, tuple[Fact, ...]]

    def neighbours(self) -> dict[str, set[str]]:
        """Return each thing's neighbours."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if link.source != link.target:
                found[link.source].add(link.target)
                found[link.target].add(link.source)
        return found


class _Made(NamedTuple):
    """What a node makes by a claim: links, and facts with the thing that each is told of."""

    links: list[Link]
    facts: list[tuple[str, tuple[str, str]]]


def said(stated: Stated, words: Words, voices: Mapping[str, set[str]] | None = None) -> Said:
    """Return the links and facts that triples make; `words` must know every thing in them.

    `voices` gives for each claim of an assessment who publishes its article. What an article judges
    in its own voice is told of the thing it judges, for links from the narrator to everything hide
    the rest. What claims state alike is sorted out once.
    """
    pointed_at = objects_of(stated)
    alike: dict[tuple[Any, ...], _Made] = {}
    links: list[Link] = []
    loose: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for (subject, claim), rows in stated.items():
        about = _in_order(rows)
        own = frozenset((voices or {}).get(claim, ()))
        key = (subject, own, *((prop, *values) for prop, values in about.items()))
        if key not in alike:
            inner = subject in pointed_at
            alike[key] = _made(subject, claim, about, words, own, inner=inner)
        links += [link._replace(claim=claim) for link in alike[key].links]
        for owner, fact in alike[key].facts:
            loose[owner][fact].append(claim)
    return Said(links, {thing: _merged(rows) for thing, rows in sorted(loose.items())})


def _in_order(about: Properties) -> Properties:
    """Return properties and their values sorted, so that nothing hangs on the engine's order."""
    return {
        prop: sorted(about[prop], key=str) if len(about[prop]) > 1 else about[prop]
        for prop in sorted(about)
    }


def _made(
    subject: str,
    claim: str,
    about: Properties,
    words: Words,
    voices: frozenset[str],
    *,
    inner: bool,
) -> _Made:
    """Return what a node makes by one claim; `inner` is a node that another points at."""
    if words.is_statement(subject) and not inner:
        made = list(collapsed(subject, claim, about, words))
        own = {link.source for link in made} & voices
        if own and made[0].family == "Assessment":
            judged = [link for link in made if link.source in own]
            whole = len(made) == len(judged)
            facts_of = [_judged(link, words) for link in judged] if whole else []
            return _Made([link for link in made if link.source not in own], facts_of)
        return _Made(made, [] if made else list(_one_ended(subject, about, words)))
    if words.is_thing(subject):
        rest = facts(_without_things(about, words), words)
        return _Made(list(direct(subject, claim, about, words)), [(subject, row) for row in rest])
    return _Made([], [])


def collapsed(subject: str, claim: str, about: Properties, words: Words) -> Iterator[Link]:
    """Yield the links of a statement node, each pair of its ends once."""
    for family in _families(subject, words):
        main = _ENDS[family][0]
        for place, (one, other) in enumerate(_ENDS[family]):
            pairs = product(_things(about, one, words), _things(about, other, words))
            for source, target in pairs:
                words_on_it = wording(family, about, {one, other, *main}, words)
                if place and family != "Assessment":
                    besides = f"{words_on_it.label} · {words.label(KG + other)}"
                    words_on_it = words_on_it._replace(label=besides)
                via = subject if family == "Pledge" else ""
                yield Link(source, target, family, words_on_it, claim, via, subject)


def _families(subject: str, words: Words) -> list[str]:
    names = (iri.removeprefix(KG) for iri in words.types(subject) if iri.startswith(KG))
    return sorted(name for name in names if name in _ENDS)


def _things(about: Properties, name: str, words: Words) -> list[str]:
    return [iri for iri in iris(about.get(KG + name, [])) if words.is_thing(iri)]


def _one_ended(
    subject: str, about: Properties, words: Words
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield a statement that links no two things as a fact about each thing it names."""
    owners = {iri for prop in about for iri in iris(about[prop]) if prop != TYPE}
    for owner in sorted(owner for owner in owners if words.is_thing(owner)):
        yield owner, (words.label(words.type(subject)), words.label(subject))


def _judged(link: Link, words: Words) -> tuple[str, tuple[str, str]]:
    """Return an assessment as a fact about what it assesses."""
    return link.target, (link.wording.label, f"says {words.label(link.source)}")


def direct(subject: str, claim: str, about: Properties, words: Words) -> Iterator[Link]:
    """Yield the links that a thing's own properties make, and a pledge's link from end to end."""
    stage = facets(about, words)
    for prop, values in about.items():
        if prop == TYPE:
            continue
        for target in iris(values):
            if words.is_thing(target):
                plain = Wording(words.label(prop), facets=stage)
                yield Link(subject, target, PROPERTY, plain, claim)
    if PLEDGE in words.types(subject):
        yield from collapsed(subject, claim, about, words)


def _without_things(about: Properties, words: Words) -> Properties:
    """Return a thing's properties without those that are links, its class and its label."""
    kept = {
        prop: [v for v in values if not (iris([v]) and words.is_thing(iris([v])[0]))]
        for prop, values in about.items()
        if prop not in {TYPE, LABEL}
    }
    return {prop: values for prop, values in kept.items() if values}


def _merged(rows: dict[tuple[str, str], list[str]]) -> tuple[Fact, ...]:
    return tuple(
        Fact(label, value, tuple(sorted(set(claims))))
        for (label, value), claims in sorted(rows.items())
    )
