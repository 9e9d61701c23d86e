"""Places for things that are held back at first: beside their neighbours, where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from kg.show.network.near import Neighbours

Place = tuple[int, int]

_ROOM: Final = (110, 64)


def beside(
    things: Iterable[str], neighbours: Neighbours, placed: Mapping[str, Place]
) -> dict[str, Place]:
    """Return a place for each thing, on a grid of free spots, the first thing nearest.

    What is placed stays where it is, so that a picture does not move when more of it is shown. A
    thing stands outwards of its neighbours, as seen from the middle of the picture.
    """
    taken = {_cell(place) for place in placed.values()}
    centre = _middle(placed.values())
    found: dict[str, Place] = {}
    for thing in things:
        anchors = [placed[other] for other in sorted(neighbours.get(thing, ())) if other in placed]
        wanted = _outwards(_middle(anchors), centre) if anchors else centre
        across, along = _cell(wanted)
        cell = next(
            (across + x, along + y) for x, y in _rings() if (across + x, along + y) not in taken
        )
        taken.add(cell)
        found[thing] = (cell[0] * _ROOM[0], cell[1] * _ROOM[1])
    return found


def _cell(place: Place) -> Place:
    return round(place[0] / _ROOM[0]), round(place[1] / _ROOM[1])


def _middle(places: Iterable[Place]) -> Place:
    known = list(places) or [(0, 0)]
    return (
        round(sum(x for x, _ in known) / len(known)),
        round(sum(y for _, y in known) / len(known)),
    )


def _outwards(place: Place, centre: Place) -> Place:
    """Return a place one room farther from the centre."""
    across, along = place[0] - centre[0], place[1] - centre[1]
    length = math.hypot(across, along) or 1.0
    return round(place[0] + across / length * _ROOM[0]), round(place[1] + along / length * _ROOM[1])


def _rings() -> Iterator[Place]:
    """Yield the cells around the origin, the nearest first, without end."""
    for radius in count():
        ring = [
            (x, y)
            for x in range(-radius, radius + 1)
            for y in range(-radius, radius + 1)
            if max(abs(x), abs(y)) == radius
        ]
        yield from sorted(ring, key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell))
