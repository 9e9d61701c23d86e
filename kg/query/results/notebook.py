"""An answer in a notebook: a table whose rows unfold the claims that support them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.query.receipts.why import why

if TYPE_CHECKING:
    from kg.query.results.readable import Readable

_ROWS: Final = 50


def notebook_html(result: Readable) -> str:
    """Return HTML of the first fifty rows with their receipts; the query is asked again for it.

    Yes or no is told as it is; of triples, what can be done with them.
    """
    if result.kind == "boolean":
        return f"<p>{'yes' if result.boolean else 'no'}</p>"
    if result.kind == "triples":
        return "<p>triples: <code>.to_networkx()</code> or <code>.save('answer.ttl')</code></p>"
    return why(result.graph, result.sparql, rows=_ROWS)._repr_html_()
