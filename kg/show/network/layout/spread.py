"""Room for each thing: pushed apart until none stands on another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_BESIDE: Final = ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1))
_DIGITS: Final = 6
_GOLDEN: Final = 2.399963229728653  # radians: no two of many turns by it point the same way


def spread(places: Points, room: Points, rounds: int) -> Points:
    """Return places at which two things are apart by the mean of their rooms, as far as rounds do.

    Only what is too close moves, so the picture keeps its shape.
    """
    import numpy as np

    # Things with the same neighbours may stand on one point; each is nudged its own way.
    turn = np.arange(len(places)) * _GOLDEN
    places = places + np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for _ in range(rounds):
        moves = np.zeros_like(places)
        for one, other in _near(places, float(room.max())):
            apart = places[other] - places[one]
            length = np.maximum(1e-6, np.sqrt(apart[:, 0] ** 2 + apart[:, 1] ** 2))
            short = (room[one] + room[other]) / 2 - length
            close = short > 0
            push = apart[close] * (0.45 * short[close] / length[close])[:, None]
            for axis in (0, 1):
                moves[:, axis] += np.bincount(other[close], push[:, axis], len(places))
                moves[:, axis] -= np.bincount(one[close], push[:, axis], len(places))
        if not moves.any():
            break
        places = np.round(places + moves, _DIGITS)
    return places


def _near(places: Points, reach: float) -> Iterator[tuple[Numbers, Numbers]]:
    """Give every pair of things that may be within reach, from cells as wide as it."""
    import numpy as np

    cell = np.floor((places - places.min(0)) / reach).astype(np.int64) + 1
    wide = int(cell[:, 1].max()) + 2
    key = cell[:, 0] * wide + cell[:, 1]
    order = np.argsort(key, kind="stable")
    filed = key[order]
    for across, along in _BESIDE:
        wanted = filed + across * wide + along
        first = np.searchsorted(filed, wanted)
        past = np.searchsorted(filed, wanted, side="right")
        if (across, along) == (0, 0):
            first = np.arange(len(order)) + 1
        spans = past - first
        one = np.repeat(order, spans)
        within = np.arange(spans.sum()) - np.repeat(np.cumsum(spans) - spans, spans)
        yield one, order[np.repeat(first, spans) + within]
