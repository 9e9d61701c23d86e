"""How a statement reads on a link: a few words, whether it is so, and on which side it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from kg.graph.ask import Properties, iris
from kg.show.words import Words
from kg.words import KG, LABEL, TYPE

_FOR: Final = {
    "supports",
    "prioritises",
    "welcomes",
    "recognises",
    "interested",
    "urges",
    "demands",
}
_AGAINST: Final = {
    "opposes", "rejects", "refuses", "objects", "denies", "ignores", "distrusts", "disagrees",
    "does-not-recognise", "doubts", "questions",
}  # fmt: skip
_FIRM: Final = {
    "status": {"under-way", "completed", "agreed"},
    "stage": {"agreed", "committed", "allocated", "delivered"},
    "modality": {"observed", "claimed", "estimated"},
}
FACETS: Final = ("stance", "stage")
_TIMES: Final = ("periodStart", "periodEnd")
TOLD_BY_PRINTED: Final = {
    "value", "valueMin", "valueMax", "amount", "amountMin", "amountMax", "currency", "unit",
    "quantity", "quantityMin", "quantityMax",
}  # fmt: skip
_USUAL: Final = {("approximation", "exact"), ("modality", "observed")}


class Wording(NamedTuple):
    """What stands on the link; see `kg.show.network.model.Statement`."""

    label: str
    tone: str = ""
    firm: bool = True
    details: tuple[tuple[str, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = ()


def wording(family: str, about: Properties, ends: set[str], words: Words) -> Wording:
    """Return how one claim's statement of a family (`Stance`, `Pledge` …) reads.

    `ends` are the properties (local names) that the link itself shows.
    """
    values = {prop.removeprefix(KG): [_word(v, words) for v in vs] for prop, vs in about.items()}
    label = _LABELS[family](values)
    qualifiers = _qualifiers(about, values)
    shown = f"{label} ({', '.join(qualifiers)})" if qualifiers else label
    slugs = {iri.rpartition("#")[2] for iri in iris(about.get(f"{KG}stance", []))}
    tone = "for" if slugs & _FOR else "against" if slugs & _AGAINST else ""
    details = facts(about, words, ends | _USED.get(family, set()))
    return Wording(shown, tone, not qualifiers, details, facets(about, words))


def facets(about: Properties, words: Words) -> tuple[tuple[str, str], ...]:
    """Return what a statement can be filtered by: its stance, the stage of its pledge."""
    return tuple(
        (name, _word(value, words)) for name in FACETS for value in about.get(f"{KG}{name}", [])
    )


def facts(
    about: Properties, words: Words, on_the_link: set[str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the properties of a node in words, each told once.

    A figure is told as it was printed; `on_the_link` is what a link's own label and ends tell.
    """
    hidden = (
        {"dated", *_TIMES} if on_the_link is None else {"dated", *_TIMES, "printed", *on_the_link}
    )
    if f"{KG}printed" in about:
        hidden |= TOLD_BY_PRINTED
    if f"{KG}date" in about:
        hidden |= {"earliest", "latest"}
    rows = {
        (words.label(prop), _word(value, words))
        for prop, values in about.items()
        if prop not in {TYPE, LABEL} and prop.removeprefix(KG) not in hidden
        for value in values
    }
    period = _period({name: [_word(v, words) for v in about.get(KG + name, [])] for name in _TIMES})
    if period:
        rows.add(("period", period))
    return tuple(sorted(row for row in rows if row not in _USUAL))


def _word(value: object, words: Words) -> str:
    iri = iris([value])  # type: ignore[list-item]
    return words.label(iri[0]) if iri else str(getattr(value, "value", ""))


def _qualifiers(about: Properties, values: Mapping[str, list[str]]) -> list[str]:
    """Return the words that keep a link from being read as a fact."""
    found = []
    for prop, firm in _FIRM.items():
        for iri, word in zip(
            iris(about.get(f"{KG}{prop}", [])), values.get(prop, []), strict=False
        ):
            if iri.rpartition("#")[2] not in firm:
                found.append(word)
    if f"{KG}condition" in about:
        found.append("conditional")
    return found


def figure(values: Mapping[str, list[str]]) -> str:
    """Return a quantity as it was printed, with its unit where the printed words lack one."""
    printed = _joined(values, "printed") or _joined(values, "value") or _joined(values, "amount")
    unit = _joined(values, "unit") or _joined(values, "currency")
    bare = not re.search(r"[^\W\d_]{3}|[%€$£]", printed)
    return f"{printed} {unit}".strip() if bare else printed


def _period(values: Mapping[str, list[str]]) -> str:
    start, end = (_joined(values, name) for name in _TIMES)
    if start[5:] == "01-01" and end[5:] == "12-31":
        start, end = start[:4], end[:4]
    return start if start == end else f"{start} to {end}"


def _joined(values: Mapping[str, list[str]], name: str) -> str:
    return " / ".join(dict.fromkeys(values.get(name, [])))


def _stance(values: Mapping[str, list[str]]) -> str:
    return _joined(values, "stance")


def _relation(values: Mapping[str, list[str]]) -> str:
    return _joined(values, "relation")


def _participation(values: Mapping[str, list[str]]) -> str:
    role, mode = _joined(values, "role"), _joined(values, "mode")
    return f"{role}, {mode}" if mode and mode != "in person" else role


def _membership(values: Mapping[str, list[str]]) -> str:
    title = _joined(values, "roleTitle") or "member"
    return f"former {title}" if values.get("former") == ["true"] else title


def _assessment(values: Mapping[str, list[str]]) -> str:
    than = " than" if values.get("comparedWith") else ""
    return f"{_joined(values, 'criterion')}: {_joined(values, 'rating')}{than}"


def _measurement(values: Mapping[str, list[str]]) -> str:
    period = _period(values)
    return f"{figure(values)}, {period}" if len(period) == len("2024") else figure(values)


def _pledge(values: Mapping[str, list[str]]) -> str:
    return figure(values) or _joined(values, "quantity") or "pledge"


_LABELS: Final[dict[str, Callable[[Mapping[str, list[str]]], str]]] = {
    "Stance": _stance,
    "Relation": _relation,
    "Participation": _participation,
    "Membership": _membership,
    "Assessment": _assessment,
    "Measurement": _measurement,
    "Pledge": _pledge,
}
_USED: Final[dict[str, set[str]]] = {
    "Stance": {"stance"},
    "Relation": {"relation"},
    "Participation": {"role"},
    "Membership": {"roleTitle"},
    "Assessment": {"criterion", "rating"},
}
