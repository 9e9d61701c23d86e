"""What a search gives: for each thing found, what it is and the text with the words in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.graph.ask import Properties, properties, text
from kg.graph.opened import Graph
from kg.graph.search.asked import Phrase
from kg.graph.search.candidate import Candidate
from kg.graph.search.match import matched, met
from kg.graph.search.texts import Text, Tier, described, texts_in
from kg.notebook import shown, table
from kg.text import Span
from kg.words import KG, LABEL, ROOT

_LABELS: Final = Path(__file__).parent / "queries" / "labels.rq"
MARKS: Final = ("»", "«")
_HEAD: Final = ("what", "found", "id", "claims")
_STATUS: Final = f"{KG}claimStatus"
_ACTIVE: Final = ox.NamedNode(f"{ROOT}claim-status#active")


@dataclass(frozen=True)
class Hit:
    """A thing that was found, by id and IRI; `kind` is the label of its class.

    `text` is the name or the wording that was found, `spans` the places of the words in it (code
    points). `label` is empty for a claim; `claims` counts the claims about a thing. Of a claim that
    is superseded or retracted, `kind` says so.
    """

    id: str
    iri: str
    kind: str
    label: str
    text: str
    spans: tuple[Span, ...]
    claims: int

    def marked(self, before: str = MARKS[0], after: str = MARKS[1]) -> str:
        """Return the text with something before and after each place of the words."""
        return self._marked(before, after, str)

    def cells(self) -> tuple[str, str, str, str]:
        """Return as HTML what it is, the text with the words bold, its id, and how many claims."""
        label = f"{shown(self.label)}: " if self.label and self.label != self.text else ""
        text = label + self._marked("<b>", "</b>", shown)
        return shown(self.kind), text, shown(self.id), f"{self.claims:,}" if self.claims else ""

    def _marked(self, before: str, after: str, written: Callable[[str], str]) -> str:
        found, end = "", 0
        for span in self.spans:
            found += written(self.text[end : span.start])
            found += f"{before}{written(self.text[span.start : span.end])}{after}"
            end = span.end
        return found + written(self.text[end:])


@dataclass(frozen=True)
class Found:
    """The hits of a search, the best first, and remarks for whoever asked."""

    hits: tuple[Hit, ...]
    remarks: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        """Iterate over the hits."""
        return iter(self.hits)

    def __len__(self) -> int:
        """Return the number of hits."""
        return len(self.hits)

    def values(self, variable: str = "thing") -> str:
        """Return what was found as a VALUES block of SPARQL, to stand in any query."""
        iris = " ".join(str(ox.NamedNode(hit.iri)) for hit in self.hits)
        return f"VALUES ?{variable} {{ {iris} }}"

    def _repr_html_(self) -> str:
        """Return a table for a notebook, a hit a row, and the remarks."""
        rows = [hit.cells() for hit in self.hits]
        found = table(_HEAD, rows) if rows else "<p>nothing found</p>"
        return found + "".join(f"<p><i>{shown(remark)}</i></p>" for remark in self.remarks)


def hits(
    graph: Graph, candidates: Sequence[Candidate], phrases: Sequence[Phrase]
) -> tuple[Hit, ...]:
    """Return the hits of candidates, in their order; their texts are read from the graph."""
    about = described(graph, [candidate.thing for candidate in candidates])
    shown = [
        (candidate, *_shown([*texts_in(candidate.thing, about[candidate.thing])], phrases))
        for candidate in candidates
        if candidate.thing in about
    ]
    kinds = _kinds(graph, {said.kind for _, said, _ in shown})
    return tuple(
        Hit(
            id=graph.id(candidate.thing),
            iri=candidate.thing,
            kind=kinds[said.kind] + _lapsed(about[candidate.thing]),
            label=text(about[candidate.thing].get(LABEL, []), graph.manifest.language),
            text=said.text,
            spans=spans,
            claims=candidate.weight if candidate.tier != Tier.CLAIM else 0,
        )
        for candidate, said, spans in shown
    )


def _shown(found: Sequence[Text], phrases: Sequence[Phrase]) -> tuple[Text, tuple[Span, ...]]:
    """Return the text of a thing that fits, and the places: as it is written, else if alike."""
    for places in (matched, met):
        for said in found:
            spans = places(said.text, phrases)
            if spans:
                return said, spans
    return found[0], ()


def _lapsed(about: Properties) -> str:
    """Return how a claim ended that is superseded or retracted; nothing for anything else."""
    status = next(iter(about.get(_STATUS, [])), _ACTIVE)
    return "" if status == _ACTIVE else f", {str(status)[1:-1].rpartition('#')[2]}"


def _kinds(graph: Graph, names: set[str]) -> dict[str, str]:
    """Return the label of each class, by its local name."""
    about = properties(graph, _LABELS, [KG + name for name in names])
    return {
        name: text(about.get(KG + name, {}).get(LABEL, []), "en") or name.lower() for name in names
    }
