"""The labels that are made: what a statement node says, in a few words, for tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.records.document import Node, Value, many
from kg.records.vocabulary import Vocabulary

# Returns the value of a key of a node in words.
_Of = Callable[[Node, str], str]


class Labels:
    """Names things by their labels: entities from the records, concepts from the ontology."""

    def __init__(self, vocabulary: Vocabulary, known: Mapping[str, str]) -> None:
        """Take the vocabulary, and the label of every id that has one."""
        self._words = {
            term.name: vocabulary.concepts.get(term.scheme, {}) if term.kind == "concept" else known
            for term in vocabulary.terms.values()
        }

    def of(self, node: Node, key: str) -> str:
        """Return the value of a key in words; several are joined with "and", none is empty."""
        value = node.get(key)
        if value is None:
            return ""
        known = self._words[key]
        if isinstance(value, str):
            return known.get(value, value)
        words = [_word(known, item) for item in many(value)]
        return " and ".join(word for word in words if word)

    def label(self, kind: str, node: Node) -> str:
        """Return the label of a statement node of a kind."""
        return " ".join(_PATTERNS[kind](self.of, node).split()).strip(" ,:")


def _word(known: Mapping[str, str], item: Value) -> str:
    if isinstance(item, dict):
        inner = item.get("label") or item.get("id") or ""
        return inner if isinstance(inner, str) else ""
    name = str(item)
    return known.get(name, name)


def _stance(of: _Of, node: Node) -> str:
    return f"{of(node, 'holder')} {of(node, 'stance')} {of(node, 'towards')}"


def _assessment(of: _Of, node: Node) -> str:
    against = of(node, "comparedWith")
    than = f" than {against}" if against else ""
    verdict = f"{of(node, 'criterion')} {of(node, 'rating')}{than}"
    return f"{of(node, 'assesses')}: {verdict}, says {of(node, 'assessor')}"


def _relation(of: _Of, node: Node) -> str:
    status = of(node, "status")
    ends = f"{of(node, 'from')} {of(node, 'relation')} {of(node, 'to')}"
    return f"{ends} ({status})" if status else ends


def _participation(of: _Of, node: Node) -> str:
    mode = of(node, "mode")
    how = f"{of(node, 'role')}, {mode}" if mode else of(node, "role")
    return f"{of(node, 'participant')} at {of(node, 'event')} ({how})"


def _membership(of: _Of, node: Node) -> str:
    title = f"{'former ' if node.get('former') is True else ''}{of(node, 'roleTitle')}"
    return f"{of(node, 'member')}: {title}, {of(node, 'organization')}"


def _measurement(of: _Of, node: Node) -> str:
    subject = of(node, "subject")
    against = of(node, "comparedWith")
    versus = f" against {against}" if against else ""
    modality = of(node, "modality") if node.get("modality") != "observed" else ""
    return f"{of(node, 'indicator')}: {subject}{versus}, {_period(node)}, {modality}".replace(
        ", ,", ","
    ).rstrip(", ")


def _period(node: Node) -> str:
    start, end = node.get("periodStart") or node.get("earliest"), node.get("periodEnd")
    first, last = str(start or "")[:4], str(end or node.get("latest") or "")[:4]
    return first if first == last else f"{first}-{last}".strip("-")


_PATTERNS: dict[str, Callable[[_Of, Node], str]] = {
    "Stance": _stance,
    "Assessment": _assessment,
    "Relation": _relation,
    "Participation": _participation,
    "Membership": _membership,
    "Measurement": _measurement,
}
