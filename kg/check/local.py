"""Numbers and days in the way of one country or another: what each can mean."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_APART: Final = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")
_GROUPED: Final = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T].*)?")
_PLAIN: Final = re.compile(r"-?\d+(?:\.\d+)?")


def numbers_meant(text: str) -> list[str]:
    """Return the numbers that `2,5`, `1.200.000,50` or `1 200 000` can mean, as records have them.

    There are two where a comma may part thousands as well as decimals, and none for anything else.
    """
    bare = _APART.sub("", text.strip())
    if _PLAIN.fullmatch(bare):
        return [bare]
    swapped = bare.translate(str.maketrans(".,", ",."))
    found = [form.replace(",", "") for form in (bare, swapped) if _GROUPED.fullmatch(form)]
    if _PLAIN.fullmatch(swapped):
        found.append(swapped)
    return list(dict.fromkeys(found))


def days_meant(text: str) -> list[str]:
    """Return the days that `20/03/2025` or `20.3.2025` can mean, written 2025-03-20.

    There are two where day and month may stand in either order, and none for anything else.
    """
    written = text.strip()
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = map(int, found.groups())
        return _days(year, (month, day))
    if found := _DAY.fullmatch(written):
        one, point, other, year = found[1], found[2], found[3], int(found[4])
        orders = [(int(other), int(one)), (int(one), int(other))]
        return _days(year, *orders[: 1 if point == "." else 2])
    return []


def _days(year: int, *orders: tuple[int, int]) -> list[str]:
    found = []
    for month, day in orders:
        try:
            found.append(dt.date(year, month, day).isoformat())
        except ValueError:
            continue
    return list(dict.fromkeys(found))
