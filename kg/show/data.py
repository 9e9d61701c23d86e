"""A network as the data of a page: numbers instead of IRIs, nothing that a page must not hold."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from kg.graph.opened import Graph
from kg.show.network import Edge, Fact, Network, Node, Statement
from kg.show.style import FAMILIES, LOOKS, OTHER, rank
from kg.trace.evidence import Evidence, Source, Step

# Characters that turn the reading direction or are not shown at all (Unicode UAX 9, C0 and C1).
_HIDDEN: Final = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]"
)
_CAPTION: Final = 22
_LINES: Final = 3

Json = dict[str, Any]


def visible(text: str) -> str:
    """Return a text whose direction marks and control characters can be seen."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def script_json(value: object) -> str:
    """Return JSON that can stand inside a script element: it ends no element, opens no comment."""
    escaped = {"<": "003c", ">": "003e", "&": "0026", "\u2028": "2028", "\u2029": "2029"}
    text = msgspec.json.encode(value).decode("utf-8")
    for character, code in escaped.items():
        text = text.replace(character, rf"\u{code}")
    return text


def page_data(network: Network, graph: Graph, *, with_text: bool) -> Json:
    """Return what the page's scripts read; with the passages' text only when asked for."""
    data = _Data(network, graph, with_text)
    types = sorted({node.type for node in network.nodes}, key=lambda iri: (rank(iri), iri))
    families = {said.family for edge in network.edges for said in edge.statements}
    shown: Json = _seen({
        "focus": data.things.get(network.focus, -1),
        "types": [_type(iri, network) for iri in types],
        "families": [
            {"id": name, "label": label} for name, label in FAMILIES.items() if name in families
        ],
        "nodes": [data.node(node, types) for node in network.nodes],
        "edges": [data.edge(edge) for edge in network.edges],
        "claims": [data.claim(claim) for claim in network.claims.values()],
        "sources": [data.source(source) for source in data.sources],
    })  # fmt: skip
    return shown


def _seen(value: Any) -> Any:  # noqa: ANN401 (JSON is what it is)
    """Return JSON with every text in it made visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _seen(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_seen(item) for item in value]
    return value


def _type(iri: str, network: Network) -> Json:
    look = LOOKS.get(iri, OTHER)
    one = network.type_labels.get(iri, "thing")
    plural = look.plural if iri in LOOKS else f"{one.capitalize()}s"
    return {"label": one, "plural": plural, "shape": look.shape, "colour": look.colour}


class _Data:
    def __init__(self, network: Network, graph: Graph, with_text: bool) -> None:  # noqa: FBT001
        self.graph = graph
        self.with_text = with_text
        self.things = {node.iri: number for number, node in enumerate(network.nodes)}
        self.by_id = {graph.id(iri): number for iri, number in self.things.items()}
        self.claims = {iri: number for number, iri in enumerate(network.claims)}
        found = {claim.source.id: claim.source for claim in network.claims.values()}
        self.sources = list(found.values())
        self.articles = {name: number for number, name in enumerate(found)}

    def node(self, node: Node, types: list[str]) -> Json:
        return {
            "id": self.graph.id(node.iri),
            "label": node.label,
            "caption": caption(node.label),
            "type": types.index(node.type),
            "sort": node.sort,
            "names": list(node.names),
            "x": node.x,
            "y": node.y,
            "facts": [self.fact(fact) for fact in node.facts],
            "claims": self.numbers(node.claims),
            "claimCount": node.about_count,
            "says": self.numbers(node.says),
            "sayCount": node.says_count,
            "more": node.more,
        }

    def fact(self, fact: Fact) -> Json:
        return {"label": fact.label, "value": fact.value, "claims": self.numbers(fact.claims)}

    def edge(self, edge: Edge) -> Json:
        return {
            "from": self.things[edge.source],
            "to": self.things[edge.target],
            "said": [self.statement(said) for said in edge.statements],
        }

    def statement(self, said: Statement) -> Json:
        return {
            "label": said.label,
            "family": said.family,
            "tone": said.tone,
            "firm": said.firm,
            "claims": self.numbers(said.claims),
            "count": said.count,
            "details": [list(pair) for pair in said.details],
            "via": self.things.get(said.via, -1),
        }

    def numbers(self, claims: tuple[str, ...]) -> list[int]:
        """Return the claims' numbers, in reading order."""
        return sorted(self.claims[iri] for iri in claims if iri in self.claims)

    def claim(self, claim: Evidence) -> Json:
        place = claim.passage
        shown: Json = {
            "id": claim.id,
            "text": claim.paraphrase,
            "kind": claim.kind,
            "certainty": claim.certainty,
            "status": claim.status,
            "chain": [self.step(step) for step in claim.chain],
            "source": self.articles[claim.source.id],
            "paragraph": place.paragraph,
            "start": place.start,
            "end": place.end,
            "first": place.first,
            "last": place.last,
            "notes": _notes(claim),
        }
        if self.with_text:
            shown |= {"grade": place.grade.value, "passage": place.text or ""}
        return shown

    def step(self, step: Step) -> Json:
        through = step.through.label if step.through else ""
        return {
            "who": step.agent.label,
            "node": self.by_id.get(step.agent.id, -1),
            "cue": step.cue,
            "basis": step.basis,
            "through": through,
        }

    def source(self, source: Source) -> Json:
        return {
            "id": source.id,
            "label": source.label,
            "publisher": source.publisher.label,
            "date": source.published,
            "url": source.url,
            "length": source.length,
            "paragraphs": source.paragraphs,
        }


def _notes(claim: Evidence) -> list[str]:
    found = [f"{relation} {other}" for relation, other in claim.related]
    for wrong in claim.corrections:
        why = f": {wrong.reason}" if wrong.reason else ""
        found.append(f"printed “{wrong.printed}”, read as “{wrong.proposed}”{why}")
    return [note for note in (*found, claim.status_reason, claim.note) if note]


def caption(label: str) -> str:
    """Return a label cut into short lines for the picture; one too long ends in an ellipsis."""
    lines: list[str] = []
    for word in visible(" ".join(label.split()))[: _CAPTION * (_LINES + 1)].split(" "):
        if lines and len(lines[-1]) + len(word) < _CAPTION:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= _CAPTION else f"{word[: _CAPTION - 1]}…")
    if len(lines) > _LINES:
        last = lines[_LINES - 1].rstrip(",.")
        lines = [*lines[: _LINES - 1], f"{last}…"]
    return "\n".join(lines)
