"""The process that answers one query, so that a query can be stopped; run as a script.

It is given the folder of pyoxigraph as its argument and a request as JSON on standard input, and
writes a line of JSON (what kind of answer it is) and then the answer, one line per row (SPARQL TSV
with its head, or N-Triples). What is wrong goes to standard error, as JSON. It imports next to
nothing, and never anything of `kg`: it starts with every query. Its own alarm ends it at the time
limit, even if nobody waits for it.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import IO, Any

_BUFFER = 256 * 1024
_LONGEST = 8_000


def main() -> int:
    """Answer the request on standard input; return the process's exit code."""
    request = json.load(sys.stdin.buffer)
    _limit(request["seconds"], request["memory"])
    with open(1, "wb", buffering=_BUFFER, closefd=False) as out:
        try:
            return _answer(request, out)
        except BrokenPipeError:
            return 0
        except (SyntaxError, OSError, ValueError, RuntimeError, MemoryError) as fault:
            fault_told = {"fault": type(fault).__name__, "message": str(fault)[:_LONGEST]}
            sys.stderr.write(json.dumps(fault_told))
            return 3


def _limit(seconds: float | None, megabytes: int | None) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    if seconds is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    if megabytes is not None:
        size = megabytes * 1024 * 1024
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any], out: IO[bytes]) -> int:
    sys.path.append(sys.argv[1])
    import pyoxigraph as ox

    store = ox.Store.read_only(request["store"])
    answer = store.query(request["query"], base_iri=request["base"], prefixes=request["prefixes"])
    if isinstance(answer, ox.QueryBoolean):
        _tell(out, {"kind": "boolean", "boolean": bool(answer)})
    elif isinstance(answer, ox.QueryTriples):
        _tell(out, {"kind": "triples"})
        answer.serialize(out, format=ox.RdfFormat.N_TRIPLES)
    else:
        _tell(out, {"kind": "rows"})
        answer.serialize(out, format=ox.QueryResultsFormat.TSV)
    out.flush()
    return 0


def _tell(out: IO[bytes], head: dict[str, Any]) -> None:
    out.write(json.dumps(head).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
