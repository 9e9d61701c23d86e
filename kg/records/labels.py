"""The labels that are made: what a statement node says, in a few words, for tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.records.document import Node, many
from kg.records.vocabulary import TermInfo, Vocabulary


class Labels:
    """Names things by their labels: entities from the records, concepts from the ontology."""

    def __init__(self, vocabulary: Vocabulary, known: Mapping[str, str]) -> None:
        """Take the vocabulary, and the label of every id that has one."""
        self._vocabulary = vocabulary
        self._known = known

    def of(self, node: Node, key: str) -> str:
        """Return the value of a key in words; several are joined with "and", none is empty."""
        words = [self._word(self._vocabulary.terms[key], item) for item in many(node.get(key))]
        return " and ".join(word for word in words if word)

    def label(self, kind: str, node: Node) -> str:
        """Return the label of a statement node of a kind."""
        return " ".join(_PATTERNS[kind](self, node).split()).strip(" ,:")

    def _word(self, term: TermInfo, item: object) -> str:
        if isinstance(item, dict):
            inner = item.get("label") or item.get("id") or ""
            return inner if isinstance(inner, str) else ""
        name = str(item)
        if term.kind == "concept":
            return self._vocabulary.concepts.get(term.scheme, {}).get(name, name)
        return self._known.get(name, name)


def _stance(of: Labels, node: Node) -> str:
    return f"{of.of(node, 'holder')} {of.of(node, 'stance')} {of.of(node, 'towards')}"


def _assessment(of: Labels, node: Node) -> str:
    against = of.of(node, "comparedWith")
    than = f" than {against}" if against else ""
    verdict = f"{of.of(node, 'criterion')} {of.of(node, 'rating')}{than}"
    return f"{of.of(node, 'assesses')}: {verdict}, says {of.of(node, 'assessor')}"


def _relation(of: Labels, node: Node) -> str:
    status = of.of(node, "status")
    ends = f"{of.of(node, 'from')} {of.of(node, 'relation')} {of.of(node, 'to')}"
    return f"{ends} ({status})" if status else ends


def _participation(of: Labels, node: Node) -> str:
    mode = of.of(node, "mode")
    how = f"{of.of(node, 'role')}, {mode}" if mode else of.of(node, "role")
    return f"{of.of(node, 'participant')} at {of.of(node, 'event')} ({how})"


def _membership(of: Labels, node: Node) -> str:
    title = f"{'former ' if node.get('former') is True else ''}{of.of(node, 'roleTitle')}"
    return f"{of.of(node, 'member')}: {title}, {of.of(node, 'organization')}"


def _measurement(of: Labels, node: Node) -> str:
    subject = of.of(node, "subject")
    against = of.of(node, "comparedWith")
    versus = f" against {against}" if against else ""
    modality = of.of(node, "modality") if node.get("modality") != "observed" else ""
    return f"{of.of(node, 'indicator')}: {subject}{versus}, {_period(node)}, {modality}".replace(
        ", ,", ","
    ).rstrip(", ")


def _period(node: Node) -> str:
    start, end = node.get("periodStart") or node.get("earliest"), node.get("periodEnd")
    first, last = str(start or "")[:4], str(end or node.get("latest") or "")[:4]
    return first if first == last else f"{first}-{last}".strip("-")


_PATTERNS: dict[str, Callable[[Labels, Node], str]] = {
    "Stance": _stance,
    "Assessment": _assessment,
    "Relation": _relation,
    "Participation": _participation,
    "Membership": _membership,
    "Measurement": _measurement,
}
