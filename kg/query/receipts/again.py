"""Parts of a query written once more as patterns, with values put in.

Values are given before a part wherever that changes nothing of what it gives for them (the join
then begins with them: 15 ms instead of 7 s at 100,000 claims), and again behind it, each row with
its number, so that a solution tells whose it is whatever form its terms are written in.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from kg.query.receipts.plan import (
    Apart,
    Choice,
    Edge,
    Inside,
    Maybe,
    Nested,
    Node,
    Part,
    Plain,
    Way,
)
from kg.query.receipts.table import Table, Values, values


def pattern(part: Part, table: Table | None) -> str:
    """Return a part with its marks, and the values of a table before what may have them."""
    if table is None:
        return "\n".join(["", *(_node(node, table) for node in part.nodes)])
    given = {f"?{name}" for name in table.names if name in part.early}
    nodes = (_node(node, table) for node in _given_first(part.nodes, given))
    return "\n".join([table.values(part.early), *nodes])


def _given_first(nodes: Sequence[Node], given: set[str]) -> Iterable[Node]:
    """Yield the nodes, of triple patterns in a row those first that values are given for.

    Oxigraph 0.5 takes patterns that look alike in the order in which they are written, and does not
    know that a name leads to one thing and a thing to hundreds of others.
    """
    for _, run in itertools.groupby(nodes, key=lambda node: isinstance(node, Edge)):
        yield from sorted(run, key=lambda node: _free(node, given))


def _free(node: Node, given: set[str]) -> bool:
    return isinstance(node, Edge) and given.isdisjoint((node.subject, node.prop, node.object))


def _node(node: Node, table: Table | None) -> str:  # noqa: PLR0911
    match node:
        case Edge(subject, prop, value):
            return f"{subject} {prop} {value} ."
        case Way(subject=subject, path=path, object=value):
            return f"{subject} {path} {value} ."
        case Plain(written):
            return written
        case Choice(parts):
            return " UNION ".join(f"{{ {_marked(part, table)} }}" for part in parts)
        case Maybe(part):
            return f"OPTIONAL {{ {_marked(part, None)} }}"
        case Inside(name, part):
            return f"GRAPH {name} {{ {pattern(part, table)} }}"
        case Nested(query, inner, copies):
            binds = zip(query.names, copies, strict=True)
            kept = " ".join(f"BIND(?{name} AS ?{copy})" for name, copy in binds)
            return f"{{ {inner} }} {kept}"
        case Apart(inner):
            return f"MINUS {{ {inner} }}"


def _marked(part: Part, table: Table | None) -> str:
    return f"{pattern(part, table)} BIND(true AS ?{part.mark})"


def owned(table: Table, hidden: str) -> str:
    """Return the rows, and copies of what a solution had of them before it was joined."""
    copies = " ".join(f"BIND(?{name} AS ?{hidden}own_{name})" for name in table.names)
    return f"{copies} {numbered(table, hidden)}"


def numbered(table: Table, hidden: str) -> str:
    """Return a VALUES block of all rows, each with its number and its graph, if it has one."""
    rows: Iterable[Values] = ((str(number), *row) for number, row in enumerate(table.rows))
    names = [f"{hidden}row", *table.names]
    if table.graphs:
        names.append(f"{hidden}g")
        rows = ((*row, graph) for row, graph in zip(rows, table.graphs, strict=True))
    return values(names, rows)
