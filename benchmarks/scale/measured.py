"""A command run as a process of its own: its time, its processors' time, its peak memory."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_LOOK: Final = 0.05
_MB: Final = 2**20


@dataclass(frozen=True)
class Cost:
    """What a process and all that it started took: seconds, processor seconds, peak MB.

    `fault` says why there is nothing to compare; it is empty when the work was done. `said` is what
    the process printed.
    """

    wall: float
    cpu: float
    peak: float
    fault: str
    said: str


def measured(command: list[str], bound: float, folder: Path | None = None) -> Cost:
    """Run a command to its end, or until it has taken `bound` seconds by the clock on the wall.

    Processor time is what the system tells of the ended process and its ended children. Peak memory
    is the larger of what it tells of the largest single process, and the resident memory of all of
    them together, looked at 20 times a second.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=err, cwd=folder, start_new_session=True
        )
        together, late = 0, False
        try:
            while True:
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    break
                together = max(together, _resident(process.pid))
                late = late or time.perf_counter() - start > bound
                if late:
                    os.killpg(process.pid, signal.SIGKILL)
                time.sleep(_LOOK)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        return Cost(
            wall=time.perf_counter() - start,
            cpu=used.ru_utime + used.ru_stime,
            peak=max(together, used.ru_maxrss * 1024) / _MB,
            fault=f"over {bound:,.0f} s" if late else _fault(process.returncode, _text(err)),
            said=_text(out),
        )


def _fault(code: int, said: str) -> str:
    """Return in a line why a process did not do its work."""
    if code == 0:
        return ""
    lines = said.strip().splitlines() or [f"ended with {code}"]
    return lines[-1][:50].replace("|", "/")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _resident(pid: int) -> int:
    """Return the bytes of memory that a process and its children hold just now, where /proc is."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        children = [int(child) for task in tasks for child in task.read_text("ascii").split()]
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(_resident, children))
