"""How far a long piece of work is, for whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """How far a build is: what it does, how many records are done, of how many (0: unknown)."""

    doing: str
    records: int
    of: int = 0


Progress = Callable[[Step], None]
