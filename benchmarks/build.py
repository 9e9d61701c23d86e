"""Records to a queryable store, against the engine's own bulk load of the finished N-Quads.

Each row is a process of its own, one after the other in turns, with its processor seconds, the
seconds on the wall, and its peak memory. `python -m benchmarks.build --sizes 1000,10000`.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.generate import write_project
from benchmarks.machine import machine

_RDFLIB: Final = 2_000
_HEAD: Final = ("claims", "what", "CPU s", "wall s", "peak MB", "CPU / bare", "wall / bare")


def bare(folder: Path, home: Path) -> None:
    """Bulk-load the finished file, and nothing else: what all others are measured by."""
    import pyoxigraph as ox

    store = ox.Store(str(home / "bare"))
    store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)


def load(folder: Path, home: Path) -> None:
    """Records to a store, with all checks but the shapes."""
    import pyoxigraph as ox

    from kg.check.reading import Reading
    from kg.check.reading import load as load_lines
    from kg.records.project import read_project

    scratch = home / "scratch"
    scratch.mkdir()
    store = ox.Store(str(home / "loaded"))
    load_lines(store, Reading(read_project(folder), scratch).lines())


def build(folder: Path, _: Path) -> None:
    """`kg build` from nothing: with the shapes, and optimised."""
    import kg

    shutil.rmtree(folder / "graph", ignore_errors=True)
    kg.build(folder)


def renew(folder: Path, _: Path) -> None:
    """`kg build` after one source was changed."""
    import kg

    file = min((folder / "sources").iterdir())
    lines = file.read_bytes().splitlines(keepends=True)
    middle = len(lines) // 2
    record = json.loads(lines[middle])
    record["claims"][0]["paraphrase"] += " Changed."
    lines[middle] = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    file.write_bytes(b"".join(lines))
    start = time.process_time()
    kg.build(folder)
    sys.stderr.write(f"renewed in {time.process_time() - start:.2f} s of this process\n")


def rdflib_memory(folder: Path, _: Path) -> None:
    """The finished file, read by rdflib into memory."""
    import rdflib

    rdflib.Dataset().parse(folder / "graph.nq", format="nquads")


def rdflib_oxigraph(folder: Path, home: Path) -> None:
    """The finished file, read by rdflib into an Oxigraph store on disk."""
    import rdflib
    from oxrdflib import OxigraphStore

    store = OxigraphStore()
    store.open(str(home / "oxrdflib"), create=True)
    rdflib.Dataset(store=store).parse(folder / "graph.nq", format="nquads")


WAYS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "bare": bare,
    "load": load,
    "build": build,
    "renew": renew,
    "rdflib, memory": rdflib_memory,
    "rdflib over Oxigraph": rdflib_oxigraph,
}


@click.command()
@click.option("--sizes", default="1000,10000", show_default=True, help="Claims, with commas.")
@click.option("--home", type=click.Path(path_type=Path), default=Path("build/benchmarks"))
@click.option("--way", hidden=True, help="Measure this one in this process.")
@click.option("--folder", hidden=True, type=click.Path(path_type=Path))
def main(sizes: str, home: Path, way: str, folder: Path) -> None:
    """Print a table of every way to a store, at every size."""
    if way:
        measured(WAYS[way], folder)
        return
    print(f"{machine()}\n\n| {' | '.join(_HEAD)} |\n|{'---|' * len(_HEAD)}")
    for size in map(int, sizes.split(",")):
        project = made(size, home)
        first: dict[str, Any] = {}
        for name, run in WAYS.items():
            if name.startswith("rdflib") and size > _RDFLIB:
                continue
            row = json.loads(child("--way", name, "--folder", str(project)))
            first = first or row
            cells = [f"{row['cpu']:.1f}", f"{row['wall']:.1f}", f"{row['peak']:.0f}"]
            ratios = [f"{row[key] / first[key]:.2f}" for key in ("cpu", "wall")]
            said = (run.__doc__ or "").strip()
            print(f"| {size:,} | {said} | {' | '.join([*cells, *ratios])} |", flush=True)


def measured(run: Callable[[Path, Path], None], folder: Path) -> None:
    """Print as JSON what a run took, with the processes that it started."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as home:
        start = time.perf_counter()
        run(folder, Path(home))
        wall = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    peak = (own.ru_maxrss + 2 * others.ru_maxrss) / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "peak": peak}))


def made(size: int, home: Path) -> Path:
    """Return a project of so many claims, with its finished N-Quads beside its records."""
    folder = home / f"load{size}"
    if not (folder / "graph.nq").exists():
        shutil.rmtree(folder, ignore_errors=True)
        write_project(size, folder)
        child("--way", "build", "--folder", str(folder))
        export = [sys.executable, "-m", "kg", "export", "-p", folder, "-o", folder / "graph.nq"]
        subprocess.run(export, check=True)
    return folder


def child(*words: str) -> str:
    """Return what this module prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.build", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
