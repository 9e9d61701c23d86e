"""Negotiation by its laws (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.web.accept import accepted

OFFERS = ("text/turtle", "application/ld+json", "application/json", "text/html")
weights = st.integers(0, 1_000).map(lambda number: number / 1_000)


def header(ranges: dict[str, float]) -> str:
    return ", ".join(f"{name};q={weight:.3f}" for name, weight in ranges.items())


@given(st.dictionaries(st.sampled_from(OFFERS), weights, min_size=1))
def test_the_highest_weight_wins(ranges: dict[str, float]) -> None:
    found = accepted([header(ranges)], OFFERS)
    best = max(ranges.values())
    assert found is None if best == 0 else ranges[found or ""] == best


@given(weights, weights, weights)
def test_the_most_exact_range_counts(exact: float, family: float, rest: float) -> None:
    ranges = {"text/turtle": exact, "text/*": family, "*/*": rest}
    meant = {"text/turtle": exact, "text/html": family, "application/json": rest}
    found = accepted([header(ranges)], tuple(meant))
    best = max(meant.values())
    assert found is None if best == 0 else meant[found or ""] == best


@given(st.text())
def test_nonsense_breaks_nothing(text: str) -> None:
    assert accepted([text], OFFERS) in {*OFFERS, None}


@given(st.permutations(OFFERS))
def test_the_first_of_those_that_are_alike(offers: list[str]) -> None:
    assert accepted([], offers) == accepted(["*/*"], offers) == offers[0]
    assert accepted(["text/*, application/*"], offers) == offers[0]
