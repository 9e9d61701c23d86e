"""The process that answers one query, so that a query can be stopped; run as a script.

It is given the folder of pyoxigraph as its argument and a request (marshal, a dictionary) on
standard input, and writes a line of JSON (what kind of answer it is) and then the answer, one line
per row (SPARQL TSV with its head, or N-Triples). What is wrong goes to standard error, as JSON. Its
own alarm ends it at the time limit, even if nobody waits for it.

It starts with every query, so it imports next to nothing and never anything of `kg`: json, signal
and typing together took 14 of the 43 ms of CPU from its start to an answer. What they would be for
is built into the interpreter; mypy knows a TYPE_CHECKING that nobody imported.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]
import marshal
import resource
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

_BUFFER = 256 * 1024
_LONGEST = 8_000


def main() -> int:
    """Answer the request on standard input; return the process's exit code."""
    request = marshal.load(sys.stdin.buffer)  # noqa: S302 (from the process that started this one)
    limit(request["seconds"], request["memory"])
    with open(1, "wb", buffering=_BUFFER, closefd=False) as out:
        try:
            return _answer(request, out)
        except BrokenPipeError:
            return 0
        except (SyntaxError, OSError, ValueError, RuntimeError, MemoryError) as fault:
            import json

            fault_told = {"fault": type(fault).__name__, "message": str(fault)[:_LONGEST]}
            sys.stderr.write(json.dumps(fault_told))
            return 3


def limit(seconds: float | None, megabytes: int | None) -> None:
    """Limit this process from now on: seconds by the clock on the wall, megabytes of data."""
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
        out.write(b'{"kind": "boolean", "boolean": %s}\n' % str(bool(answer)).lower().encode())
    elif isinstance(answer, ox.QueryTriples):
        out.write(b'{"kind": "triples"}\n')
        answer.serialize(out, format=ox.RdfFormat.N_TRIPLES)
    else:
        out.write(b'{"kind": "rows"}\n')
        answer.serialize(out, format=ox.QueryResultsFormat.TSV)
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
