"""What is measured on, beside made-up projects: their finished N-Quads, queries, a change."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox

import kg
from benchmarks.queries.saved import VALUES
from benchmarks.scale import child
from benchmarks.scale.tasks import QUERIES, WORDING
from kg.graph.engine import Embedded
from kg.query.limits import Limits

_CHANGED: Final = " Changed."


def unbuilt(folder: Path) -> None:
    """Take a project's graph away, so that the next build is one from nothing."""
    shutil.rmtree(folder / "graph", ignore_errors=True)


def finished(folder: Path) -> Path:
    """Return the N-Quads of a built project, as the engine writes them; its queries lie beside."""
    file = folder / "graph.nq"
    if not file.exists():
        print(f"writing {file}", file=sys.stderr)
        half = folder / "half.nq"
        engine = kg.open(folder).engine
        assert isinstance(engine, Embedded)
        engine.store.dump(str(half), format=ox.RdfFormat.N_QUADS)
        half.rename(file)
    file.with_name(child.QUERIES).write_text(json.dumps(_queries(folder)), "utf-8")
    return file


def default_graph(file: Path) -> None:
    """Write the default graph of finished N-Quads beside them, as N-Triples."""
    triples = file.with_suffix(".nt")
    if not triples.exists():
        quads = ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS)
        plain = (quad.triple for quad in quads if quad.graph_name == ox.DefaultGraph())
        ox.serialize(plain, str(triples), format=ox.RdfFormat.N_TRIPLES)


def _queries(folder: Path) -> dict[str, str]:
    """Return the text of the saved queries as the engine gets it, with their prefixes."""
    graph = kg.open(folder)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graph.prefixes.items())
    found = {}
    for name in QUERIES:
        with kg.query(graph, name, VALUES.get(name), Limits(seconds=None)) as result:
            found[name] = prefixes + result.sparql
    return {**found, "wording (CONTAINS)": prefixes + WORDING}


def change(folder: Path) -> None:
    """Change one claim of one source in the middle; the next time, change it back."""
    files = sorted((folder / "sources").iterdir())
    file = files[len(files) // 2]
    lines = file.read_bytes().splitlines(keepends=True)
    middle = len(lines) // 2
    record = msgspec.json.decode(lines[middle])
    claim = record["claims"][0]
    said: str = claim["paraphrase"]
    claim["paraphrase"] = (
        said.removesuffix(_CHANGED) if said.endswith(_CHANGED) else said + _CHANGED
    )
    lines[middle] = msgspec.json.encode(record) + b"\n"
    file.write_bytes(b"".join(lines))
