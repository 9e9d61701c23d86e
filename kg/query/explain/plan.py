"""The engine's own plan of a query, where the `oxigraph` command of its version is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.opened import Graph
from kg.query.guard import guard
from kg.query.limits import Limits
from kg.query.lint.near import written

COMMAND: Final = "oxigraph"
_IRI = re.compile(r"<([^<>\s]+)>")
# Variables that the engine makes for itself: 32 hexadecimal digits.
_MADE = re.compile(r"\?([0-9a-f]{4})[0-9a-f]{28}\b")
_ROW_BY_ROW: Final = "Lateral"
_DEFAULT: Final = 60.0


@dataclass(frozen=True)
class Plan:
    """One operation of the engine, the rows it gave, the seconds for it with what is under it."""

    operation: str
    rows: int
    seconds: float
    under: tuple[Plan, ...] = ()


def plan(graph: Graph, query: str, limits: Limits) -> Plan | None:
    """Return how the engine ran a query, operation by operation.

    It is None where the command is missing, of another version than the engine, or out of time.
    """
    command = _command()
    if command is None or graph.store is None:
        return None
    guard(query)
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.prefixes.items())
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        asked, told = Path(folder, "query.rq"), Path(folder, "plan.json")
        asked.write_text(f"BASE <{graph.manifest.base}>\n{declared}{query}\n", encoding="utf-8")
        try:
            subprocess.run(
                [command, "query", "--location", graph.store, "--query-file", asked, "--stats",
                 "--results-file", Path(folder, "answer"), "--results-format",
                 "json" if _gives_rows(query) else "nt", "--explain-file", told],
                check=True, capture_output=True, timeout=limits.seconds or _DEFAULT,
            )  # fmt: skip
            return _read(graph, json.loads(told.read_text(encoding="utf-8"))["plan"])
        except (OSError, subprocess.SubprocessError, ValueError, KeyError):
            return None


def _gives_rows(query: str) -> bool:
    from kg.query.anatomy.read import is_word, significant

    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    first = next(token for token in significant(query) if is_word(token, *forms))
    return is_word(first, "SELECT", "ASK")


def _command() -> str | None:
    """Return the command if it is of the engine's version: another one may plan otherwise."""
    beside = Path(sys.executable).with_name(COMMAND)
    found = str(beside) if beside.is_file() else shutil.which(COMMAND)
    if found is None:
        return None
    try:
        answer = subprocess.run([found, "--version"], capture_output=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return found if answer.stdout.decode().split()[-1:] == [ox.__version__] else None


def _read(graph: Graph, node: dict[str, Any]) -> Plan:
    """Return the plan of the engine's own: what it joins row by row, side by side."""
    under = [_read(graph, child) for child in node["children"]]
    if node["name"] == _ROW_BY_ROW and under[0].operation == _ROW_BY_ROW:
        under = [*under[0].under, *under[1:]]
    name = _IRI.sub(lambda match: written(graph, match[1]), node["name"])
    name = _MADE.sub(lambda match: f"?_{match[1]}", name)
    return Plan(name, node["number of results"], node["duration in seconds"], tuple(under))
