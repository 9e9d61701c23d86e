"""What is brought beside: graphs with names of their own, and a note of each batch that is there.

A triple that is to come into a graph waits in a graph with another name, one that is to go as well.
`urn:claimgraph:push:BASE` notes which graph waits for which, the new sums, and the batches done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.push.changes import Change
from kg.sparql import bind
from kg.words import RDF

_HERE: Final = Path(__file__).parent
_WAITING: Final = "urn:claimgraph:new:"
_GOING: Final = "urn:claimgraph:old:"
VALUE: Final = ox.NamedNode(f"{RDF}value")
SUM: Final = ox.NamedNode("urn:claimgraph:sum")
STAMP: Final = ox.NamedNode("http://purl.org/dc/terms/identifier")
_BESIDE: Final = ox.NamedNode("urn:claimgraph:beside")
_INTO: Final = ox.NamedNode("urn:claimgraph:puts-into")
_FROM: Final = ox.NamedNode("urn:claimgraph:takes-from")
_PROLOGUE: Final = f"PREFIX rdf: <{RDF}>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n"


@dataclass(frozen=True)
class Beside:
    """The names of what one graph's push brings beside; `default` is the default graph's name.

    It is empty where the default graph has none; what waits for it has a name all the same.
    """

    base: str
    default: str

    @property
    def notes(self) -> ox.NamedNode:
        """Return the graph of notes."""
        return ox.NamedNode(f"urn:claimgraph:push:{self.base}")

    def note(self, told: str) -> str:
        """Return an update that notes how far a push has come."""
        return f"INSERT DATA {{ GRAPH {self.notes} {{ {self._told(told)} }} }}"

    def batch(self, changes: Sequence[Change], told: str) -> str:
        """Return an update that brings a batch beside, and notes that it is there."""
        parts = [f"GRAPH {self.notes} {{ {self._told(told)} {self._names(changes)} }}"]
        for (put, graph), some in groupby(changes, key=lambda change: change[:2]):
            triples = " .\n".join(change.triple for change in some)
            parts.append(f"GRAPH {self._waiting(graph, put=put)} {{\n{triples} .\n}}")
        return "INSERT DATA {\n" + "\n".join(parts) + "\n}"

    def sums(self, found: Mapping[str, str]) -> str:
        """Return an update that notes the new sums of some sections."""
        noted = (f"{ox.NamedNode(name)} {SUM} {ox.Literal(text)}" for name, text in found.items())
        lines = " .\n".join(noted)
        return f"INSERT DATA {{ GRAPH {self.notes} {{\n{lines} .\n}} }}"

    def switch(self, manifest: str, stamp: str) -> str:
        """Return the update by which all that was brought beside takes effect."""
        terms: dict[str, ox.NamedNode | ox.Literal] = {
            "push": self.notes,
            "base": ox.NamedNode(self.base),
            "manifest": ox.Literal(manifest),
            "stamp": ox.Literal(stamp),
            "new": self._waiting("", put=True),
            "old": self._waiting("", put=False),
        }
        files = [] if self.default else ["switch_default.ru"]
        files += ["switch.ru", "clear.ru"]
        return _PROLOGUE + "".join(bind(_text(name), terms) for name in files)

    def clear(self) -> str:
        """Return the update that takes away all that was brought beside."""
        return bind(_text("clear.ru"), {"push": self.notes})

    def _told(self, told: str) -> str:
        return f"{ox.NamedNode(self.base)} {VALUE} {ox.Literal(told)} ."

    def _names(self, changes: Iterable[Change]) -> str:
        return "\n".join(self._name(*pair) for pair in dict.fromkeys(c[:2] for c in changes))

    def _name(self, put: bool, graph: str) -> str:  # noqa: FBT001
        """Return what is noted of a graph that waits: for which one, unless that has no name."""
        waiting = self._waiting(graph, put=put)
        target = ox.NamedNode(graph or self.default or default_name(self.base))
        noted = f"{waiting} {_BESIDE} {target} ."
        if not graph and not self.default:
            return noted
        return f"{noted} {waiting} {_INTO if put else _FROM} {target} ."

    def _waiting(self, graph: str, *, put: bool) -> ox.NamedNode:
        target = graph or self.default or default_name(self.base)
        return ox.NamedNode(f"{_WAITING if put else _GOING}{target}")


def default_name(base: str) -> str:
    """Return the name of a graph's default graph, where it must have one."""
    return f"urn:claimgraph:default:{base}"


def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
