"""Claims and articles as the data of a page: what a card shows of each."""

from __future__ import annotations

from collections.abc import Callable

from kg.show.frame.visible import Json
from kg.trace.evidence import Evidence, Source, Step

Number = Callable[[str], int]


def claim_data(claim: Evidence, article: int, thing: Number, *, with_text: bool) -> Json:
    """Return what a card shows of a claim; `card.js` reads it.

    Args:
        claim: the claim with its evidence.
        article: the number of its article among the page's.
        thing: gives the number of the page's thing with an id, -1 if the page has none.
        with_text: put in the passage's text, and whether the copy at hand holds it.
    """
    place = claim.passage
    start, end = (place.start, place.end) if with_text else place.recorded
    shown: Json = {
        "id": claim.id,
        "text": claim.paraphrase,
        "kind": claim.kind,
        "certainty": claim.certainty,
        "status": claim.status,
        "chain": [_step(step, thing) for step in claim.chain],
        "source": article,
        "paragraph": place.paragraph,
        "start": start,
        "end": end,
        "first": place.first,
        "last": place.last,
        "notes": _notes(claim),
    }
    if with_text:
        shown |= {"grade": place.grade.value, "passage": place.text or ""}
    return shown


def source_data(source: Source) -> Json:
    """Return what cards and strips show of an article."""
    return {
        "id": source.id,
        "label": source.label,
        "publisher": source.publisher.label,
        "date": source.published,
        "url": source.url,
        "length": source.length,
        "paragraphs": source.paragraphs,
    }


def _step(step: Step, thing: Number) -> Json:
    return {
        "who": step.agent.label,
        "node": thing(step.agent.id),
        "cue": step.cue,
        "basis": step.basis,
        "through": step.through.label if step.through else "",
    }


def _notes(claim: Evidence) -> list[str]:
    found = [f"{relation} {other}" for relation, other in claim.related]
    for wrong in claim.corrections:
        why = f": {wrong.reason}" if wrong.reason else ""
        found.append(f"printed “{wrong.printed}”, read as “{wrong.proposed}”{why}")
    return [note for note in (*found, claim.status_reason, claim.note) if note]
