"""A request for a saved query read: the values of its parameters, and how the answer is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from kg.query.saved import Saved
from kg.serve.protocol.operation import Fields
from kg.serve.web.faults import Fault

MOST: Final = 10_000
MOST_RECEIPTS: Final = 100
FEW: Final = 20
# What a request may say besides the parameters; a parameter of the same name comes first.
LIMIT, PAGE, WHY, FORMAT = "limit", "page", "why", "format"
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Asked:
    """How a saved query is asked; `limit` is 0 for all rows, pages count from 1."""

    saved: Saved
    values: Mapping[str, str]
    limit: int = 0
    page: int = 1
    why: bool = False
    format: str = ""

    @property
    def missing(self) -> bool:
        """Tell whether a value is missing without which it cannot be asked."""
        needed = (p for p in self.saved.parameters if p.default is None and not p.optional)
        return any(parameter.name not in self.values for parameter in needed)


def asked(saved: Saved, fields: Fields, ending: str = "") -> Asked:
    """Return how a saved query is asked; a value that is empty is not given.

    Raises:
        Fault: 400, a field is given twice, or is no number, or there is no such parameter.
    """
    own = {parameter.name for parameter in saved.parameters}
    for name, values in fields.items():
        if len(values) > 1:
            raise _bad(f"{name} is given {len(values)} times", "give it once")
    given = {name: values[0] for name, values in fields.items() if values[0]}
    told = {name: given.pop(name, "") for name in (LIMIT, PAGE, WHY, FORMAT) if name not in own}
    why = _choice(told, WHY, ("", "0", "1")) == "1"
    limit = _number(told, LIMIT, MOST_RECEIPTS if why else MOST)
    page = _number(told, PAGE, MOST) or 1
    if why:
        limit = limit or FEW
    if page > 1 and not limit:
        raise _bad("a page has a number of rows", "give limit, for example limit=100")
    return Asked(saved, given, limit, page, why, ending or told.get(FORMAT, ""))


def _number(told: Mapping[str, str], name: str, most: int) -> int:
    text = told.get(name, "")
    if not text:
        return 0
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= most:
        raise _bad(f"{name} is {text!r}", f"give a whole number from 1 to {most:,}")
    return int(text)


def _choice(told: Mapping[str, str], name: str, among: tuple[str, ...]) -> str:
    text = told.get(name, "")
    if text not in among:
        raise _bad(f"{name} is {text!r}", f"give one of: {', '.join(filter(None, among))}")
    return text


def _bad(what: str, cure: str) -> Fault:
    return Fault(HTTPStatus.BAD_REQUEST, what, cure)
