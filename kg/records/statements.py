"""Completing what a claim states: ids that meet, dates on the dated, labels for every statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.records.document import Node, Value, many
from kg.records.identity import IDENTITY, statement_id
from kg.records.labels import Labels
from kg.records.vocabulary import Vocabulary

_DEEPER: Final = frozenset({dict, list})
_DATES: dict[str, Callable[[Iterable[str]], str]] = {"date": min, "earliest": min, "latest": max}


@dataclass
class Statements:
    """Completes the nodes of one claim.

    `written` gets what each id stands for, as written; `mentioned` every id, but for those of
    datings.
    """

    vocabulary: Vocabulary
    labels: Labels
    written: dict[str, Node]
    claim: str
    speakers: Value
    mentioned: set[str] = field(default_factory=set)
    datings: int = 0

    def node(self, written: Node, kind: str = "") -> Node:
        """Return a node of `states` with everything inside it completed first."""
        whole: Node = {"type": kind, **written} if kind else {**written}
        if not _DEEPER.isdisjoint(map(type, written.values())):
            for key in sorted(written):
                whole[key] = self._value(key, written[key])
        kind = str(whole.get("type", ""))
        bounds(whole)
        if "dated" in whole:
            _date(whole)
        if kind in IDENTITY:
            self._statement(kind, whole)
        elif kind == "Dating":
            self._dating(whole)
        if "id" in whole:
            self.written.setdefault(str(whole["id"]), written)
        if kind != "Dating":
            self._mention(whole)
        return whole

    def _value(self, key: str, value: Value) -> Value:
        if isinstance(value, list):
            return [self._value(key, item) for item in value]
        if not isinstance(value, dict) or key in self.vocabulary.flat:
            return value
        return self.node(value, "Dating" if key == "dated" else "")

    def _statement(self, kind: str, whole: Node) -> None:
        if kind == "Assessment" and self.speakers is not None:
            whole.setdefault("assessor", self.speakers)
        if kind == "Measurement":
            whole.setdefault("modality", "observed")
        if "id" not in whole:
            whole["id"] = statement_id(kind, whole)
        if "label" not in whole:
            whole["label"] = self.labels.label(kind, whole)

    def _dating(self, whole: Node) -> None:
        self.datings += 1
        whole.setdefault("id", f"{self.claim}/dating/{self.datings}")
        whole.setdefault("label", _when(whole))

    def _mention(self, node: Node) -> None:
        links = self.vocabulary.links
        for key, value in node.items():
            if key in links:
                if isinstance(value, str):
                    self.mentioned.add(value)
                elif isinstance(value, list):
                    self.mentioned.update([item for item in value if isinstance(item, str)])


def _date(whole: Node) -> None:
    """Copy the dates of a node's datings onto the node, where queries look for them."""
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
