"""A trace as the data of a page: articles with their passages' places, claims, rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kg.graph.ask import ask
from kg.graph.opened import Graph
from kg.records.texts import attached_text
from kg.show.frame.claims import claim_data, source_data
from kg.show.frame.visible import Json, seen, visible
from kg.show.trace.traced import Row, Traced
from kg.text import composed
from kg.trace.evidence import Evidence, Source

_PLACES: Final = Path(__file__).parent / "queries" / "places.rq"


def page_data(traced: Traced, graph: Graph, *, with_text: bool, pages: Mapping[str, str]) -> Json:
    """Return what the page's scripts read; with the articles' texts only when asked for.

    `pages` are the addresses of the pages of claims, by id, where there are any.

    Verdicts are not in it: the page gives them itself, on the text it holds. So a page without
    texts is the same whatever copies are attached.

    Raises:
        InputError: an attached text cannot be read.
    """
    sources = {claim.source.id: claim.source for claim in traced.claims}
    articles = {name: number for number, name in enumerate(sources)}
    claims = {claim.id: number for number, claim in enumerate(traced.claims)}
    shown: Json = seen({
        "claims": [_claim(claim, articles[claim.source.id]) for claim in traced.claims],
        "rows": [_row(row, claims) for row in traced.rows],
    })  # fmt: skip
    for claim, data in zip(traced.claims, shown["claims"], strict=True):
        data["page"] = visible(pages.get(claim.id, ""))
        data["anchor"] = [composed(claim.passage.first), composed(claim.passage.last)]
    places = _places(graph, sources)
    texts = {name: attached_text(graph.folder, name) for name in sources} if with_text else {}
    shown["sources"] = [
        {**seen(_source(source)), "places": places[name], "copy": texts.get(name)}
        for name, source in sources.items()
    ]
    return shown


def _claim(claim: Evidence, article: int) -> Json:
    wrong = [
        {"printed": one.printed, "proposed": one.proposed, "reason": one.reason, "basis": one.basis}
        for one in claim.corrections
    ]
    return {
        **claim_data(claim, article, lambda _: -1, with_text=False),
        "digest": claim.passage.digest,
        "states": [list(triple) for triple in claim.states],
        "corrections": wrong,
        "related": [list(pair) for pair in claim.related],
        "reason": claim.status_reason,
        "notes": [claim.note] if claim.note else [],
    }


def _source(source: Source) -> Json:
    return {**source_data(source), "digest": source.digest}


def _row(row: Row, claims: dict[str, int]) -> Json:
    numbers = sorted(claims[claim] for claim in row.claims if claim in claims)
    return {"label": row.label, "claims": numbers, "remarks": list(row.remarks)}


def _places(graph: Graph, sources: Iterable[str]) -> dict[str, list[list[int]]]:
    """Return start and end of every passage that the graph has of each source, in order."""
    iris = {graph.iri(name).value: name for name in sources}
    found: dict[str, set[tuple[int, int]]] = {name: set() for name in sources}
    for source, start, end in ask(graph, _PLACES, source=iris):
        place = int(getattr(start, "value", 0)), int(getattr(end, "value", 0))
        found[iris[str(getattr(source, "value", ""))]].add(place)
    return {name: [list(place) for place in sorted(places)] for name, places in found.items()}
