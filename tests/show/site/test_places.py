"""The path of a page: safe for any id, the same each time, and no two share one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.show.site.places import safe_path, to_root

SAFE = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(/[a-z0-9]([a-z0-9-]*[a-z0-9])?){0,2}")
NAMES = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="aAäÄ/.-_ 1", max_size=12),
    st.sampled_from(["con", "CON", "con/aux", "nul.html", "../..", ".", "/", "", "a//b", "lpt1"]),
)


@given(NAMES)
def test_a_path_is_safe(name: str) -> None:
    path = safe_path(name)
    assert SAFE.fullmatch(path)
    assert max(len(part) for part in path.split("/")) <= 73
    assert not any(re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", part) for part in path.split("/"))
    assert safe_path(name) == path


@given(st.lists(NAMES, unique=True, max_size=20))
def test_no_two_share_one(names: list[str]) -> None:
    assert len({safe_path(name) for name in names}) == len(names)


@given(NAMES)
def test_no_name_can_take_the_path_of_another(name: str) -> None:
    taken = safe_path(name)
    assert taken == name or safe_path(taken) != taken


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("steel-porcupine", "steel-porcupine"),
        ("independent-2025-03-20/c02-1", "independent-2025-03-20/c02-1"),
        ("Åland", r"aland-[0-9a-f]{12}"),
        ("x" * 100_000, r"x{60}-[0-9a-f]{12}"),
        ("日本", r"[0-9a-f]{12}"),
        ("UK", r"uk-[0-9a-f]{12}"),
        ("a/b/c/d", r"a-b-c-d-[0-9a-f]{12}"),
        ("https://example.org/a?b=c#d", r"https-example-org-a-b-c-d-[0-9a-f]{12}"),
    ],
)
def test_paths(name: str, path: str) -> None:
    assert re.fullmatch(path, safe_path(name))


def test_the_way_back() -> None:
    assert [to_root(path) for path in ("index.html", "a/b.html", "a/b/c.html")] == [
        "", "../", "../../",
    ]  # fmt: skip
