"""Lines in order, each once, however many there are: sorted a piece at a time, and merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO, Final

_PIECE: Final = 500_000


def ordered(lines: Iterable[str], piece: int = _PIECE) -> Iterator[str]:
    """Yield lines in the order of their text, each once; `piece` are held in memory at a time.

    A line must hold no line end. More than one piece goes through temporary files.

    Raises:
        OSError: there is no room for them.
    """
    rest = iter(lines)
    some = list(islice(rest, piece))
    if len(some) < piece:
        yield from sorted(set(some))
        return
    with ExitStack() as files:
        pieces: list[IO[str]] = []
        while some:
            file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(f"{line}\n" for line in sorted(set(some)))
            file.seek(0)
            pieces.append(file)
            some = list(islice(rest, piece))
        last = ""
        for line in heapq.merge(*pieces, key=lambda line: line[:-1]):
            if line != last:
                yield line[:-1]
                last = line
