"""Which of several media types a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

_RANGE: Final = re.compile(
    r"\s*(?P<type>[^\s;,/]+)/(?P<subtype>[^\s;,]+)\s*(?P<rest>;.*)?", re.DOTALL
)
_WEIGHT: Final = re.compile(
    r";\s*q\s*=\s*(?P<q>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE
)
_HAS_WEIGHT: Final = re.compile(r";\s*q\s*=", re.IGNORECASE)
_MOST: Final = 100


class _Range(NamedTuple):
    """A media range: how exact it is (2 a type, 1 a family, 0 everything) and its weight."""

    name: str
    exactness: int
    weight: float


def accepted(headers: Iterable[str], offers: Sequence[str]) -> str | None:
    """Return the offer with the highest weight, the first of those that are alike, or None.

    The most exact range that fits an offer gives its weight. Parameters other than `q` are not
    looked at; a part that is no media range is passed over. No header takes everything.
    """
    ranges = list(_ranges(",".join(headers)))
    if not ranges:
        return offers[0] if offers else None
    weighed = [(_weight(offer, ranges), offer) for offer in offers]
    best = max((weight for weight, _ in weighed), default=0.0)
    return next((offer for weight, offer in weighed if weight == best), None) if best > 0 else None


def _weight(offer: str, ranges: Sequence[_Range]) -> float:
    family = offer.partition("/")[0]
    names = {offer: 2, f"{family}/*": 1, "*/*": 0}
    fitting = [found for found in ranges if found.name in names]
    exact = max((found.exactness for found in fitting), default=0)
    return max((found.weight for found in fitting if found.exactness == exact), default=0.0)


def _ranges(header: str) -> Iterator[_Range]:
    for part in header.split(",")[:_MOST]:
        match = _RANGE.fullmatch(part)
        rest = (match["rest"] or "") if match else ""
        weight = _WEIGHT.search(rest)
        if match is None or (_HAS_WEIGHT.search(rest) and weight is None):
            continue
        kind, subtype = match["type"].lower(), match["subtype"].lower()
        exactness = (kind != "*") + (subtype != "*")
        yield _Range(f"{kind}/{subtype}", exactness, float(weight["q"]) if weight else 1.0)
