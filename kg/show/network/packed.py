"""A page's data made small: rows become columns, and the whole is compressed."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import msgspec

from kg.show.frame.visible import Json

# The least gain, in characters of JSON, for which numbers are written as steps.
_WORTH: Final = 0.8
# zlib's level 9 took twice as long as 6 and gained 2 per cent.
_LEVEL: Final = 6


def packed(data: Json) -> Json:
    """Return data as one text: columns, gzip (RFC 1952) and base64; `packed.js` opens it.

    The same data give the same text, and so do data of which parts are columns already.
    """
    content = _json({key: columns(value) for key, value in data.items()})
    made = gzip.compress(content, _LEVEL, mtime=0)
    return {"packed": base64.b64encode(made).decode("ascii")}


def columns(value: Any) -> Any:  # noqa: ANN401 (JSON is what it is)
    """Return JSON in which lists of like rows are columns.

    - the same text, number or truth value again and again: `{"$same": how often, "of": it}`
    - texts of which many are alike: `{"$words": [each once], "of": their numbers as a column}`
    - rows with the same keys: `{"$rows": how many, "of": {key: column}}`
    - lists: `{"$lists": [the length of each], "of": all their items as one column}`
    - lists of rising whole numbers: the same as `$rising`, each number less the one before
    - whole numbers that grow by little: `{"$steps": [each less the one before]}`
    """
    if not isinstance(value, list) or len(value) < 2:  # noqa: PLR2004
        return value
    if isinstance(value[0], str | int) and all(item == value[0] for item in value):
        return {"$same": len(value), "of": value[0]}
    kinds = {type(item) for item in value}
    return _COLUMNS[kinds.pop()](value) if len(kinds) == 1 and kinds <= _COLUMNS.keys() else value


def _rows(rows: list[Json]) -> Any:  # noqa: ANN401
    keys = list(rows[0])
    if any(list(row) != keys for row in rows):
        return rows
    return {"$rows": len(rows), "of": {key: columns([row[key] for row in rows]) for key in keys}}


def _words(texts: list[str]) -> Any:  # noqa: ANN401
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    if 2 * len(numbers) > len(texts):
        return texts
    return {"$words": list(numbers), "of": columns([numbers[text] for text in texts])}


def _lists(lists: list[list[Any]]) -> Json:
    lengths = columns([len(one) for one in lists])
    flat = columns([item for one in lists for item in one])
    made = {"$lists": lengths, "of": flat}
    if all(type(item) is int for one in lists for item in one):
        rising = [number - before for one in lists for before, number in pairwise([0, *one])]
        if min(rising, default=-1) >= 0 and len(_json(rising)) < len(_json(flat)):
            return {"$rising": lengths, "of": rising}
    return made


def _steps(numbers: list[int]) -> Any:  # noqa: ANN401
    steps = [number - before for before, number in pairwise([0, *numbers])]
    return {"$steps": steps} if len(_json(steps)) < _WORTH * len(_json(numbers)) else numbers


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)


_COLUMNS: Final[dict[type, Callable[[list[Any]], Any]]] = {
    str: _words,
    dict: _rows,
    list: _lists,
    int: _steps,
}
