"""The measured process of an engine: `python -m benchmarks.scale.child ENGINE load|ask FILE HOME`.

`ask` reads a list of named queries as JSON from FILE's folder, and prints a line of JSON for each:
its name, rows, seconds, processor seconds; so what was answered in time is known also when the
process is ended for taking too long.
"""

from __future__ import annotations

import json
import resource
import sys
import textwrap
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

QUERIES: Final = "queries.json"


def main() -> None:
    """Do what the command line says."""
    name, work, file, home = sys.argv[1:]
    engine: Any = import_module(f"benchmarks.scale.engines.{name}")
    if work == "load":
        engine.load(Path(file), Path(home))
        return
    graph = engine.opened(Path(file), Path(home))
    for query, sparql in json.loads(Path(file).with_name(QUERIES).read_text("utf-8")).items():
        print(json.dumps({"query": query, **_asked(engine, graph, sparql)}), flush=True)
    if hasattr(graph, "stop"):
        graph.stop()


def _asked(engine: Any, graph: Any, sparql: str) -> dict[str, Any]:  # noqa: ANN401
    start, used = time.perf_counter(), _cpu(graph)
    try:
        rows = engine.ask(graph, sparql)
    except Exception as fault:  # noqa: BLE001
        # An engine of another maker may refuse a query in any way; the others go on.
        said = f"{type(fault).__name__}: {fault}".replace("|", "/")
        return {"fault": textwrap.shorten(said, 70, placeholder=" …")}
    return {"rows": rows, "wall": time.perf_counter() - start, "cpu": _cpu(graph) - used}


def _cpu(graph: Any) -> float:  # noqa: ANN401
    """Return the processor seconds of this process, of those it ended, and of a server."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    server = graph.cpu if hasattr(graph, "stop") else 0.0
    return server + sum(times.ru_utime + times.ru_stime for times in used)


if __name__ == "__main__":
    main()
