"""How it is told, in the terminal and as JSON, what an answer loses with each source."""

from __future__ import annotations

import click

from kg.cli.options import counted
from kg.graph.engine import Row
from kg.graph.opened import Graph
from kg.query.receipts.robust import Robustness
from kg.query.results.cells import cell
from kg.visible import visible


def show_robustness(graph: Graph, found: list[Robustness]) -> None:
    """Print, for each source left out, the rows that stay, change, go and come."""
    for one in found:
        stay = f"{counted(one.stay, 'row')} {'stays' if one.stay == 1 else 'stay'}"
        parts = [("changed", one.changed), ("gone", one.gone), ("new", one.new)]
        more = [f"{len(rows)} {how}" for how, rows in parts if rows]
        click.secho(f"without {one.source}: {', '.join([stay, *more])}", bold=True)
        for before, after in one.changed:
            click.echo(f"  changed: {_changed(graph, one.variables, before, after)}")
        for how, rows in (("gone", one.gone), ("new", one.new)):
            for row in rows:
                click.echo(f"  {how}: {_told(graph, row)}")


def _told(graph: Graph, row: Row) -> str:
    return "  ".join(visible(cell(graph, term)) for term in row if term is not None)


def _changed(graph: Graph, names: tuple[str, ...], before: Row, after: Row) -> str:
    """Return what stays of a row, and then each column that changes with both its values."""
    triples = list(zip(names, before, after, strict=True))
    kept = [visible(cell(graph, old)) for _, old, new in triples if old == new and old is not None]
    moved = [
        f"{name}: {' → '.join(visible(cell(graph, term)) or '(nothing)' for term in (old, new))}"
        for name, old, new in triples
        if old != new
    ]
    return "  ".join([*kept, *moved])


def robustness_json(graph: Graph, found: list[Robustness]) -> bytes:
    """Return what each source left out does, as one JSON array."""
    import msgspec

    def told(names: tuple[str, ...], row: Row) -> dict[str, str]:
        pairs = zip(names, row, strict=True)
        return {name: cell(graph, term) for name, term in pairs if term is not None}

    whole = [
        {
            "without": one.source,
            "stay": one.stay,
            "changed": [
                {"before": told(one.variables, before), "after": told(one.variables, after)}
                for before, after in one.changed
            ],
            "gone": [told(one.variables, row) for row in one.gone],
            "new": [told(one.variables, row) for row in one.new],
        }
        for one in found
    ]
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
