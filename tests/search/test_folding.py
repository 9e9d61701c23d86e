"""Letters: what is found though it is written otherwise, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.graph.search.fold import placed, words
from kg.graph.search.roman import key

MEET = [
    ("lodz", "lodz"), ("ŁÓDŹ", "lodz"), ("gross strasse", "strasse"), ("GROß", "strasse"),
    ("soroya aegir", "oe"), ("istanbul ISIK", "istanbul"), ("горбачев", "gorb"),
    ("ГОРБАЧЁВ", "gorb"), ("иалта", "yalta"), ("μητσοτακης", "mits"), ("θεσσαλονικησ", "thess"),
    ("თბილ*", "tbilisi"), ("東京", "tokyo"), ("東*", "tokyo"), ("दिल्ली", "delhi"),
    ("القدس", "quds"),
    ("office flag", "emoji"), ("office", "fi"), ("1 first", "fi"), ("café", "decomposed"),
    ("cafe noir", "decomposed"), ("long range", "hyphen"), ("long-range", "hyphen"),
    ("iron", "quotes"), ("a" * 5_000, "long"), ("a" * 30_000, "long"), ("a" * 99 + "*", "long"),
    ("Zelensky", "zel"), ("Zelensky", "zel-uk"), ("Zelenskyy", "zel-uk"), ("Зеленський", "zel"),
    ("Зеленский", "zel-uk"), ("zelens*", "zel-uk"), ("Volodymyr Zelenskiy", "zel-uk"),
    ("Gorbachev", "gorb"), ("Kyriakos Mitsotakis", "mits"), ("UK", "dots"), ("U.K.", "apart"),
]  # fmt: skip
APART = [("lod", "lodz"), ("zelen", "zel"), ("range-long", "hyphen"), ('"noir cafe"', "decomposed"),
         ("Selenskyj", "zel"), ("दाल", "delhi"), ("東都", "tokyo")]  # fmt: skip


@pytest.mark.parametrize(("asked", "thing"), MEET)
def test_names_meet(names: kg.Graph, asked: str, thing: str) -> None:
    assert thing in [hit.id for hit in kg.search(names, asked)]


@pytest.mark.parametrize(("asked", "thing"), APART)
def test_names_stay_apart(names: kg.Graph, asked: str, thing: str) -> None:
    found = kg.search(names, asked)
    assert thing not in [hit.id for hit in found] or found.remarks


def test_as_written_comes_before_written_alike(names: kg.Graph) -> None:
    assert kg.search(names, "zelenskyy").hits[0].id == "zel"
    assert kg.search(names, "зеленський").hits[0].id == "zel-uk"


@given(st.text())
def test_words_have_their_places(text: str) -> None:
    found = [*placed(text)]
    assert [word.text for word in found] == words(text)
    starts = [word.start for word in found]
    assert starts == sorted(starts)
    assert all(word.start < word.end <= len(text) for word in found)


@given(st.text(), st.integers(0, 50))
def test_the_beginning_of_a_word_folds_to_the_beginning(text: str, length: int) -> None:
    whole, part = words(f"x{text}"), words(f"x{text[:length]}")
    assert whole[: len(part) - 1] == part[:-1]
    assert whole[len(part) - 1].startswith(part[-1])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzабвгґдеєжзиіїйклмнопрстуфхцчшщьюяαβγδεου"))
def test_the_key_of_a_beginning_begins_the_key(word: str) -> None:
    for length in range(len(word)):
        assert key(word).startswith(key(word[:length]))
