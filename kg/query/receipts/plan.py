"""A query as receipts need it: every pattern that can support a row, and how to ask it again.

Each part that may or may not have matched has a mark, a variable that is bound where it did; each
blank node is a variable, and each path is broken into the patterns it stands for (SPARQL 1.1,
18.2.2.4), so that a solution tells which triples it stands on. Only `?`, `*` and `+` stay paths.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.receipts.paths import Repeated

Names = frozenset[str]


@dataclass(frozen=True)
class Edge:
    """A triple pattern: three terms or variables as written."""

    subject: str
    prop: str
    object: str


@dataclass(frozen=True)
class Way:
    """A path of any length between two ends; `step` is one step of it, from `x` to `y`.

    `start` and `end` are variables that hold the ends, constants too, as the engine writes them.
    """

    subject: str
    path: Repeated
    object: str
    start: str
    end: str
    step: Part
    x: str
    y: str


@dataclass(frozen=True)
class Plain:
    """A filter, BIND or VALUES as written, and what it looks for with EXISTS."""

    text: str
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Look:
    """A group behind EXISTS, asked with the variables that it sees (see `parts.Exists`)."""

    part: Part
    names: tuple[str, ...]
    text: str
    held: bool
    absent: bool
    sure: bool


@dataclass(frozen=True)
class Choice:
    """Parts of which one matched."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Maybe:
    """A part that may have matched.

    `needed` tells that its match makes a difference to the row, and `felt` that a solution in which
    it did not match may rest on that, since its variables are used elsewhere; `counted` that an
    aggregate may, if it matched in no solution at all.
    """

    part: Part
    text: str
    needed: bool
    felt: bool
    counted: bool


@dataclass(frozen=True)
class Inside:
    """A part held against a named graph, a variable or an IRI."""

    name: str
    part: Part


@dataclass(frozen=True)
class Nested:
    """A sub-select; `copies` keep the values that it gave itself, before any join."""

    query: Query
    text: str
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Apart:
    """A MINUS, as written."""

    text: str


Node = Edge | Way | Plain | Choice | Maybe | Inside | Nested | Apart


@dataclass(frozen=True, eq=False)
class Part:
    """A group: its nodes, the variables it may bind and those it always binds, and its mark.

    `early` are variables whose values may be given before the group is matched, without changing
    what it gives for them.
    """

    nodes: tuple[Node, ...]
    names: Names
    sure: Names
    early: Names
    mark: str


@dataclass(frozen=True, eq=False)
class Query:
    """A SELECT: the part it matches, what it computes, and what makes its solutions a row.

    `keys` are the variables of GROUP BY; `again` is the SELECT with all of them projected.
    `stable` are the columns with one value whenever it is asked. `remarks` are what cannot be
    explained of any row; `hopeless` says why none can be explained at all.
    """

    names: tuple[str, ...]
    part: Part
    computed: tuple[Plain, ...]
    values: str
    order: str
    distinct: bool
    aggregated: bool
    sliced: str
    text: str
    keys: tuple[str, ...]
    again: str
    stable: Names
    remarks: tuple[str, ...]
    hopeless: str
