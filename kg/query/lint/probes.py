"""Many small questions to a graph at once: which of these patterns have a match?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.errors import LimitError
from kg.graph.engine import Rows, Term
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.run import query

_AT_ONCE: Final = 40


def present(
    graph: Graph, prologue: str, asked: Mapping[str, str], seconds: float | None = None
) -> dict[str, bool]:
    """Return which patterns have a match, by their keys; one that took too long is left out.

    Without a limit of seconds the patterns must be single ones, which an index answers at once.
    """
    known: dict[str, bool] = {}
    keys = sorted(asked)
    for first in range(0, len(keys), _AT_ONCE):
        part = keys[first : first + _AT_ONCE]
        lines = (
            f'{{ SELECT ("{place}" AS ?__kg_key) WHERE {{ {asked[key]} }} LIMIT 1 }}'
            for place, key in enumerate(part)
        )
        text = f"{prologue}\nSELECT ?__kg_key WHERE {{ {' UNION '.join(lines)} }}"
        try:
            found = {row[0].value for row in rows(graph, text, seconds) if row[0] is not None}
        except LimitError:
            continue
        known |= {key: str(place) in found for place, key in enumerate(part)}
    return known


def rows(
    graph: Graph, text: str, seconds: float | None = None
) -> Iterator[tuple[Term | None, ...]]:
    """Yield the rows of a question, asked in this process if there is no limit of seconds.

    Raises:
        LimitError: it took too long.
    """
    if seconds is None:
        answer = graph.engine.query(f"BASE <{graph.manifest.base}>\n{text}")
        yield from answer if isinstance(answer, Rows) else ()
        return
    with query(graph, text, limits=Limits(seconds=seconds, rows=None)) as found:
        yield from found.rows()
