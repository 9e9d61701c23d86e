"""Is there nothing wrong with any of many nodes? Those that are alike are looked at together.

Records have few forms. What the class, the place and the keys of a node decide is asked of `Nodes`
once for each form. Then values are looked at, all that stand at a key together. Where something is
wrong, `Nodes` tells what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from kg.check.nodes import NEEDED, PARTS, SINGLE, Nodes, holds_nodes, related
from kg.check.values import Values
from kg.records.document import Document, Node, Value, many
from kg.records.index import Known
from kg.records.vocabulary import TermInfo, Vocabulary

_MOST_FORMS: Final = 4096
_Keys = tuple[str, ...]


class Place(NamedTuple):
    """Where nodes stand: as parts of a class, or among what claims state, or else as records."""

    part: str = ""
    states: bool = False

    def inside(self, term: TermInfo) -> Place | None:
        """Return the place of nodes at a key of nodes here; nothing where there may be none."""
        if not holds_nodes(term, states=self.states):
            return None
        return Place(PARTS.get(term.name, ""), self.states or term.name == "states")


RECORDS: Final = Place()


@dataclass
class Fitting:
    """Tells whether nodes are as they should be; a few thousand forms are remembered."""

    vocabulary: Vocabulary
    _forms: dict[tuple[Place, str, _Keys], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no values."""
        self._values = Values(self.vocabulary)

    def fits(self, nodes: Sequence[Node], known: Known, place: Place = RECORDS) -> bool:
        """Tell whether nothing is wrong with nodes and with all that is in them."""
        alike: defaultdict[_Keys, list[Node]] = defaultdict(list)
        for node in nodes:
            alike[tuple(node)].append(node)
        columns: defaultdict[str, list[Value]] = defaultdict(list)
        for keys, same in alike.items():
            if not self._outlines_fit(keys, same, known, place):
                return False
            for key, values in zip(keys, zip(*map(dict.values, same), strict=True), strict=True):
                columns[key] += values
        terms = self.vocabulary.terms
        return all(self._column(terms[key], columns[key], known, place) for key in columns)

    def _outlines_fit(self, keys: _Keys, nodes: Sequence[Node], known: Known, place: Place) -> bool:
        """Tell whether nodes with these keys may have them, and are of one class everywhere."""
        kinds = _kinds(keys, nodes, known, place)
        if not all(self._is_sound(place, kind, keys) for kind in {*kinds}):
            return False
        if "id" not in keys:
            return True
        elsewhere = map(known.types.get, [str(node["id"]) for node in nodes])
        told = {*zip(elsewhere, kinds, strict=True)}
        return all(not other or related(other, kind, self.vocabulary) for other, kind in told)

    def _is_sound(self, place: Place, kind: str, keys: _Keys) -> bool:
        sound = self._forms.get((place, kind, keys))
        if sound is None:
            if not self.vocabulary.terms.keys() >= {*keys}:
                return False
            if len(self._forms) >= _MOST_FORMS:
                self._forms.clear()
            sound = self._forms[place, kind, keys] = self._asked(place, kind, keys)
        return sound

    def _asked(self, place: Place, kind: str, keys: _Keys) -> bool:
        """Tell whether nothing would be reported of the class, place and keys of a node."""
        asked = Nodes(Document(Path()), Known(), self.vocabulary)
        node: Node = {key: kind if key == "type" else key for key in keys}
        route = ("claims",) if place.part == "Claim" else ()
        asked.outline(route, node, kind, place.part, states=place.states)
        return not asked.document.findings

    def _column(self, term: TermInfo, values: list[Value], known: Known, place: Place) -> bool:
        """Tell whether all values of a key fit, and the nodes among them."""
        types = {*map(type, values)}
        if term.name == "claims" and types != {list}:
            return False
        if list in types:
            if term.name in SINGLE or None in values or (term.name in NEEDED and [] in values):
                return False
            values = [*chain.from_iterable(map(many, values))]
            types = {*map(type, values)}
        inside = place.inside(term) if dict in types else None
        if inside is None:
            return self._values.are_fine(term, values)
        nodes = [value for value in values if isinstance(value, dict)]
        if len(nodes) < len(values):
            rest: list[Value] = [value for value in values if not isinstance(value, dict)]
            return self._values.are_fine(term, rest) and self.fits(nodes, known, inside)
        return self.fits(nodes, known, inside)


def _kinds(keys: _Keys, nodes: Sequence[Node], known: Known, place: Place) -> list[str]:
    """Return the class of each of some nodes with the same keys; an empty one where it is none."""
    if "type" in keys:
        return [kind if isinstance(kind := node["type"], str) else "" for node in nodes]
    if place.part:
        return [place.part] * len(nodes)
    return [known.types.get(str(node.get("id")), "") for node in nodes]
