"""How each class of things looks: a shape as well as a colour (Okabe and Ito's)."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.words import KG


class Look(NamedTuple):
    """A class's shape (one that vis-network knows), colour, and name in the plural."""

    shape: str
    colour: str
    plural: str


LOOKS: Final[dict[str, Look]] = {
    f"{KG}Person": Look("dot", "#E69F00", "People"),
    f"{KG}Organization": Look("square", "#0072B2", "Organizations"),
    f"{KG}Group": Look("hexagon", "#56B4E9", "Groups"),
    f"{KG}Initiative": Look("triangle", "#009E73", "Initiatives"),
    f"{KG}Pledge": Look("diamond", "#F0E442", "Pledges"),
    f"{KG}Meeting": Look("star", "#D55E00", "Meetings"),
    f"{KG}Event": Look("triangleDown", "#D55E00", "Events"),
    f"{KG}Item": Look("square", "#CC79A7", "Items"),
    f"{KG}Work": Look("hexagon", "#CC79A7", "Works cited"),
    f"{KG}Place": Look("triangleDown", "#009E73", "Places"),
    f"{KG}Indicator": Look("dot", "#8C8C8C", "Indicators"),
    f"{KG}Scenario": Look("diamond", "#8C8C8C", "Scenarios"),
}
OTHER: Final = Look("dot", "#BFBFBF", "Other")

FAMILIES: Final[dict[str, str]] = {
    "Stance": "Stances",
    "Relation": "Relations",
    "Pledge": "Pledges not drawn as things",
    "Participation": "Attendance",
    "Membership": "Offices and membership",
    "Assessment": "Assessments",
    "Measurement": "Figures",
    "Property": "Plain links",
    "Query": "Rows of the query",
    "Found": "Found by the query",
}


def rank(iri: str) -> int:
    """Return where a class comes in the legend."""
    return list(LOOKS).index(iri) if iri in LOOKS else len(LOOKS)
