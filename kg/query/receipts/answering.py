"""The process that answers a receipt's queries, one after the other; run as a script.

Its arguments are the folders of pyoxigraph and of this tool. It is told its store and limits in a
first line of JSON on standard input and a query in each further one, and gives a line of JSON
(the length of the answer, or a fault) and the answer as SPARQL TSV. Its time begins with the first
query, and its own alarm ends it.
"""

from __future__ import annotations

import json
import sys
from typing import IO, Any, cast


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
            if number == 0:
                _limit(told["seconds"], told["memory"])
            try:
                found = cast("ox.QuerySolutions", store.query(json.loads(line), **known))
                body = found.serialize(format=ox.QueryResultsFormat.TSV) or b""
            except (SyntaxError, OSError, ValueError, RuntimeError) as fault:
                _tell(out, {"fault": str(fault)})
                return 3
            _tell(out, {"length": len(body)}, body)
    return 0


def _tell(out: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps(head).encode() + b"\n" + body)
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
