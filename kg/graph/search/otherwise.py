"""Other ways to write what was searched for, to be tried when nothing has it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, TypeAlias

from kg.graph.search.asked import Phrase, phrase

Phrases: TypeAlias = tuple[Phrase, ...]

_LONG: Final = {
    "bn": "billion", "mrd": "billion", "mn": "million", "mln": "million", "mio": "million",
    "m": "million", "tn": "trillion", "k": "thousand",
}  # fmt: skip
_SHORT: Final = {"billion": "bn", "million": "m", "trillion": "tn", "thousand": "k"}
_NUMBER: Final = re.compile(r"\d+")
_ABBREVIATED: Final = re.compile(rf"(?<=\d) ?({'|'.join(_LONG)})(?!\w)")
_IN_FULL: Final = re.compile(rf"(?<=\d) ({'|'.join(_SHORT)})(?!\w)")
_SEAM: Final = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_POSSESSIVE: Final = re.compile(r"(?<=\w\w) s(?!\w)")
_THOUSANDS: Final = re.compile(r"(?<=\d)(?=(?:\d{3})+(?!\d))")


def otherwise(phrases: Phrases) -> Iterator[Phrases]:
    """Yield other ways to write phrases: amounts, then what is one word or two, then word by word.

    `21bn` is also written `21 billion` and `21 bn`; `f16`, `f-16`; `re-arm`, `rearm`; `155,000`,
    `155000`; `minister's`, `minister`. What was typed in quotes is not taken apart.
    """
    amounts = _amounts(phrases)
    ways = (
        _each(amounts, lambda text: _ABBREVIATED.sub(lambda unit: f" {_LONG[unit[1]]}", text)),
        _each(amounts, lambda text: _IN_FULL.sub(lambda unit: _SHORT[unit[1]], text)),
        _each(amounts, lambda text: _IN_FULL.sub(lambda unit: f" {_SHORT[unit[1]]}", text)),
        _each(phrases, lambda text: _SEAM.sub(" ", text)),
        _each(phrases, lambda text: _THOUSANDS.sub(" ", text)),
        _each(amounts, lambda text: text.replace(" ", "")),
        _each(phrases, lambda text: _POSSESSIVE.sub("", text)),
        tuple(chain.from_iterable(map(_apart, phrases))),
    )
    tried = {phrases, amounts}
    for way in ways:
        if way not in tried:
            tried.add(way)
            yield way


def spelled(phrases: Sequence[Phrase]) -> str:
    """Return phrases as one types them."""
    texts = (f"{' '.join(one.words)}{'*' if one.begins else ''}" for one in phrases)
    return " ".join(f'"{text}"' if " " in text else text for text in texts)


def _each(phrases: Phrases, rule: Callable[[str], str]) -> Phrases:
    return tuple(_rewritten(one, rule(" ".join(one.words))) for one in phrases)


def _rewritten(one: Phrase, text: str) -> Phrase:
    return replace(phrase(text, begins=one.begins), quoted=one.quoted)


def _amounts(phrases: Phrases) -> Phrases:
    """Return phrases of which a number and the unit behind it are one."""
    found: list[Phrase] = []
    for one in phrases:
        unit = one.words[0] in _LONG or one.words[0] in _SHORT
        if unit and found and _NUMBER.fullmatch(found[-1].words[-1]) and not found[-1].begins:
            before = found.pop()
            one = _rewritten(one, " ".join((*before.words, *one.words)))  # noqa: PLW2901
        found.append(one)
    return tuple(found)


def _apart(one: Phrase) -> Iterator[Phrase]:
    if one.quoted:
        yield one
        return
    last = len(one.words) - 1
    for place, word in enumerate(one.words):
        yield phrase(word, begins=one.begins and place == last)
