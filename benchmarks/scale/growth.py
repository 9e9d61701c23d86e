"""How cost grows with size: the exponent of the straight line through the logarithms of both."""

from __future__ import annotations

import math
from collections.abc import Mapping


def slope(costs: Mapping[int, float]) -> float | None:
    """Return the exponent by least squares: 1 is in step with the size; nothing below two sizes."""
    points = [(math.log(size), math.log(cost)) for size, cost in costs.items() if cost > 0]
    if len(points) < 2:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    wide = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / wide
