"""Sources with their claims, one after the other: passages, chains of speakers, links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Final

from benchmarks.generate.draw import Draw, Weighted
from benchmarks.generate.names import name
from benchmarks.generate.states import DAYS, FIRST_DAY, told
from benchmarks.generate.world import Record, World, actor, outlet, source, unnamed

_CLAIMS: Final = (8, 200)
_PER_PARAGRAPH: Final = 3
_PASSAGE: Final = 90
_LANGUAGES: Final = Weighted(en=50, de=12, fr=10, uk=10, pl=6, el=4, ru=4, ka=4)
_CERTAINTY: Final = Weighted(certain=70, probable=15, possible=10, underspecified=5)
_CUE: Final = Weighted(
    says=30, reports=15, according_to=15, announces=8, argues=8, writes=6, warns=5, estimates=5,
    tells=4, expects=4,
)  # fmt: skip
_STEPS: Final = Weighted(one=35, two=45, three=15, four=5)
_LENGTH: Final = {"one": 0, "two": 1, "three": 2, "four": 3}
_LINKS: Final = ("restates", "elaborates", "supports", "contrasts")


def articles(world: World, seed: int) -> Iterator[Record]:
    """Yield source records until they hold all claims of the world."""
    draw, number, done = Draw(seed), 0, 0
    while done < world.claims:
        least, most = _CLAIMS
        claims = min(max(least, int(draw.bell(3.5, 0.6))), most, world.claims - done)
        yield _article(world, draw, number, claims, done / world.claims)
        number, done = number + 1, done + claims


def _article(world: World, draw: Draw, number: int, claims: int, progress: float) -> Record:
    made, publisher = source(number), draw.zipf(world.outlets)
    day = FIRST_DAY + timedelta(int(progress * DAYS))
    return {
        "id": made,
        "type": "Article",
        "label": f"{name(publisher)} of {day}, no. {number}",
        "publisher": outlet(publisher),
        "publisherBasis": "printed",
        "published": {"printed": f"{day}", "date": f"{day}", "dateBasis": "printed"},
        "language": _LANGUAGES.one(draw),
        "length": (claims + 1) * _PASSAGE * 2,
        "paragraphs": claims // _PER_PARAGRAPH + 1,
        "digest": _digest(made),
        "claims": [_claim(world, draw, made, place, progress) for place in range(claims)],
    }


def _claim(world: World, draw: Draw, made: str, place: int, progress: float) -> Record:
    said, start = told(world, draw, progress), place * _PASSAGE * 2
    claim: Record = {
        "id": f"{made}/c{place}",
        "type": "Claim",
        "paraphrase": said.sentence,
        "kind": said.kind,
        "certainty": _CERTAINTY.one(draw),
        "passage": {
            "paragraph": place // _PER_PARAGRAPH + 1,
            "first": "Lorem ipsum",
            "last": "dolor sit",
            "start": start,
            "end": start + _PASSAGE,
            "digest": _digest(f"{made} {place}"),
        },
        "states": said.states,
    }
    steps = _LENGTH[_STEPS.one(draw)]
    if steps:
        claim["attribution"] = [_step(world, draw) for _ in range(steps)]
    if place and draw.random() < 0.1:
        claim[draw.one(_LINKS)] = [f"{made}/c{draw.below(place)}"]
    _afterwards(draw, claim)
    return claim


def _step(world: World, draw: Draw) -> Record:
    agent, by_chance = draw.zipf(world.actors), draw.random()
    if by_chance < 0.06 and agent + 10 < world.actors:
        return {"agent": unnamed(agent), "cue": "unnamed-sources", "basis": "printed"}
    step: Record = {"agent": actor(agent), "cue": _CUE.one(draw)}
    step["basis"] = "printed" if by_chance < 0.8 else "carried-over"
    if by_chance > 0.92:
        step["through"] = f"work-{draw.zipf(world.works)}"
    return step


def _afterwards(draw: Draw, claim: Record) -> None:
    """Let a few claims be corrected, or no longer be in force."""
    by_chance, first = draw.random(), claim["states"][0]
    if by_chance < 0.01:
        claim["claimStatus"] = "superseded" if by_chance < 0.007 else "retracted"
        claim["statusReason"] = "Coded anew."
    elif by_chance < 0.015 and "id" in first and "printed" in first:
        claim["corrections"] = [
            {"corrects": first["id"], "printed": first["printed"], "proposed": "another figure",
             "reason": "It does not fit the parts.", "basis": "inferred"}
        ]  # fmt: skip


def _digest(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"
