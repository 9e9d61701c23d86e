"""What is measured, as data: the verbs of `kg`, the queries, the engines beside it."""

from __future__ import annotations

import shutil
import sys
import venv
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from subprocess import run
from typing import Final

from benchmarks.generate.names import name
from benchmarks.queries.saved import VALUES

OURS: Final = "claimgraph"
BARE: Final = "pyoxigraph"
RECORDS: Final = "without the shapes"
SHAPES: Final = "the shapes alone"
RDFLIB: Final = "rdflib"
RDFLIB_RECORDS: Final = "rdflib, from records"
BUILD: Final = "build"
REBUILD: Final = "build after one changed source"
QUERIES: Final = ("claims-about", "claims-of-kind", "figures", "participants", "pledge-totals")
_WORD: Final = name(0).split()[0]
# What an engine can do without an index of words; the same pattern for all of them.
WORDING: Final = f"""SELECT ?claim ?says {{
  ?claim kg:paraphrase ?says FILTER(CONTAINS(LCASE(?says), "{_WORD.lower()}"))
}}"""


@dataclass(frozen=True)
class Verb:
    """A verb of `kg` as a whole process: what is measured, and its words."""

    task: str
    words: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether this version of `kg` has the verb."""
        return find_spec(f"kg.cli.{self.words[0]}") is not None

    def command(self, project: Path) -> list[str]:
        """Return the command for a project."""
        places = {"project": str(project), "page": str(project / "page.html")}
        return [sys.executable, "-m", "kg", *(word.format(**places) for word in self.words)]


VERBS: Final = (
    Verb(BUILD, ("build", "{project}")),
    Verb("check", ("check", "{project}")),
    Verb("receipts", (
        "query", "claims-about", f"thing={VALUES['claims-about']['thing']}", "--why", "-f", "json",
        "--timeout", "0", "-p", "{project}",
    )),
    Verb("search", ("search", _WORD, "-p", "{project}")),
    Verb("view", ("view", "-p", "{project}", "-o", "{page}")),
    Verb("view of one thing", ("view", "actor-3", "-p", "{project}", "-o", "{page}")),
    Verb(REBUILD, ("build", "{project}")),
)  # fmt: skip


@dataclass(frozen=True)
class Engine:
    """What is compared: a module of `benchmarks.scale.engines`, and a package in an environment.

    One that `is_single` holds one graph only, and gets the default graph.
    """

    name: str
    module: str
    says: str
    package: str = ""
    program: str = ""
    is_asked: bool = True
    is_single: bool = False

    def python(self, home: Path) -> str:
        """Return the Python that runs it: this one, or one with its package in it.

        Raises:
            LookupError: it is not on this machine, and cannot be installed.
        """
        if self.program and shutil.which(self.program) is None:
            raise LookupError("not installed")
        if not self.package:
            return sys.executable
        folder, done = home / self.package, home / self.package / "installed"
        python = folder / "bin" / "python"
        if not done.exists():
            venv.create(folder, with_pip=True)
            command = [str(python), "-m", "pip", "install", "--quiet", self.package]
            if run(command, check=False).returncode != 0:
                raise LookupError("does not install")
            done.touch()
        return str(python)

    def release(self, home: Path) -> str:
        """Return its name and version, as it tells them itself; or why it is not there."""
        try:
            python = self.python(home)
        except LookupError as fault:
            return f"{self.name} {fault}"
        asked = f"import importlib.metadata as told; print('Version', told.version({self.name!r}))"
        command = [self.program, "--version"] if self.program else [python, "-c", asked]
        done = run(command, check=False, capture_output=True, text=True)
        return f"{self.name} {(done.stdout + done.stderr).partition('Version ')[2].split()[0]}"


ENGINES: Final = (
    Engine(BARE, "pyoxigraph_alone", "bulk_load of the finished N-Quads to disk, nothing else"),
    Engine(RECORDS, "without_shapes", "records, as kg build loads", is_asked=False),
    Engine(SHAPES, "shapes_alone", "asked of the store that was built", is_asked=False),
    Engine(RDFLIB, "rdflib_memory", "a Dataset in memory"),
    Engine(RDFLIB_RECORDS, "rdflib_records", "its JSON-LD reader, our context", is_asked=False),
    Engine("oxrdflib", "rdflib_oxigraph", "rdflib over Oxigraph on disk, its parser, one load"),
    Engine(
        "kglab", "kglab_graph", "the default graph only, in memory", package="kglab", is_single=True
    ),
    Engine("Virtuoso", "virtuoso", "Debian's, its bulk loader, over HTTP", program="virtuoso-t"),
)
