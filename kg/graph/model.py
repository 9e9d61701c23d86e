"""By which model a graph was built: what this version makes of records, and whether it is the same.

What a graph holds is decided by the ontology and by the rules that complete records, and queries
are written for what these make today. A number of a version tells neither: most change no graph.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from kg import __version__
from kg.graph.manifest import Manifest
from kg.records.project import CONFIG

# The beginning of a digest of what this version makes of a project that has one record of each
# kind; tests/graph/test_model.py makes it, and names the new one where it has become another.
MODEL: Final = "a534b6d0818c53d0"


class Doubt(NamedTuple):
    """Why a graph's answers may be wrong, and the cure."""

    what: str
    cure: str

    def __str__(self) -> str:
        """Give both sentences, the cure on a line of its own."""
        return f"{self.what}\n  {self.cure}"


def doubt(manifest: Manifest, folder: Path, *, elsewhere: bool) -> Doubt | None:
    """Return why a graph cannot be asked like one that this version made; nothing if it can.

    Of a graph that an engine was given by hand nobody knows which version made it.

    Args:
        manifest: that of the graph.
        folder: the project's, where its records may be.
        elsewhere: whether the graph is behind an engine's address.
    """
    built = manifest.versions.get("claimgraph")
    if built is None or manifest.model == MODEL:
        return None
    what = (
        f"this graph was built by Claimgraph {built}, and {__version__} builds it otherwise: "
        "saved queries, counts and pages may be wrong"
    )
    return Doubt(what, _cure(folder, built, elsewhere=elsewhere))


def _cure(folder: Path, built: str, *, elsewhere: bool) -> str:
    if elsewhere:
        return "build it again from its records, and publish it: kg build, then kg push"
    if (folder / CONFIG).is_file():
        return f"build it again: kg build {folder}"
    return f"have it built again where its records are, or read it with Claimgraph {built}"
