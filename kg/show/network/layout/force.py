"""Places for large components: linked things pull, all things push, by Fourier transform.

Begun by pivot MDS (Brandes and Pich 2007) on the number of links between things; then forces as in
ForceAtlas2 (Jacomy and others 2014): a link pulls by its length, two things push by their degrees
over their distance. The push of all on all is a convolution, so it is computed on a grid with the
fast Fourier transform: the work grows with the number of things, not of pairs.

Every round ends rounded, so that a last bit that another processor computes otherwise cannot grow
into another picture. For the same reason nothing here is a matrix product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Links = NDArray[np.int64]

_PIVOTS: Final = 40
_POWERS: Final = 60
_ROUNDS: Final = 110
_GRIDS: Final = ((64, 0.4), (128, 0.85), (256, 1.0))  # cells a side, and until which part of rounds
_PUSH: Final = 0.9
_GRAVITY: Final = 0.02
_HEAT: Final = (0.08, 0.0015)  # the longest step as a part of the picture, first and last
_DIGITS: Final = 9


def force(count: int, links: Links) -> Points:
    """Return places for the things 0 … count - 1 of one component; links are rows of two numbers.

    The unit is arbitrary; the same links give the same places.
    """
    import numpy as np

    degree = np.bincount(links.ravel(), minlength=count).astype(float)
    mass = 1 + degree
    places = _start(count, links)
    kernels = {cells: _kernel(cells) for cells, _ in _GRIDS}
    size = float(np.sqrt(mass.sum() * _PUSH))
    places *= size / max(1e-9, float(np.abs(places).max()))
    for number in range(_ROUNDS):
        part = (number + 1) / _ROUNDS
        cells = next(cells for cells, until in _GRIDS if part <= until)
        move = _pushed(places, mass, cells, kernels[cells]) * (_PUSH * mass)[:, None]
        move += _pulled(places, links, count)
        move -= places * (_GRAVITY * mass)[:, None]
        move /= mass[:, None]
        length = np.maximum(1e-12, np.sqrt(move[:, 0] ** 2 + move[:, 1] ** 2))
        extent = float(np.ptp(places, axis=0).max())
        heat = extent * _HEAT[0] * (_HEAT[1] / _HEAT[0]) ** part
        places += move * np.minimum(0.5, heat / length)[:, None]
        places = np.round(places, _DIGITS)
    return places


def _start(count: int, links: Links) -> Points:
    """Return places by pivot MDS: how far things are from some, as two coordinates."""
    import numpy as np

    away = _distances(count, links)
    squares = away**2
    centred = squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean()
    inner = np.einsum("ni,nj->ij", centred, centred)
    axes: list[Any] = []
    for number in range(2):
        axis = np.cos(np.arange(inner.shape[0]) * (1.7 + number))
        for _ in range(_POWERS):
            axis = np.einsum("ij,j->i", inner, axis)
            for other in axes:
                axis -= (axis * other).sum() * other
            axis /= max(1e-12, float(np.sqrt((axis**2).sum())))
        axes.append(np.round(axis, _DIGITS))
    places = np.stack([np.einsum("ni,i->n", centred, axis) for axis in axes], axis=1)
    places /= max(1e-9, float(np.abs(places).max()))
    # Things that are alike in their distances would stand on each other: a seeded nudge.
    turn = np.arange(count) * 2.399963229728653
    spiral = np.sqrt((np.arange(count) + 1) / count)[:, None]
    nudge = np.stack([np.cos(turn), np.sin(turn)], axis=1) * spiral * 0.05
    return np.asarray(np.round(places + nudge, _DIGITS))


def _distances(count: int, links: Links) -> Points:
    """Return how many links each thing is from some pivots, each the farthest from those before."""
    import numpy as np

    both = np.concatenate([links, links[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    first = np.searchsorted(both[:, 0], np.arange(count + 1))
    pivot = int(np.argmax(np.diff(first)))
    found = []
    nearest = np.full(count, np.inf)
    for _ in range(min(_PIVOTS, count)):
        away = np.full(count, -1)
        away[pivot] = step = 0
        edge = np.array([pivot])
        while edge.size:
            step += 1
            spans = first[edge + 1] - first[edge]
            within = np.arange(spans.sum()) - np.repeat(np.cumsum(spans) - spans, spans)
            near = both[np.repeat(first[edge], spans) + within, 1]
            edge = np.unique(near[away[near] < 0])
            away[edge] = step
        found.append(away.astype(float))
        nearest = np.minimum(nearest, away)
        pivot = int(np.argmax(nearest))
    return np.stack(found, axis=1)


def _kernel(cells: int) -> Any:  # noqa: ANN401 (two complex arrays)
    """Return the transform of the push of one cell on all others, which falls with the distance."""
    import numpy as np

    steps = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
    across, along = np.meshgrid(steps, steps, indexing="ij")
    square = across**2 + along**2 + 0.25
    return np.fft.rfft2(across / square), np.fft.rfft2(along / square)


def _pushed(places: Points, mass: Points, cells: int, kernel: Any) -> Points:  # noqa: ANN401
    """Return the push of all things on each, for a thing of mass 1."""
    import numpy as np

    low = places.min(0)
    cell = float(np.ptp(places, axis=0).max()) / (cells - 1.001) or 1.0
    spot = (places - low) / cell
    corner = spot.astype(np.int64)
    rest = spot - corner
    index, share = [], []
    for dx in (0, 1):
        for dy in (0, 1):
            index.append((corner[:, 0] + dx) * 2 * cells + corner[:, 1] + dy)
            beside = (rest[:, 0] if dx else 1 - rest[:, 0]) * (rest[:, 1] if dy else 1 - rest[:, 1])
            share.append(beside)
    spread = np.bincount(
        np.concatenate(index), np.concatenate([one * mass for one in share]), 4 * cells * cells
    )
    changed = np.fft.rfft2(spread.reshape(2 * cells, 2 * cells))
    move = np.zeros_like(places)
    for axis in (0, 1):
        field = np.fft.irfft2(changed * kernel[axis], (2 * cells, 2 * cells)).ravel()
        move[:, axis] = sum(field[at] * part for at, part in zip(index, share, strict=True))
    return move / cell


def _pulled(places: Points, links: Links, count: int) -> Points:
    """Return the pull of each thing's links."""
    import numpy as np

    apart = places[links[:, 1]] - places[links[:, 0]]
    return np.stack(
        [
            np.bincount(links[:, 0], apart[:, axis], count)
            - np.bincount(links[:, 1], apart[:, axis], count)
            for axis in (0, 1)
        ],
        axis=1,
    )
