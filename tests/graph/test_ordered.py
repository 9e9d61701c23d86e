"""Lines are sorted in pieces as they are in one: the same order, each once, in little memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.ordered import ordered

LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)
)


@given(lines=LINES, piece=st.integers(1, 5))
def test_pieces_make_one_order(lines: list[str], piece: int) -> None:
    assert list(ordered(iter(lines), piece)) == sorted(set(lines))
