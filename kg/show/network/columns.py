"""Which columns of an answer are things, by IRI or by label, and which say what links them."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.words import STATEMENTS, Words
from kg.words import KG, RDF, XSD

_LABELS: Final = Path(__file__).parent / "queries" / "labels.rq"
_TEXTS: Final = {f"{XSD}string", f"{RDF}langString"}
_BOTH: Final = 2

Row = tuple[Term | None, ...]
Column = list[str]


class Table(NamedTuple):
    """An answer as links: its ends, each a column of IRIs (or ""), what is said, and the claims."""

    ends: tuple[Column, ...]
    labels: Column
    claims: Column


def table(graph: Graph, names: tuple[str, ...], rows: list[Row], words: Words) -> Table:
    """Return the first two columns of things, the text that goes with them, and the claims.

    A column of texts that are labels of things counts as things: tables for people name things by
    their labels. Things of the world come before articles, and claims are never ends.
    """
    words.learn(cell.value for row in rows for cell in row if isinstance(cell, ox.NamedNode))
    found: dict[int, Column] = {}
    for at in range(len(names)):
        column = _things([row[at] for row in rows], words)
        if column:
            found[at] = column
    if len(_world(found, words)) < _BOTH:
        known = _known(graph)
        for at in sorted(set(range(len(names))) - found.keys()):
            column = _by_label([row[at] for row in rows], known)
            if column:
                found[at] = column
        words.learn(iri for column in found.values() for iri in column if iri)
    places = _ends(dict(sorted(found.items())), words)
    claim = names.index("claim") if "claim" in names else -1
    ends = tuple(found[at] for at in places)
    free = [at for at in range(len(names)) if at not in found and at != claim]
    after = [at for at in free if places and at > places[0]]
    return Table(
        ends,
        _labels(rows, [*after, *free], ends, words),
        [_iri(row[claim]) if claim >= 0 else "" for row in rows],
    )


def _iri(cell: Term | None) -> str:
    return cell.value if isinstance(cell, ox.NamedNode) else ""


def _things(cells: list[Term | None], words: Words) -> Column | None:
    """Return a column of things that are no claims, or nothing when it holds anything else."""
    given = [cell for cell in cells if cell is not None]
    things = (
        isinstance(cell, ox.NamedNode)
        and words.is_thing(cell.value)
        and f"{KG}Claim" not in words.types(cell.value)
        for cell in given
    )
    return [_iri(cell) for cell in cells] if given and all(things) else None


def _by_label(cells: list[Term | None], known: dict[str, str]) -> Column | None:
    """Return the things that texts name, when most of the texts name one."""
    texts = {_word(cell) for cell in cells if _is_text(cell)}
    named = {text for text in texts if text in known}
    if not named or 2 * len(named) < len(texts):
        return None
    return [known.get(_word(cell), "") if _is_text(cell) else "" for cell in cells]


def _is_text(cell: Term | None) -> bool:
    return isinstance(cell, ox.Literal) and cell.datatype.value in _TEXTS


def _known(graph: Graph) -> dict[str, str]:
    """Return the one thing that each label names; labels of several things name none."""
    found: dict[str, set[str]] = {}
    for thing, label, kind in ask(graph, _LABELS):
        if isinstance(thing, ox.NamedNode) and label and kind:
            ours = kind.value.startswith(KG) and kind.value not in STATEMENTS
            if ours and kind.value != f"{KG}Claim":
                found.setdefault(label.value, set()).add(thing.value)
    return {label: next(iter(things)) for label, things in found.items() if len(things) == 1}


def _world(found: dict[int, Column], words: Words) -> list[int]:
    """Return the columns whose things are no articles."""
    article = f"{KG}Article"
    return [
        at
        for at, column in found.items()
        if not any(article in words.types(iri) for iri in column if iri)
    ]


def _ends(found: dict[int, Column], words: Words) -> tuple[int, ...]:
    """Return the two columns that a link goes between; a column that repeats another is none."""
    world = _world(found, words)
    chosen: list[int] = []
    for at in [*world, *(at for at in found if at not in world)]:
        if len(chosen) < _BOTH and all(not _same(found[at], found[other]) for other in chosen):
            chosen.append(at)
    return tuple(sorted(chosen)) if set(chosen) <= set(world) else tuple(chosen)


def _same(one: Column, other: Column) -> bool:
    """Tell whether two columns name the same things wherever both name one."""
    return all(a == b for a, b in zip(one, other, strict=True) if a and b)


def _labels(rows: list[Row], places: list[int], ends: tuple[Column, ...], words: Words) -> Column:
    """Return what is said along each link: the first column of words that only names no end."""
    named = [{words.label(iri) for iri in row if iri} for row in zip(*ends, strict=True)]
    for at in places if ends else ():
        cells = [row[at] for row in rows]
        if not all(_is_text(cell) or _iri(cell) for cell in cells if cell is not None):
            continue
        said = [words.label(_iri(cell)) if _iri(cell) else _word(cell) for cell in cells]
        if any(word and word not in known for word, known in zip(said, named, strict=True)):
            return said
    return [""] * len(rows)


def _word(cell: Term | None) -> str:
    return cell.value if cell else ""
