"""The process that answers a query and those of its receipts, one after the other; run as a script.

Its arguments are the folders of pyoxigraph and of `worker`. It is told its store and limits in a
first message on standard input and a query in each further one (with how many rows are wanted, at
most), and answers each with one: the table as SPARQL TSV, the kind of an answer without rows, or
what is wrong. Messages are dictionaries (marshal). The first query has the time of the limit for
itself, and all others together have it again; the process's own alarm ends it.

It starts with every query that is explained, so it imports next to nothing, as `worker` does.
"""

from __future__ import annotations

import itertools
import marshal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pyoxigraph import QuerySolutions, Store


def main() -> int:
    """Answer until nothing more is asked; return the process's exit code."""
    sys.path += sys.argv[1:3]
    import pyoxigraph as ox
    from worker import limit  # type: ignore[import-not-found]

    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as out:
        told = marshal.load(asked)  # noqa: S302 (from the process that started this one)
        try:
            store = ox.Store.read_only(told["store"])
        except (OSError, ValueError) as fault:
            marshal.dump({"fault": str(fault)}, out)
            return 3
        for number in itertools.count():
            try:
                question = marshal.load(asked)  # noqa: S302
            except EOFError:
                return 0
            if number in {0, 1}:
                limit(told["seconds"], told["memory"])
            answer = _answer(store, **question, base_iri=told["base"], prefixes=told["prefixes"])
            marshal.dump(answer, out)
            out.flush()
            if "table" not in answer:
                return 3
    return 0


def _answer(store: Store, query: str, most: int | None, **known: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the table of a SELECT, the kind of another answer, or what is wrong."""
    import pyoxigraph as ox

    try:
        found = store.query(query, **known)
        if isinstance(found, ox.QuerySolutions):
            return {"table": _table(found, most)}
        return {"kind": "triples" if isinstance(found, ox.QueryTriples) else "yes or no"}
    except SyntaxError as fault:
        return {"syntax": str(fault)}
    except (OSError, ValueError, RuntimeError) as fault:
        return {"fault": str(fault)}


def _table(found: QuerySolutions, most: int | None) -> bytes:
    """Return the rows as SPARQL TSV, no more than `most` of them if that is a number."""
    import pyoxigraph as ox

    if most is None:
        return found.serialize(format=ox.QueryResultsFormat.TSV) or b""
    lines = ["\t".join(str(variable) for variable in found.variables)]
    rows = itertools.islice(found, most)
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


if __name__ == "__main__":
    sys.exit(main())
