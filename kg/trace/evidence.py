"""The evidence of a claim: who says it through whom, on what passage, and what it states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from kg.notebook import shown, table
from kg.passages import Grade, judge
from kg.text import Span

# The columns of a claim in a notebook, and how many claims are shown there.
_HEAD: Final = ("claim", "who says so", "passage", "article")
_SHOWN: Final = 50


@dataclass(frozen=True)
class Thing:
    """Something in the graph by its id and its label."""

    id: str
    label: str

    def __str__(self) -> str:
        """Return the label."""
        return self.label


@dataclass(frozen=True)
class Source:
    """An article: its publisher, when it was published (as far as known), and its text's size."""

    id: str
    label: str
    publisher: Thing
    published: str
    url: str
    length: int
    paragraphs: int
    digest: str


@dataclass(frozen=True)
class Step:
    """One step of attribution; step 0 is the publishing article, the last is the first speaker."""

    agent: Thing
    cue: str
    basis: str
    through: Thing | None
    note: str


@dataclass(frozen=True)
class Passage:
    """Where a claim's evidence stands, the verdict on it, and its words when a copy is at hand.

    `start` and `end` are its place in the copy at hand, else the one `recorded`; `digest` is of
    its text.
    """

    paragraph: int
    start: int
    end: int
    first: str
    last: str
    grade: Grade
    text: str | None
    recorded: Span
    digest: str

    @classmethod
    def judged(
        cls, copy: str | None, paragraph: int, span: Span, first: str, last: str, digest: str
    ) -> Self:
        """Return a passage as recorded, with the verdict of a copy of its article, if any."""
        verdict = judge(copy, span, digest, first)
        place = verdict.span or span
        words = copy[slice(*verdict.span)] if copy and verdict.span else None
        return cls(
            paragraph, place.start, place.end, first, last, verdict.grade, words, span, digest
        )


@dataclass(frozen=True)
class Correction:
    """What is printed wrong, and the reading proposed."""

    printed: str
    proposed: str
    reason: str
    basis: str


@dataclass(frozen=True)
class Evidence:
    """One claim with everything that carries it; `states` are triples in words."""

    id: str
    paraphrase: str
    kind: str
    certainty: str
    status: str
    status_reason: str
    note: str
    source: Source
    chain: tuple[Step, ...]
    passage: Passage
    states: tuple[tuple[str, str, str], ...]
    corrections: tuple[Correction, ...]
    related: tuple[tuple[str, str], ...]

    def _repr_html_(self) -> str:
        """Return the claim for a notebook."""
        return f"<p>{'<br>'.join(self.cells())}</p>"

    def cells(self) -> tuple[str, str, str, str]:
        """Return as HTML what the claim says, its chain, its passage, and its article."""
        passage, source = self.passage, self.source
        words = passage.text or f"{passage.first} … {passage.last}"
        ended = "" if self.status == "active" else f", <b>{shown(self.status)}</b>"
        published = f", {shown(source.published)}" if source.published else ""
        place = f"{shown(source.publisher.label)}{published}, paragraph {passage.paragraph}"
        kind = f"{shown(self.kind)}, {shown(self.certainty)}{ended}"
        return (
            f"{shown(self.paraphrase)}<br><small>{shown(self.id)} · {kind}</small>",
            " → ".join(f"{shown(step.agent.label)} ({shown(step.cue)})" for step in self.chain),
            f"<q>{shown(words)}</q><br><small>{passage.grade.value}</small>",
            f"{shown(source.label)}<br><small>{place}</small>",
        )


@dataclass(frozen=True)
class Trace:
    """What was asked about, and every claim behind it, in the order of the articles."""

    of: Thing
    claims: tuple[Evidence, ...]

    def _repr_html_(self) -> str:
        """Return a table for a notebook, a claim a row: the first fifty."""
        count = len(self.claims)
        name = f"<p><b>{shown(self.of.label)}</b>: {count:,} claim{'' if count == 1 else 's'}</p>"
        rows = [claim.cells() for claim in self.claims[:_SHOWN]]
        return name + (table(_HEAD, rows, count - len(rows)) if rows else "")
