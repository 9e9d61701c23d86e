"""What every room is given: the settings, the graph as it is now, the gate to the engine."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from kg.serve.current import Current
from kg.serve.settings import Settings
from kg.serve.web.answers import Answers
from kg.serve.web.gate import Gate


@dataclass(frozen=True)
class Serving:
    """One running server."""

    settings: Settings
    current: Current
    gate: Gate
    threads: Executor
    answers: Answers
