"""The process that answers a query and those of its receipts, one after the other; run as a script.

Its arguments are the folders of pyoxigraph and of this tool. It is told its store and limits in a
first line of JSON on standard input and a query in each further one (with how many rows are wanted,
at most), and gives a line of JSON (the length of the answer, or a fault) and the answer as SPARQL
TSV. The first query has the time of the limit for itself, and all others together have it again;
the process's own alarm ends it.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

_FIRST: Final = 0


def main() -> int:
    """Answer until nothing more is asked; return the process's exit code."""
    sys.path += sys.argv[1:3]
    import pyoxigraph as ox

    from kg.query.worker import _limit

    with open(1, "wb", closefd=False) as out:
        told = json.loads(sys.stdin.buffer.readline())
        try:
            store = ox.Store.read_only(told["store"])
        except (OSError, ValueError) as fault:
            _tell(out, {"fault": str(fault)})
            return 3
        known = {"base_iri": told["base"], "prefixes": told["prefixes"]}
        for number, line in enumerate(sys.stdin.buffer):
            if number in {_FIRST, _FIRST + 1}:
                _limit(told["seconds"], told["memory"])
            asked = json.loads(line)
            try:
                found = store.query(asked["query"], **known)
                if not isinstance(found, ox.QuerySolutions):
                    triples = isinstance(found, ox.QueryTriples)
                    _tell(out, {"kind": "triples" if triples else "yes or no"})
                    return 3
                body = _table(found, asked["most"])
            except SyntaxError as fault:
                _tell(out, {"syntax": str(fault)})
                return 3
            except (OSError, ValueError, RuntimeError) as fault:
                _tell(out, {"fault": str(fault)})
                return 3
            _tell(out, {"length": len(body)}, body)
    return 0


def _table(found: QuerySolutions, most: int | None) -> bytes:
    """Return the rows as SPARQL TSV, no more than `most` of them if that is a number."""
    import pyoxigraph as ox

    if most is None:
        return found.serialize(format=ox.QueryResultsFormat.TSV) or b""
    lines = ["\t".join(str(variable) for variable in found.variables)]
    rows = itertools.islice(found, most)
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _tell(out: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps(head).encode() + b"\n" + body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
