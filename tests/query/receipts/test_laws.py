"""Receipts hold what they promise, whatever is asked: laws tried on queries made at random."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.receipts.invented_claims import claims
from tests.query.receipts.invented_queries import query
from tests.query.receipts.laws import Case


@settings(max_examples=400)
@given(st.randoms(use_true_random=False))
def test_no_law_is_broken(chance: Random) -> None:
    case = Case(claims(chance), query(chance))
    assert case.broken() == [], case.query.text()


def test_no_law_is_broken_by_the_same_queries_each_time() -> None:
    """Hypothesis looks near what is simple; these are drawn evenly."""
    for seed in range(1_500):
        chance = Random(seed)  # noqa: S311
        case = Case(claims(chance), query(chance))
        assert case.broken() == [], (seed, case.query.text())
