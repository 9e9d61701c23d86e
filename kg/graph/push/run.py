"""One push on its way: bring beside, switch, read back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Final

from kg.errors import InputError
from kg.graph.opened import Graph
from kg.graph.push.changes import batches, changes
from kg.graph.push.sections import (
    Line,
    Sums,
    default_lines,
    differing,
    is_bucket,
    lines,
    named_lines,
    stamp,
    summed,
)
from kg.graph.push.target import Target
from kg.graph.remote.published import Published, told, written

_SWITCH: Final = 3600.0
_WAITS: Final = (1.0, 3.0)
_NOTED: Final = 1_000
_AGAIN: Final = "run kg push again: it goes on from here"


class Run:
    """A push of one graph to one place, of which the sums on both sides are known."""

    def __init__(self, graph: Graph, target: Target, ours: Sums, theirs: Sums) -> None:
        """Take the graph, the place, and the sums of their sections."""
        self.graph = graph
        self.target = target
        self.ours = ours
        self.theirs = theirs
        self.changed = differing(ours, theirs)
        self.id = sha256(f"{stamp(ours)} {stamp(theirs)}".encode()).hexdigest()[:16]

    @cached_property
    def published(self) -> Published:
        """What is told of the graph when it is published."""
        return told(self.graph.manifest, self.target.beside.default, stamp(self.ours))

    def bring(self, progress: Callable[[int], None]) -> tuple[int, int]:
        """Bring beside all that differs; return how many triples are to come and to go.

        Raises:
            InputError: the engine broke off, or does not hold all that it was given.
        """
        done = self._done()
        put = taken = 0
        before = self._read() if self.target.found else ()
        for number, batch in enumerate(batches(changes(_told(self._ours()), _told(before)))):
            note = f"{self.id} {number}"
            if note not in done:
                self._send(self.target.beside.batch(batch, note))
            put += sum(change.put for change in batch)
            taken += sum(not change.put for change in batch)
            progress(put + taken)
        self._send_sums()
        self._count(put + taken)
        return put, taken

    def switch(self) -> None:
        """Let what was brought beside take effect.

        Asked twice it changes nothing more, so it is asked again where no answer came.

        Raises:
            InputError: it did not.
        """
        update = self.target.beside.switch(written(self.published), self.published.stamp)
        for wait in (*_WAITS, None):
            try:
                self.target.change(update, _SWITCH)
            except InputError as fault:
                if wait is None:
                    what = f"all is beside, but did not take effect: {fault.what}"
                    raise InputError(what, _AGAIN) from fault
                time.sleep(wait)
            else:
                return

    def verify(self) -> None:
        """Read back what changed, and compare it with what was to be there.

        Raises:
            InputError: it is something else.
        """
        found = summed(self._read())
        wanted = {name: total for name, total in self.ours.items() if name in self.changed}
        wrong = sorted(differing(found, wanted))
        if wrong:
            raise InputError(
                "the graph is published, but the engine gives back something else than it was "
                f"given, in {len(wrong):,} of {len(wanted):,} parts, such as {wrong[0]}",
                "docs/engines.md tells how engines change literals",
            )

    def _done(self) -> set[str]:
        """Return the notes of this very push; what another one left beside is taken away."""
        noted = self.target.noted
        ours = {note for note in noted if note.startswith(self.id)}
        if noted and not ours:
            self._send(self.target.beside.clear())
        return ours

    def _ours(self) -> Iterator[Line]:
        return (line for line in lines(self.graph) if line.section in self.changed)

    def _read(self) -> Iterator[Line]:
        """Yield what is published of the sections that differ; all, where no sums were known."""
        view = self.target.graph
        if not self.theirs:
            yield from lines(view)
            return
        if any(is_bucket(name) for name in self.changed):
            yield from (line for line in default_lines(view) if line.section in self.changed)
        yield from named_lines(view, [name for name in self.changed if not is_bucket(name)])

    def _send_sums(self) -> None:
        """Note the new sums beside; an empty one of a section that is no more."""
        sums = {name: str(self.ours.get(name, "")) for name in sorted(self.changed)}
        for at in range(0, len(sums), _NOTED):
            self._send(self.target.beside.sums(dict(islice(sums.items(), at, at + _NOTED))))

    def _count(self, wanted: int) -> None:
        held = self.target.waiting
        if held != wanted:
            self._send(self.target.beside.clear())
            raise InputError(
                f"the engine holds {held:,} of the {wanted:,} triples that were brought to it",
                "it may take two literals for one; nothing was published, all is as it was",
            )

    def _send(self, update: str) -> None:
        try:
            self.target.change(update)
        except InputError as fault:
            what, cure = f"the push broke off: {fault.what}", f"{fault.cure}; then {_AGAIN}"
            raise InputError(what, cure) from fault


def _told(found: Iterable[Line]) -> Iterator[tuple[str, str]]:
    return ((line.graph, line.triple) for line in found)
