"""Places: the same graph gives the same picture, nothing stands on anything else."""

from __future__ import annotations

import itertools
import math

import pytest
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


def clusters(each: int, hubs: int = 6) -> list[tuple[str, str]]:
    """Return hubs with so many things each, linked among themselves and in a ring of hubs."""
    ring = [(f"h{hub}", f"h{(hub + 1) % hubs}") for hub in range(hubs)]
    spokes = [(f"h{hub}", f"h{hub}-{leaf:03}") for hub in range(hubs) for leaf in range(each)]
    chords = [(f"h{hub}-{leaf:03}", f"h{hub}-{(leaf * 7 + 1) % each:03}")
              for hub in range(hubs) for leaf in range(0, each, 3)]  # fmt: skip
    return [*ring, *spokes, *chords]


LARGE = clusters(100)


def test_a_large_network_has_the_same_places_whatever_the_order() -> None:
    placed = positions(ends(LARGE), LARGE)
    assert placed == positions(sorted(ends(LARGE), reverse=True), LARGE[::-1])
    assert all(isinstance(number, int) for place in placed.values() for number in place)


def test_in_a_large_network_no_dot_stands_on_another() -> None:
    places = list(positions(ends(LARGE), LARGE).values())
    assert min(math.dist(one, other) for one, other in itertools.combinations(places, 2)) > 15


def test_in_a_large_network_clusters_stand_apart() -> None:
    placed = positions(ends(LARGE), LARGE)
    groups = [
        [at for name, at in placed.items() if name.startswith(f"h{hub}-")] for hub in range(6)
    ]
    middles = [[sum(at[axis] for at in group) / len(group) for axis in (0, 1)] for group in groups]
    for number, group in enumerate(groups):
        own = sum(
            min(range(6), key=lambda hub: math.dist(at, middles[hub])) == number for at in group
        )
        assert own > 0.9 * len(group)


@pytest.mark.parametrize(
    "links",
    [
        [("hub", f"leaf{number:04}") for number in range(600)],
        [(f"n{number:04}", f"n{number + 1:04}") for number in range(600)],
        [(f"n{one:02}", f"n{other:02}") for one in range(25) for other in range(one)]
        + [(f"n{number % 25:02}", f"x{number:03}") for number in range(400)],
    ],
    ids=["star", "chain", "clique"],
)
def test_odd_large_networks_get_different_places_on_a_sheet(links: list[tuple[str, str]]) -> None:
    placed = positions(ends(links), links)
    assert len(set(placed.values())) == len(ends(links))
    wide, high = (max(p[a] for p in placed.values()) - min(p[a] for p in placed.values())
                  for a in (0, 1))  # fmt: skip
    assert max(wide, high) < 400 * len(placed) ** 0.5 * 2
