"""Places for all things: each component laid out on its own, then all packed into one sheet.

Small components are laid out by stress, in which labels find room; large ones by forces, whose work
grows with the number of things and not of pairs. Both begin from a fixed seed, and places are whole
numbers, so the same graph gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg.show.network.layout.sheet import packed
from kg.show.network.layout.stress import distances, stressed

# From so many things on, stress takes longer than a second.
_LARGE: Final = 300
# The sheet's area for each thing, in square pixels, and the gap between two dots.
_AREA: Final = 8_500
_GAP: Final = 14
_ROUNDS: Final = 40


def positions(
    things: Iterable[str], links: Iterable[tuple[str, str]]
) -> dict[str, tuple[int, int]]:
    """Return the place of every thing, in whole pixels, around the middle of the sheet."""
    neighbours: dict[str, set[str]] = {thing: set() for thing in sorted(things)}
    for one, other in links:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    sheets = [_component(members, neighbours) for members in _components(neighbours)]
    placed = packed(sheets)
    if not placed:
        return {}
    middle = [
        (min(p[i] for p in placed.values()) + max(p[i] for p in placed.values())) / 2
        for i in (0, 1)
    ]
    return {
        thing: (round(placed[thing][0] - middle[0]), round(placed[thing][1] - middle[1]))
        for thing in neighbours
    }


def _components(neighbours: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the members of every component, the largest component first."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for thing in neighbours:
        if thing not in seen:
            members = sorted(distances(thing, neighbours))
            seen.update(members)
            found.append(members)
    return sorted(found, key=lambda members: (-len(members), members))


def _component(
    members: list[str], neighbours: Mapping[str, set[str]]
) -> dict[str, tuple[float, float]]:
    if len(members) < _LARGE:
        return stressed(members, neighbours)
    return _forced(members, neighbours)


def _forced(
    members: list[str], neighbours: Mapping[str, set[str]]
) -> dict[str, tuple[float, float]]:
    """Return places by forces, as far apart as dots need."""
    import numpy as np

    from kg.show.network.layout.force import force
    from kg.show.network.layout.spread import spread

    number = {thing: place for place, thing in enumerate(members)}
    links = np.array([
        (number[one], number[other])
        for one in members for other in sorted(neighbours[one]) if one < other
    ])  # fmt: skip
    places = force(len(members), links)
    wide, high = np.ptp(places, axis=0)
    places *= np.sqrt(len(members) * _AREA / max(1e-9, wide * high))
    degree = np.minimum(60, np.bincount(links.ravel(), minlength=len(members)))
    dots = spread(places, 2 * (6 + 3.2 * np.sqrt(degree)) + _GAP, _ROUNDS)
    return {
        thing: (float(x), float(y)) for thing, (x, y) in zip(members, dots.tolist(), strict=True)
    }
