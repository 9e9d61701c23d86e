"""The process that answers queries over one store, so that a query can be stopped; run as a script.

Its arguments are the folders of pyoxigraph and of the store. On standard input it is told one query
after the other, and answers each on standard output in pieces, the last of which says so. All are
marshal dictionaries: a query with its base, prefixes and limits; `kind` and `boolean` in the first
piece of an answer, `data` in each (SPARQL TSV with its head, or N-Triples, one line a row), or
`fault` and `message`. An alarm ends it at a query's time limit, even if nobody waits for it. After
an answer it says with `ready` whether it can be asked again.

Queries wait for it to start, so it imports next to nothing and never anything of `kg`: json, signal
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

    import pyoxigraph as ox

_PIECE = 256 * 1024
_LONGEST = 8_000
_SOONEST = 1e-6
# Memory that a query leaves behind is not given back to the system; after so much, start anew.
_MOST_LEFT = 256 * 1024 * 1024


def main() -> int:
    """Answer what is asked on standard input until it ends; return the process's exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(0, "rb", closefd=False) as asked, open(1, "wb", 0, closefd=False) as told:
        try:
            return _serve(asked, told)
        except BrokenPipeError:
            return 0


def _serve(asked: IO[bytes], told: IO[bytes]) -> int:
    sys.path.append(sys.argv[1])
    import pyoxigraph as ox

    try:
        store = ox.Store.read_only(sys.argv[2])
    except (OSError, ValueError, RuntimeError) as fault:
        send(told, _fault(fault))
        return 3
    memory = _Memory()
    ready = True
    while ready:
        try:
            question = marshal.load(asked)  # noqa: S302 (from the process that started this one)
        except EOFError:
            return 0
        memory.limit(question["memory"])
        alarm(question["seconds"])
        last = _answer(store, question, told)
        alarm(None)
        memory.limit(None)
        ready = last.get("fault") in {None, "SyntaxError"} and memory.left_behind() < _MOST_LEFT
        send(told, {**last, "last": True, "ready": ready})
    return 0


def _answer(store: ox.Store, question: dict[str, Any], told: IO[bytes]) -> dict[str, Any]:
    """Answer a query; return the last piece of the answer, or what is wrong."""
    pieces = _Pieces(told, question["rows"])
    try:
        _write(store, question, pieces)
        return pieces.rest()
    except _Enough:
        return pieces.rest()
    except BrokenPipeError:
        raise
    except (SyntaxError, OSError, ValueError, RuntimeError, MemoryError) as fault:
        return _fault(fault)


def _write(store: ox.Store, question: dict[str, Any], pieces: _Pieces) -> None:
    import pyoxigraph as ox

    asked, base, prefixes = (question[name] for name in ("query", "base", "prefixes"))
    answer = store.query(asked, base_iri=base, prefixes=prefixes)
    if isinstance(answer, ox.QueryBoolean):
        pieces.begin("boolean", boolean=bool(answer))
    elif isinstance(answer, ox.QueryTriples):
        pieces.begin("triples")
        answer.serialize(pieces, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    else:
        pieces.begin("rows")
        answer.serialize(pieces, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]


class _Enough(Exception):  # noqa: N818
    """More lines were sent than are wanted."""


class _Pieces:
    """Takes what the engine writes, and sends it on in large pieces while more lines are wanted."""

    def __init__(self, told: IO[bytes], rows: int | None) -> None:
        self._told = told
        self._left = rows
        self._head: dict[str, Any] = {}
        self._held: list[bytes] = []
        self._size = 0

    def begin(self, kind: str, *, boolean: bool | None = None) -> None:
        """Say in the first piece what kind of answer it is; rows have a line more, their head."""
        self._head = {"kind": kind, "boolean": boolean}
        if self._left is not None and kind == "rows":
            self._left += 1

    def write(self, data: bytes) -> int:
        self._enough()
        self._held.append(data)
        self._size += len(data)
        if self._left is not None:
            self._left -= data.count(b"\n")
            self._enough()
        if self._size >= _PIECE:
            send(self._told, self.rest())
        return len(data)

    def _enough(self) -> None:
        if self._left is not None and self._left < 0:
            raise _Enough

    def flush(self) -> None:
        """Keep what there is: the last piece is sent with the word that it is the last."""

    def rest(self) -> dict[str, Any]:
        piece = {**self._head, "data": b"".join(self._held)}
        self._head, self._held, self._size = {}, [], 0
        return piece


def alarm(seconds: float | None) -> None:
    """Let an alarm end this process after some seconds by the clock on the wall, or let none."""
    signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else max(seconds, _SOONEST))


def send(told: IO[bytes], piece: dict[str, Any]) -> None:
    """Write a piece of an answer."""
    left = memoryview(marshal.dumps(piece))
    while left:
        left = left[told.write(left) :]


def _fault(fault: BaseException) -> dict[str, Any]:
    return {"fault": type(fault).__name__, "message": str(fault)[:_LONGEST]}


class _Memory:
    """The memory of this process; a query's limit counts none that earlier queries left behind."""

    def __init__(self) -> None:
        self._limits = resource.getrlimit(resource.RLIMIT_DATA)
        self._at_first = used()

    def left_behind(self) -> int:
        return max(used() - self._at_first, 0)

    def limit(self, megabytes: int | None) -> None:
        """Limit it to so many megabytes, or as it was before."""
        soft, hard = self._limits
        if megabytes is not None:
            wanted = megabytes * 1024 * 1024 + self.left_behind()
            soft = wanted if soft == resource.RLIM_INFINITY else min(wanted, soft)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def used() -> int:
    """Return the bytes of this process that RLIMIT_DATA counts; 0 where nobody tells."""
    try:
        with open("/proc/self/statm", "rb") as found:  # noqa: PTH123 (pathlib is slow to import)
            return int(found.read().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
