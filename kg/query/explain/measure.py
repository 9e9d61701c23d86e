"""The process that runs several queries and tells rows and time of each; run as a script.

Like the worker, it imports nothing of `kg`. It gets its request as JSON on standard input, answers
a line of JSON for each query, and is ended by its own alarm when a query takes too long.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
import zlib
from typing import Any

_ENOUGH = 0.5
_TIMES = 3


def main() -> int:
    """Run the queries of the request on standard input; return the process's exit code."""
    request = json.load(sys.stdin.buffer)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    if request["memory"] is not None:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (request["memory"] * 1024 * 1024, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.append(sys.argv[1])
    import pyoxigraph as ox

    store = ox.Store.read_only(request["store"])
    for query in request["queries"]:
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] or 0)
        _tell(_measured(ox, store, query, request))
    return 0


def _measured(
    ox: Any,  # noqa: ANN401
    store: Any,  # noqa: ANN401
    query: dict[str, Any],
    request: dict[str, Any],
) -> dict[str, Any]:
    """Return rows and time of a query: the best of three, if they take half a second at most."""
    best, spent, rows, digest = float("inf"), 0.0, 0, 0
    for _ in range(_TIMES):
        start = time.perf_counter()
        try:
            answer = store.query(
                query["text"], base_iri=request["base"], prefixes=request["prefixes"]
            )
            rows = _rows(ox, answer, counts=query["counts"])
        except (SyntaxError, OSError, ValueError, RuntimeError, MemoryError) as fault:
            return {"fault": str(fault)[:500]}
        taken = time.perf_counter() - start
        best, spent = min(best, taken), spent + taken
        if spent > _ENOUGH:
            break
    if query["digest"] and rows <= query["digest"]:
        answer = store.query(query["text"], base_iri=request["base"], prefixes=request["prefixes"])
        digest = _digest(ox, answer)
    return {"rows": rows, "seconds": best, "digest": digest}


def _rows(ox: Any, answer: Any, *, counts: bool) -> int:  # noqa: ANN401
    """Return how many rows an answer has, or the number that it says."""
    if isinstance(answer, ox.QueryBoolean):
        return int(bool(answer))
    if counts:
        return int(next(iter(answer))[0].value)
    return sum(1 for _ in answer)


def _digest(ox: Any, answer: Any) -> int:  # noqa: ANN401
    """Return a number that is the same for the same rows in any order of rows and columns."""
    if isinstance(answer, ox.QueryBoolean):
        return int(bool(answer))
    if isinstance(answer, ox.QueryTriples):
        return sum(zlib.crc32(str(triple).encode()) for triple in answer)
    names = sorted(variable.value for variable in answer.variables)
    rows = (" ".join(str(row[name]) for name in names) for row in answer)
    return sum(zlib.crc32(row.encode()) for row in rows)


def _tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
