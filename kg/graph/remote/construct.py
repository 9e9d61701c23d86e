"""CONSTRUCT in two steps: its solutions as rows from the engine, its triples made of them here.

For Virtuoso cuts rows short and says so, but triples without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.sparql import Token, tokens

_SILENT: Final = {"space", "comment"}
_AT_ONCE: Final = 5_000


class Construct(NamedTuple):
    """A CONSTRUCT as a SELECT of its variables, and what is made of each row."""

    select: str
    prologue: str
    template: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, query: str) -> Construct | None:
        """Return what a query is in two steps; nothing if it is no CONSTRUCT of variables."""
        found = list(tokens(query))
        at = next((n for n, token in enumerate(found) if _is(token, "CONSTRUCT")), None)
        if at is None:
            return None
        first = next(n for n in range(at + 1, len(found)) if found[n].kind not in _SILENT)
        is_short = found[first].text != "{"
        opening = next(n for n in range(first, len(found)) if found[n].text == "{")
        closing = _closing(found, opening)
        template = found[opening : closing + 1]
        names = tuple(dict.fromkeys(t.text[1:] for t in template if t.kind == "variable"))
        prologue = _text(found[:at])
        rest = _text(found[first:] if is_short else found[closing + 1 :])
        wanted = " ".join(f"?{name}" for name in names)
        select = f"{prologue}SELECT {wanted} {rest}"
        return cls(select, prologue, _text(template), names) if names else None

    def triples(
        self, rows: Iterable[Sequence[Term | None]], prefixes: Mapping[str, str]
    ) -> Iterator[ox.Triple]:
        """Yield the triples of all rows, each once."""
        seen: set[ox.Triple] = set()
        left = iter(rows)
        head = f"({' '.join(f'?{name}' for name in self.names)})"
        while some := list(islice(left, _AT_ONCE)):
            values = "\n".join(f"({' '.join(map(_value, row))})" for row in some)
            given = f"VALUES {head} {{ {values} }}"
            query = f"{self.prologue}CONSTRUCT {self.template} WHERE {{ {given} }}"
            made = ox.Store().query(query, prefixes=dict(prefixes))
            for triple in made if isinstance(made, ox.QueryTriples) else ():
                if triple not in seen:
                    seen.add(triple)
                    yield triple


def _value(term: Term | None) -> str:
    return "UNDEF" if term is None or isinstance(term, ox.BlankNode) else str(term)


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word


def _closing(found: Sequence[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(found)):
        depth += (found[place].text == "{") - (found[place].text == "}")
        if not depth:
            return place
    return len(found) - 1


def _text(found: Iterable[Token]) -> str:
    return "".join(token.text for token in found)
