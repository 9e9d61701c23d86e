"""Packing: all components of a picture on one sheet, in rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

_ASPECT: Final = 1.05
_GAP: Final = 110.0

Place = tuple[float, float]


def packed(sheets: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Return all components on one sheet, in rows as wide as make it a landscape page."""
    placed: dict[str, Place] = {}
    boxes = [_box(sheet) for sheet in sheets]
    area = sum((wide + _GAP) * (high + _GAP) for _, _, wide, high in boxes)
    page = max([wide for _, _, wide, _ in boxes] + [math.sqrt(area * _ASPECT)], default=0.0)
    x = y = row = 0.0
    for sheet, (left, top, wide, high) in zip(sheets, boxes, strict=True):
        if x and x + wide > page:
            x, y, row = 0.0, y + row + _GAP, 0.0
        for thing, point in sheet.items():
            placed[thing] = (point[0] - left + x, point[1] - top + y)
        x += wide + _GAP
        row = max(row, high)
    return placed


def _box(sheet: Mapping[str, Place]) -> tuple[float, float, float, float]:
    """Return the left, top, width and height of a component."""
    across = [point[0] for point in sheet.values()]
    along = [point[1] for point in sheet.values()]
    return min(across), min(along), max(across) - min(across), max(along) - min(along)
