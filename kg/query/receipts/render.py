"""A group written out again with marks, so that each solution tells which of its parts matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.query.receipts.patterns import HIDDEN, Pattern, patterns, written
from kg.query.receipts.structure import (
    Bind,
    Element,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    SubSelect,
    Triples,
    Union,
)


@dataclass
class Marked:
    """Writes groups of one query; keeps the mark of each part, and the patterns of each block."""

    prologue: str
    prefixes: Mapping[str, str]
    marks: dict[int, str] = field(default_factory=dict)
    blocks: dict[int, list[Pattern]] = field(default_factory=dict)

    def group(self, group: Group) -> str:
        """Return the text of a group's inside, marks included."""
        return "\n".join(self._element(element) for element in group.elements)

    def mark(self, group: Group) -> str:
        """Return the variable that is bound where a group of an OPTIONAL or UNION matched."""
        return self.marks.setdefault(id(group), f"{HIDDEN}m{len(self.marks)}")

    def _element(self, element: Element) -> str:
        match element:
            case Triples():
                return self._triples(element)
            case Optional(group):
                return f"OPTIONAL {{ {self._with_mark(group)} }}"
            case Union(groups):
                return " UNION ".join(f"{{ {self._with_mark(group)} }}" for group in groups)
            case Minus(group):
                return f"MINUS {{ {group.text} }}"
            case InGraph(name, group):
                return f"GRAPH {name} {{ {self.group(group)} }}"
            case SubSelect() | Filter() | Bind():
                return element.text

    def _triples(self, element: Triples) -> str:
        found = patterns(self.prologue, element.text, self.prefixes)
        self.blocks[id(element)] = found
        plain = not any(sign in element.text for sign in ("[", "(", "_:"))
        return f"{element.text.rstrip(' .')} ." if plain else written(found)

    def _with_mark(self, group: Group) -> str:
        if len(group.elements) == 1 and isinstance(group.elements[0], SubSelect):
            return f"{{ {self.group(group)} }} BIND(true AS ?{self.mark(group)})"
        return f"{self.group(group)}\nBIND(true AS ?{self.mark(group)})"
