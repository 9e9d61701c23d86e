"""Places by stress: the distance on paper is to be like the number of links between.

Stochastic gradient descent on stress (Zheng, Pawar and Goodman 2018); then things are pushed off
each other until their labels have room. Plain Python and a fixed seed: 150 things take a quarter of
a second, 300 about one.
"""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Mapping
from typing import Final

_LINK: Final = 170.0
_ROOM: Final = (112.0, 88.0)
_ROUNDS: Final = 24
_UPDATES: Final = 2_000_000
_ASPECT: Final = 1.05

Point = list[float]


def distances(start: str, neighbours: Mapping[str, set[str]]) -> dict[str, int]:
    """Return how many links away each thing of a component is."""
    distance = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for other in neighbours[here]:
            if other not in distance:
                distance[other] = distance[here] + 1
                queue.append(other)
    return distance


def stressed(
    members: list[str], neighbours: Mapping[str, set[str]]
) -> dict[str, tuple[float, float]]:
    """Return a place for each member of a component, in pixels."""
    seed = random.Random(len(members))  # noqa: S311 (a layout, no secret)
    points = [[seed.random(), seed.random()] for _ in members]
    place = {thing: number for number, thing in enumerate(members)}
    pairs = [
        (place[one], place[other], float(away))
        for one in members
        for other, away in distances(one, neighbours).items()
        if place[one] < place[other]
    ]
    _descend(points, sorted(pairs), seed)
    _spread(points)
    return {thing: (x, y) for thing, (x, y) in zip(members, points, strict=True)}


def _descend(points: list[Point], pairs: list[tuple[int, int, float]], seed: random.Random) -> None:
    """Move pairs towards their distance, first boldly, then ever more finely."""
    if not pairs:
        return
    farthest = max(away for _, _, away in pairs)
    rounds = max(8, min(_ROUNDS, _UPDATES // len(pairs)))
    boldest, finest = farthest**2, 0.05
    decay = math.log(boldest / finest) / max(1, rounds - 1)
    for number in range(rounds):
        step = boldest * math.exp(-decay * number)
        seed.shuffle(pairs)
        for one, other, away in pairs:
            here, there = points[one], points[other]
            dx, dy = here[0] - there[0], here[1] - there[1]
            length = math.sqrt(dx * dx + dy * dy) or 1e-9
            pull = min(1.0, step / (away * away)) * (length - away) / (2 * length)
            here[0] -= pull * dx
            here[1] -= pull * dy
            there[0] += pull * dx
            there[1] += pull * dy
    for point in points:
        point[0] *= _LINK * _ASPECT**0.5
        point[1] *= _LINK / _ASPECT**0.5


def _spread(points: list[Point], rounds: int = 150) -> None:
    """Push things apart until each has room for a label, which is wider than it is high."""
    scaled = [[x / _ROOM[0], y / _ROOM[1]] for x, y in points]
    for _ in range(rounds):
        moves = [[0.0, 0.0] for _ in points]
        order = sorted(range(len(points)), key=lambda number: (scaled[number], number))
        crowded = False
        for rank, one in enumerate(order):
            x, y = scaled[one]
            for other in order[rank + 1 :]:
                across, along = scaled[other][0] - x, scaled[other][1] - y
                if across >= 1:
                    break
                apart = math.sqrt(across * across + along * along) or 1e-6
                if apart < 1:
                    crowded = True
                    push = 0.4 * (1 - apart) / apart
                    moves[one][0] -= push * across
                    moves[one][1] -= push * along
                    moves[other][0] += push * across
                    moves[other][1] += push * along
        if not crowded:
            break
        for point, (across, along) in zip(scaled, moves, strict=True):
            point[0] += across
            point[1] += along
    for point, (x, y) in zip(points, scaled, strict=True):
        point[:] = [x * _ROOM[0], y * _ROOM[1]]
