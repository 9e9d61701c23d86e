"""The parts of a SELECT as they are written: groups and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.sparql import Token

Tokens = Sequence[Token]


class Exists(NamedTuple):
    """A group behind EXISTS, and what it means for a row that it has a match.

    `held` tells that a match supports the row, `absent` that the row rests on there being none,
    and `sure` that there must be one (or, with `absent` alone, that there can be none).
    """

    group: Group
    held: bool
    absent: bool
    sure: bool


@dataclass
class Triples:
    """A block of triple patterns."""

    text: str
    tokens: Tokens = ()


@dataclass
class Filter:
    """A filter, and the groups whose presence or absence it tests."""

    text: str
    exists: list[Exists] = field(default_factory=list)


@dataclass
class Bind:
    """A BIND or an inline VALUES: it adds values and needs no evidence of its own."""

    text: str
    names: tuple[str, ...] = ()
    exists: list[Exists] = field(default_factory=list)


@dataclass
class Optional:
    """A group that may match."""

    group: Group


@dataclass
class Union:
    """Groups of which one matches; a single one is a nested group."""

    groups: list[Group]


@dataclass
class Minus:
    """A group that must not match."""

    group: Group


@dataclass
class InGraph:
    """A group held against a named graph; `name` is a variable, an IRI or a prefixed name."""

    name: str
    group: Group


@dataclass
class SubSelect:
    """A SELECT inside a group, and its text."""

    select: Select
    text: str


Element = Triples | Filter | Bind | Optional | Union | Minus | InGraph | SubSelect


@dataclass
class Group:
    """What stands between two braces, in order, its text, and its tokens."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    tokens: Tokens = ()


@dataclass
class Select:
    """A SELECT: what it projects, its pattern, and what stands behind the pattern.

    `head` and `group_by` hold the text and the variable of each item (no variable: an expression
    without a name); `computed` are the expressions of the head as BINDs; `sliced` is LIMIT and
    OFFSET as written.
    """

    distinct: bool
    head: list[tuple[str, str]]
    star: bool
    computed: list[Bind]
    where: Group
    group_by: list[tuple[str, str]]
    having: str
    order: str
    values: str
    aggregated: bool
    sliced: str
