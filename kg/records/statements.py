"""Completing what a claim states: ids that meet, dates on the dated, labels for every statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.records.document import Node, Route, Value, many
from kg.records.identity import IDENTITY, statement_id
from kg.records.labels import Labels
from kg.records.vocabulary import Vocabulary

_DATES: dict[str, Callable[[Iterable[str]], str]] = {"date": min, "earliest": min, "latest": max}


@dataclass
class Statements:
    """Completes the nodes of one claim; `made` holds where each made id was written."""

    vocabulary: Vocabulary
    labels: Labels
    claim: str
    speakers: Value
    made: dict[str, Route] = field(default_factory=dict)
    datings: int = 0

    def node(self, route: Route, written: Node) -> Node:
        """Return a node of `states` with everything inside it completed first."""
        whole: Node = {
            key: self._value((*route, key), key, value) if isinstance(value, dict | list) else value
            for key, value in sorted(written.items())
        }
        kind = str(whole.get("type", ""))
        self._date(whole)
        if kind in IDENTITY:
            self._default(kind, whole)
            whole.setdefault("id", statement_id(kind, whole))
            whole.setdefault("label", self.labels.label(kind, whole))
        if kind == "Dating":
            self.datings += 1
            whole.setdefault("id", f"{self.claim}/dating/{self.datings}")
            whole.setdefault("label", _when(whole))
        if "id" in whole:
            self.made.setdefault(str(whole["id"]), route)
        return whole

    def _value(self, route: Route, key: str, value: Value) -> Value:
        if isinstance(value, list):
            return [self._value((*route, place), key, item) for place, item in enumerate(value)]
        if not isinstance(value, dict) or key in self.vocabulary.flat:
            return value
        return self.node(route, {"type": "Dating", **value} if key == "dated" else value)

    def _default(self, kind: str, whole: Node) -> None:
        if kind == "Assessment" and self.speakers is not None:
            whole.setdefault("assessor", self.speakers)
        if kind == "Measurement":
            whole.setdefault("modality", "observed")

    def _date(self, whole: Node) -> None:
        """Copy the dates of a node's datings onto the node, where queries look for them."""
        bounds(whole)
        datings = [dating for dating in many(whole.get("dated")) if isinstance(dating, dict)]
        for key, span in _DATES.items():
            days = [day for dating in datings for day in many(dating.get(key))]
            if days and (key != "date" or len(datings) == 1):
                whole[key] = span(map(str, days))


def bounds(dating: Node) -> None:
    """Give a dated node its bounds: an exact date is its own earliest and latest."""
    exact = dating.get("date")
    if exact is not None:
        dating.setdefault("earliest", exact)
        dating.setdefault("latest", exact)


def _when(dating: Node) -> Value:
    """Return a dating in words: as printed, else its day, else its bounds."""
    days = [str(dating[key]) for key in ("earliest", "latest") if key in dating]
    return dating.get("printed") or dating.get("date") or " to ".join(days) or "undated"
