"""What a network page holds, read back: a reading of the packed data of its own."""

from __future__ import annotations

import base64
import gzip
import json
import re
from itertools import accumulate
from typing import Any


def data_of(html: str) -> dict[str, Any]:
    """Return the data of a page, as its scripts find them."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html)
    assert found
    return opened(json.loads(found[1]))


def opened(packed: dict[str, Any]) -> dict[str, Any]:
    """Return the data that `kg.show.network.packed.packed` made small."""
    made = json.loads(gzip.decompress(base64.b64decode(packed["packed"])))
    return {key: unpacked(value) for key, value in made.items()}


def unpacked(value: Any) -> Any:  # noqa: PLR0911
    """Return the rows that `kg.show.network.packed.columns` made columns of."""
    if not isinstance(value, dict):
        return value
    if "$rows" in value:
        columns = {key: unpacked(column) for key, column in value["of"].items()}
        return [
            {key: column[row] for key, column in columns.items()} for row in range(value["$rows"])
        ]
    if "$same" in value:
        return [value["of"]] * value["$same"]
    if "$words" in value:
        return [value["$words"][number] for number in unpacked(value["of"])]
    if "$steps" in value:
        return list(accumulate(value["$steps"]))
    if "$lists" in value or "$rising" in value:
        lengths = unpacked(value.get("$lists", value.get("$rising")))
        ends = list(accumulate(lengths))
        items = unpacked(value["of"])
        lists = [items[end - length : end] for end, length in zip(ends, lengths, strict=True)]
        return [list(accumulate(one)) for one in lists] if "$rising" in value else lists
    return {key: unpacked(item) for key, item in value.items()}
