"""One page of an answer, and the links to its neighbours (RFC 8288)."""

from __future__ import annotations

import io
import itertools
import urllib.parse
from collections.abc import Iterator, Sequence

from kg.graph.engine import Term
from kg.query.results.result import Result
from kg.serve.saved.asked import LIMIT, PAGE, Asked


def page_of(result: Result, limit: int, page: int) -> tuple[Result, bool]:
    """Return one page of rows as an answer of its own, and whether there is another behind it.

    The query is asked as it is, and the rows before the page are passed over: an order that it
    sets stays as it is on any engine.
    """
    start = (page - 1) * limit
    found = list(itertools.islice(result.rows(), start, start + limit + 1))
    lines = b"".join(_lines(result.variables, found[:limit]))
    part = Result(result.graph, "rows", None, io.BytesIO(lines), sparql=result.sparql)
    return part, len(found) > limit


def links(path: str, query: str, asked: Asked, *, more: bool) -> str:
    """Return the value of the Link header: the first page, the one before, the next."""
    wanted = {"first": 1, "prev": asked.page - 1, "next": asked.page + 1}
    there = {"first": True, "prev": asked.page > 1, "next": more}
    return ", ".join(
        f'<{_url(path, query, asked.limit, page)}>; rel="{rel}"'
        for rel, page in wanted.items()
        if there[rel]
    )


def _url(path: str, query: str, limit: int, page: int) -> str:
    kept = [
        (name, value)
        for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True)
        if name not in {LIMIT, PAGE}
    ]
    fields = urllib.parse.urlencode([*kept, (LIMIT, limit), (PAGE, page)])
    return f"{urllib.parse.quote(path)}?{fields}"


def _lines(variables: Sequence[str], rows: Sequence[tuple[Term | None, ...]]) -> Iterator[bytes]:
    """Yield SPARQL TSV, which is what an answer reads."""
    yield ("\t".join(f"?{name}" for name in variables) + "\n").encode()
    for row in rows:
        yield ("\t".join("" if term is None else str(term) for term in row) + "\n").encode()
