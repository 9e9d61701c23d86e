"""Places: the same graph gives the same picture, nothing stands on anything else."""

from __future__ import annotations

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.show.network.layout.places import positions

STAR = [("hub", f"leaf{number}") for number in range(20)]


def ends(links: list[tuple[str, str]]) -> set[str]:
    return {end for link in links for end in link}


def test_the_order_of_things_and_links_does_not_matter() -> None:
    assert positions(ends(STAR), STAR) == positions(sorted(ends(STAR)), STAR[::-1])


def test_no_two_things_stand_on_each_other() -> None:
    for one, other in itertools.combinations(positions(ends(STAR), STAR).values(), 2):
        assert math.dist(one, other) > 60


def test_the_hub_of_a_star_stands_in_its_middle() -> None:
    placed = positions(ends(STAR), STAR)
    rest = [place for name, place in placed.items() if name != "hub"]
    middle = [sum(place[axis] for place in rest) / len(rest) for axis in (0, 1)]
    assert math.dist(placed["hub"], middle) < 60


def test_what_is_linked_stands_closer_than_what_is_not() -> None:
    chain = [(f"n{number:02}", f"n{number + 1:02}") for number in range(15)]
    placed = positions(ends(chain), chain)
    linked = [math.dist(placed[one], placed[other]) for one, other in chain]
    assert max(linked) * 3 < math.dist(placed["n00"], placed["n15"])


def test_components_are_packed_side_by_side_and_do_not_mix() -> None:
    other = [(f"x{one}", f"x{two}") for one, two in itertools.combinations(range(5), 2)]
    alone = [f"single{number}" for number in range(9)]
    placed = positions([*ends(STAR), *ends(other), *alone], [*STAR, *other])

    def box(names: set[str]) -> tuple[int, int, int, int]:
        across = [placed[name][0] for name in names]
        along = [placed[name][1] for name in names]
        return min(across), min(along), max(across), max(along)

    first, second = box(ends(STAR)), box(ends(other))
    assert (
        first[2] < second[0] or second[2] < first[0] or first[3] < second[1] or second[3] < first[1]
    )
    wide, high = (box(set(placed))[axis + 2] - box(set(placed))[axis] for axis in (0, 1))
    assert wide < 3 * high
    assert high < 3 * wide


def test_the_sheet_lies_around_its_middle_in_whole_pixels() -> None:
    placed = positions(ends(STAR), STAR)
    assert all(isinstance(number, int) for place in placed.values() for number in place)
    assert abs(min(x for x, _ in placed.values()) + max(x for x, _ in placed.values())) <= 1


def test_nothing_has_no_places_and_a_loop_is_no_link() -> None:
    assert positions([], []) == {}
    assert positions(["one"], [("one", "one")]) == {"one": (0, 0)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_any_graph_gets_finite_places_for_all_its_things(pairs: list[tuple[int, int]]) -> None:
    links = [(f"n{one}", f"n{other}") for one, other in pairs]
    placed = positions({f"n{number}" for number in range(13)}, links)
    assert len(placed) == 13
    assert len(set(placed.values())) == 13
