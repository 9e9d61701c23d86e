"""The witnesses of rows: the pattern's solutions behind each, and the triples they stand on.

For each row the query's own pattern is solved again with the row's values put in, every part marked
that may or may not have matched; its patterns, filled, are the triples the row stands on. What
sub-selects, EXISTS and paths of any length gave is explained in the same way, from the values they
gave. The idea is why-provenance (Buneman, Khanna, Tan 2001): facts that suffice for the row. Where
a row has many witnesses (DISTINCT, aggregates), it gets all of them; of a path, one shortest way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.query.receipts.ground import ground
from kg.query.receipts.plan import Look, Nested, Query, Way
from kg.query.receipts.solve import MOST, Solution, Solver
from kg.query.receipts.support import Place, Support, Want
from kg.query.receipts.table import Table, Values
from kg.query.receipts.walk import Walk, Wanted
from kg.query.receipts.ways import Ways

Shares = list[list[Solution]]
_LOST = "no solution could be found again for this row"
_CHOSEN = "why a sub-select with LIMIT or OFFSET gave these rows and not others"
_CUT = f"more than {MOST:,} solutions are behind these rows; only the first were looked at"


class Witnesses:
    """Finds the support of rows of one query, and of the sub-selects in it."""

    def __init__(self, solver: Solver) -> None:
        """Take what answers."""
        self._solver = solver
        self._walk = Walk()

    def of(self, query: Query, names: Sequence[str], rows: Sequence[Values]) -> list[Support]:
        """Return the support of each row of an answer; rows that are alike have each its own."""
        if query.hopeless:
            return [Support(gaps={query.hopeless}) for _ in rows]
        kept = [place for place, name in enumerate(names) if name in query.stable]
        keys = [tuple(row[place] for place in kept) for row in rows]
        table = Table(tuple(names[place] for place in kept), list(dict.fromkeys(keys)))
        behind = dict(zip(table.rows, self._behind(query, table), strict=True))
        again = query.aggregated and bool(query.values)
        shares = [behind[k] for k in keys] if query.distinct else _apart(keys, behind, again=again)
        supports = [self._support(query, share, "") for share in shares]
        self._complete(supports)
        ground(self._solver, supports)
        for support in supports if self._solver.cut else []:
            support.gaps.add(_CUT)
        return supports

    def _behind(self, query: Query, table: Table) -> list[Shares]:
        """Return what gave each row: single solutions, or groups of them."""
        if not query.aggregated:
            ordered = bool(query.order) and not query.distinct
            found = self._solver.rows_of(query, table, ordered=ordered)
            return [[[solution] for solution in solutions] for solutions in found]
        groups = [
            [Want(0, graph, key) for key in keys]
            for keys, graph in zip(self._keys(query, table), _graphs(table), strict=True)
        ]
        unique = list(dict.fromkeys(group for found in groups for group in found))
        found = self._solver.rows_of(query, _table(query.keys, unique), ordered=False)
        solutions = dict(zip(unique, found, strict=True))
        return [[solutions[group] for group in found] for found in groups]

    def _keys(self, query: Query, table: Table) -> list[list[Values]]:
        """Return the keys of the groups that gave each row of an aggregate."""
        if set(query.keys) <= set(table.names):
            places = [table.names.index(key) for key in query.keys]
            return [[tuple(row[place] for place in places)] for row in table.rows]
        return [
            [tuple(solution.get(key, "") for key in query.keys) for solution in found]
            for found in self._solver.keys_of(query, table)
        ]

    def _support(self, query: Query, shares: Shares, graph: str) -> Support:
        support = Support(gaps=set(query.remarks))
        if shares == [[]] and not query.keys:
            support.absent.add(query.text)
        elif not any(shares) and not self._solver.cut:
            support.gaps.add(_LOST)
        for solution in (one for share in shares for one in share):
            self._walk.part(query.part, solution, graph, support)
            for node in query.computed:
                self._walk.node(node, solution, graph, support)
        support.absent |= {text for mark, text in support.missed.items() if mark not in support.met}
        return support

    def _complete(self, supports: list[Support]) -> None:
        """Add what the parts stand on that had to be asked for, those of one kind in one go."""
        wanted: dict[tuple[int, bool], dict[Want, None]] = {}
        for want in (want for support in supports for want in sorted(support.wants)):
            wanted.setdefault((want.node, bool(want.graph)), {})[want] = None
        known: dict[Want, Support] = {}
        for (node, _), wants in wanted.items():
            found = self._explained(self._walk.wanted[node], list(wants))
            known |= zip(wants, found, strict=True)
        if known:
            self._complete(list(known.values()))
        for support in supports:
            for want in support.wants:
                support.add(known[want])

    def _explained(self, node: Wanted, wants: list[Want]) -> list[Support]:
        match node:
            case Nested(query):
                supports = self._nested(query, wants)
                if self._solver.chosen(node, named=bool(wants[0].graph)):
                    for support in supports:
                        support.gaps.add(_CHOSEN)
                return supports
            case Look():
                found = self._solver.matches(node.part, _table(node.names, wants))
                pairs = zip(wants, found, strict=True)
                return [self._seen(node, want.graph, solutions) for want, solutions in pairs]
            case Way():
                ends = [(want.row[0], want.row[1], want.graph) for want in wants]
                ways = zip(wants, Ways(self._solver, node).follow(ends), strict=True)
                return [self._walked(node, want, steps) for want, steps in ways]

    def _nested(self, query: Query, wants: list[Want]) -> list[Support]:
        if query.hopeless:
            return [Support(gaps={query.hopeless}) for _ in wants]
        kept = [place for place, name in enumerate(query.names) if name in query.stable]
        names = tuple(query.names[place] for place in kept)
        rows = [want._replace(row=tuple(want.row[place] for place in kept)) for want in wants]
        behind = self._behind(query, _table(names, rows))
        first = query.sliced and not (query.distinct or query.aggregated)
        shares = [found[:1] if first else found for found in behind]
        pairs = zip(wants, shares, strict=True)
        return [self._support(query, share, want.graph) for want, share in pairs]

    def _seen(self, look: Look, graph: str, solutions: list[Solution]) -> Support:
        support = Support()
        for solution in solutions if look.held else []:
            self._walk.part(look.part, solution, graph, support)
        if not solutions and look.absent:
            support.absent.add(look.text)
        elif not solutions and look.sure:
            support.gaps.add(f"what EXISTS found could not be found again: {{ {look.text} }}")
        return support

    def _walked(self, way: Way, want: Want, steps: list[Solution] | None) -> Support:
        support = Support()
        if steps is None:
            support.gaps.add(f"the path {way.path} could not be followed again")
        elif not steps:
            support.places.add(Place(want.row[0], want.graph))
        for solution in steps or []:
            self._walk.part(way.step, solution, want.graph, support)
        return support


def _apart(keys: list[Values], behind: Mapping[Values, Shares], *, again: bool) -> list[Shares]:
    """Give each row one of what gave it; rows that are alike take turns.

    `again` lets them begin again: a VALUES behind an aggregate repeats the row of a group.
    """
    given: Counter[Values] = Counter()
    shares = []
    for key in keys:
        turn = given[key] % max(len(behind[key]), 1) if again else given[key]
        shares.append(behind[key][turn : turn + 1])
        given[key] += 1
    return shares


def _table(names: tuple[str, ...], wants: Sequence[Want]) -> Table:
    return Table(names, [w.row for w in wants], [w.graph for w in wants if w.graph])


def _graphs(table: Table) -> Sequence[str]:
    return table.graphs or [""] * len(table.rows)
