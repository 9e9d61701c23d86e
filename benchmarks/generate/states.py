"""What claims state, kind by kind: statements and facts, at the nodes that other claims use too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from benchmarks.generate.draw import Draw, Weighted, mixed
from benchmarks.generate.names import name
from benchmarks.generate.world import (
    PARTS,
    Record,
    World,
    actor,
    initiative,
    size,
    unit,
)  # fmt: skip

FIRST_DAY: Final = date(2021, 1, 4)
DAYS: Final = 1400
_STANCE: Final = Weighted(
    supports=30, opposes=18, demands=10, urges=8, considers=8, welcomes=6, rejects=6, doubts=6,
    warns=4, refuses=4,
)  # fmt: skip
_STATUS: Final = Weighted(
    under_way=30, planned=20, proposed=18, agreed=10, considered=8, announced=8, completed=4,
    rejected=2,
)  # fmt: skip
_STAGE: Final = Weighted(
    announced=30, committed=20, proposed=18, delivered=14, agreed=8, allocated=6, considered=4
)
_RELATION: Final = Weighted(
    negotiates_with=20, cooperates_with=20, supplies=14, competes_with=10, trains=8, finances=8,
    depends_on=8, threatens=6, learns_from=6,
)  # fmt: skip
_CRITERION: Final = Weighted(
    feasibility=20, importance=20, effectiveness=15, cost=15, progress=15, clarity=8, risk=7
)
_RATING: Final = Weighted(high=28, low=22, medium=16, very_high=12, unclear=10, none=6, higher=6)
_ROLE: Final = Weighted(attendee=60, speaker=15, chair=10, host=5, absent=10)
_CUE: Final = {
    "exact": "{}", "about": "about {}", "at-least": "at least {}", "up-to": "up to {}",
    "more-than": "more than {}", "nearly": "nearly {}",
}  # fmt: skip
_HEDGE: Final = Weighted(exact=55, about=18, at_least=8, up_to=7, more_than=8, nearly=4)


@dataclass(frozen=True)
class Told:
    """What one claim says: its kind, a sentence, and what it states."""

    kind: str
    sentence: str
    states: list[Record]


def told(world: World, draw: Draw, progress: float) -> Told:
    """Return what a claim says when that part (0 to 1) of the study's time has gone by."""
    return _TELLERS[_KIND.one(draw)](world, draw, progress)


def _stance(world: World, draw: Draw, progress: float) -> Told:
    holder, plan = draw.zipf(world.actors), draw.recent(progress, world.initiatives)
    # Most keep to their side; some tell it otherwise, so that stances clash.
    side = mixed(holder * 31 + plan, 3) % 2
    stance = ("supports", "opposes")[side] if draw.random() < 0.6 else _STANCE.one(draw)
    state = {"type": "Stance", "holder": actor(holder), "stance": stance}
    state["towards"] = initiative(plan)
    if draw.random() < 0.12:
        state["condition"] = f"scenario-{draw.zipf(world.scenarios)}"
    if draw.random() < 0.15:
        state["rationale"] = f"It would serve {name(draw.zipf(world.actors))}"
    return Told("assertion", f"{name(holder)} {stance} the plan {name(plan)}.", [state])


def _initiative(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.initiatives)
    state: Record = {"id": initiative(number), "type": "Initiative", "status": _STATUS.one(draw)}
    key = draw.one(("ledBy", "proposedBy", "beneficiary"))
    state[key] = actor(mixed(number, 4) % world.actors if draw.random() < 0.8
                       else draw.zipf(world.actors))  # fmt: skip
    state["concerns"] = f"item-{mixed(number, 5) % world.items}"
    if number >= PARTS and number % 3 == 0:
        state["partOf"] = initiative(number // PARTS)
    elif number >= PARTS and number % 3 == 1:
        state["variantOf"] = initiative(number // PARTS)
    return Told("plan", f"The plan {name(number)} is {state['status']}.", [state])


def _pledge(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.pledges)
    whole = number - number % PARTS
    states = [_one_pledge(world, draw, whole)]
    if number != whole:
        states.append({**_one_pledge(world, draw, number), "partOf": f"pledge-{whole}"})
    giver = name(mixed(whole, 6) % world.actors)
    return Told("commitment", f"{giver} pledges the package {name(number)}.", states)


def _one_pledge(world: World, draw: Draw, number: int) -> Record:
    giver = mixed(number, 6) % max(4, world.actors // 8)
    state: Record = {
        "id": f"pledge-{number}",
        "type": "Pledge",
        "label": f"Package {name(number)}",
        "pledgedBy": actor(giver),
        "pledgedTo": actor(mixed(number, 7) % 7),
        "stage": "announced" if draw.random() < 0.7 else _STAGE.one(draw),
        "under": initiative(number % world.initiatives),
    }
    _figure(state, draw, "amount", size(number, 8) * 1000)
    state["currency"] = ("EUR", "USD", "GBP")[number % 3]
    if number % 4 == 0:
        state["item"] = f"item-{number % world.items}"
    if number % 7 == 0:
        state["dated"] = _day(draw, number)
    return state


def _figure(state: Record, draw: Draw, key: str, true: int) -> None:
    """Put a figure into a statement, hedged as texts hedge it; one in twelve differs."""
    value = true if draw.random() < 11 / 12 else true + max(1, true // 10) * (1 + draw.below(4))
    hedge = _HEDGE.one(draw)
    if hedge == "exact":
        state[key] = value
    if hedge in {"about", "at-least", "more-than"}:
        state[f"{key}Min"] = value
    if hedge in {"about", "up-to", "nearly"}:
        state[f"{key}Max"] = value
    state["approximation"] = hedge
    state["printed"] = _CUE[hedge].format(f"{value:,}")


def _measurement(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.figures)
    indicator = mixed(number, 9) % world.indicators
    subject = int((world.actors + 1) ** (mixed(number, 10) / 2**32)) - 1
    counted = unit(indicator)
    state: Record = {"type": "Measurement", "indicator": f"indicator-{indicator}"}
    state["subject"] = actor(subject)
    year = FIRST_DAY.year + number % 4
    true = size(mixed(indicator, subject), year)
    _figure(state, draw, "value", true % 80 + 1 if counted == "percent" else true)
    state["unit"] = counted
    state["periodStart"], state["periodEnd"] = f"{year}-01-01", f"{year}-12-31"
    if number % 50 == 0:
        state["derived"], state["derivation"] = True, "Worked out from the parts."
    return Told("statistic", f"The indicator {name(indicator)} of {name(subject)}.", [state])


def _meeting(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.meetings)
    meeting: Record = {"id": f"meeting-{number}", "type": "Meeting", "dated": _day(draw, number)}
    meeting["place"] = f"place-{mixed(number, 12) % world.places}"
    meeting["agenda"] = initiative(number % world.initiatives)
    states = [meeting]
    for _ in range(1 + draw.below(3)):
        there: Record = {"type": "Participation", "participant": actor(draw.zipf(world.actors))}
        there["event"], there["role"] = meeting["id"], _ROLE.one(draw)
        states.append(there)
    return Told("assertion", f"The meeting {name(number)} takes place.", states)


def _day(draw: Draw, number: int) -> Record:
    day = FIRST_DAY + timedelta(mixed(number, 13) % DAYS + draw.below(2) * draw.below(2))
    if draw.random() < 0.2:
        end = day + timedelta(6)
        return {"earliest": f"{day}", "latest": f"{end}", "dateBasis": "window"}
    return {"date": f"{day}", "dateBasis": draw.one(("printed", "weekday-resolved"))}


def _membership(world: World, draw: Draw, progress: float) -> Told:  # noqa: ARG001
    member = draw.zipf(world.actors)
    state: Record = {"type": "Membership", "member": actor(member)}
    state["organization"] = actor(mixed(member, 14) % world.actors // 10 * 10 + 2)
    state["roleTitle"] = ("Minister", "Envoy", "Chair", "Delegate")[member % 4]
    return Told("assertion", f"{name(member)} holds the office of {state['roleTitle']}.", [state])


def _assessment(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.initiatives)
    state: Record = {"type": "Assessment", "assesses": initiative(number)}
    state["criterion"], state["rating"] = _CRITERION.one(draw), _RATING.one(draw)
    if state["rating"] == "higher":
        state["comparedWith"] = initiative(draw.zipf(world.initiatives))
    return Told("opinion", f"The {state['criterion']} of {name(number)} is judged.", [state])


def _relation(world: World, draw: Draw, progress: float) -> Told:  # noqa: ARG001
    one, other = draw.zipf(world.actors), draw.zipf(world.actors)
    state: Record = {"type": "Relation", "from": actor(one), "relation": _RELATION.one(draw)}
    state["to"] = actor(other)
    if draw.random() < 0.3:
        state["status"] = _STATUS.one(draw)
    if draw.random() < 0.3:
        state["item"] = f"item-{draw.zipf(world.items)}"
    return Told("assertion", f"{name(one)} {state['relation']} {name(other)}.", [state])


def _scenario(world: World, draw: Draw, progress: float) -> Told:
    number = draw.zipf(world.scenarios)
    state: Record = {"id": f"scenario-{number}", "type": "Scenario", "status": "possible"}
    state["concerns"] = initiative(draw.recent(progress, world.initiatives))
    return Told("conditional", f"The case {name(number)} may come about.", [state])


def _work(world: World, draw: Draw, progress: float) -> Told:
    number = draw.recent(progress, world.works)
    state: Record = {"id": f"work-{number}", "type": "Work"}
    state["authoredBy"] = actor(mixed(number, 15) % world.actors)
    state["concerns"] = initiative(draw.recent(progress, world.initiatives))
    return Told("assertion", f"The text {name(number)} deals with a plan.", [state])


def _item(world: World, draw: Draw, progress: float) -> Told:  # noqa: ARG001
    number = draw.zipf(world.items)
    state: Record = {"id": f"item-{number}", "type": "Item"}
    state[draw.one(("developedBy", "producedBy"))] = actor(draw.zipf(world.actors))
    return Told("assertion", f"{name(number)} is made.", [state])


_TELLERS: Final[dict[str, Callable[[World, Draw, float], Told]]] = {
    "stance": _stance, "measurement": _measurement, "pledge": _pledge, "relation": _relation,
    "meeting": _meeting, "assessment": _assessment, "initiative": _initiative,
    "membership": _membership, "scenario": _scenario, "work": _work, "item": _item,
}  # fmt: skip
_KIND: Final = Weighted(
    stance=20, measurement=18, pledge=14, relation=14, meeting=10, assessment=9, initiative=8,
    membership=3, scenario=2, work=1, item=1,
)  # fmt: skip
