"""Completing what a claim states: ids that meet, dates on the dated, labels for every statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kg.records.document import Node, Value, many
from kg.records.identity import IDENTITY, statement_id
from kg.records.labels import Labels
from kg.records.vocabulary import Vocabulary

_DEEPER: Final = frozenset({dict, list})
_DATES: dict[str, Callable[[Iterable[str]], str]] = {"date": min, "earliest": min, "latest": max}


class Statements:
    """Completes what claims state."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels, written: dict[str, Node]) -> None:
        """Take the words, and what is to get the node that each id stands for, as written."""
        self._links, self._flat = vocabulary.links, vocabulary.flat
        self._labels, self._written = labels, written

    def of(self, claim: str, speakers: Value, states: Value) -> tuple[list[Node], set[str]]:
        """Return the nodes that a claim states, completed, and the ids in them.

        The ids in datings are not among these.
        """
        self._claim, self._speakers = claim, speakers
        self._mentioned: set[str] = set()
        self._datings = 0
        whole = [self._node(node) for node in many(states) if isinstance(node, dict)]
        return whole, self._mentioned

    def _node(self, written: Node, kind: str = "") -> Node:
        """Return a node with everything inside it completed first."""
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
            self._written.setdefault(str(whole["id"]), written)
        if kind != "Dating":
            self._mention(whole)
        return whole

    def _value(self, key: str, value: Value) -> Value:
        if isinstance(value, list):
            return [self._value(key, item) for item in value]
        if not isinstance(value, dict) or key in self._flat:
            return value
        return self._node(value, "Dating" if key == "dated" else "")

    def _statement(self, kind: str, whole: Node) -> None:
        if kind == "Assessment" and self._speakers is not None:
            whole.setdefault("assessor", self._speakers)
        if kind == "Measurement":
            whole.setdefault("modality", "observed")
        if "id" not in whole:
            whole["id"] = statement_id(kind, whole)
        if "label" not in whole:
            whole["label"] = self._labels.label(kind, whole)

    def _dating(self, whole: Node) -> None:
        self._datings += 1
        whole.setdefault("id", f"{self._claim}/dating/{self._datings}")
        whole.setdefault("label", _when(whole))

    def _mention(self, node: Node) -> None:
        for key, value in node.items():
            if key in self._links:
                if isinstance(value, str):
                    self._mentioned.add(value)
                elif isinstance(value, list):
                    self._mentioned.update([item for item in value if isinstance(item, str)])


def _date(whole: Node) -> None:
    """Copy the dates of a node's datings onto the node, where queries look for them."""
    datings = [dating for dating in many(whole.get("dated")) if isinstance(dating, dict)]
    for key, span in _DATES.items():
        days = [day for dating in datings for day in many(dating.get(key))]
        if days and (key != "date" or len(datings) == 1):
            whole[key] = span(map(str, days))


def bounds(dating: Node) -> None:
    """Give a dated node its bounds: an exact date is its own earliest and latest."""
    if dating.get("date") is not None:
        dating.setdefault("earliest", dating["date"])
        dating.setdefault("latest", dating["date"])


def _when(dating: Node) -> Value:
    """Return a dating in words: as printed, else its day, else its bounds."""
    days = [str(dating[key]) for key in ("earliest", "latest") if key in dating]
    return dating.get("printed") or dating.get("date") or " to ".join(days) or "undated"
