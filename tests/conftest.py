"""What many tests share: the founding corpus built once, its texts when at hand, and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import kg
from kg.files import resource
from kg.records.passages import sources
from kg.records.project import read_project
from kg.records.reader import read_documents
from kg.text import digest, normalise

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPOSITORY = Path(__file__).resolve().parents[1]
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-quic")  # fmt: skip

_MEMORY = Path("/dev/shm")  # noqa: S108 (pytest makes folders of its own in it)
_ROOM = 4 * 2**30


def _is_roomy(folder: Path) -> bool:
    """Tell whether a folder can be written to, has room for all tests, and runs what lies in it."""
    if not os.access(folder, os.W_OK):
        return False
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize > _ROOM and not room.f_flag & os.ST_NOEXEC


# Each build waits until its graph is on the disk, and no test can tell a disk from memory: so
# temporary files lie in memory where there is room. `TMPDIR=/tmp pytest …` puts them elsewhere.
if "TMPDIR" not in os.environ and _is_roomy(_MEMORY):
    os.environ["TMPDIR"] = str(_MEMORY)
    tempfile.tempdir = None

# Repeatable by default; `HYPOTHESIS_PROFILE=explore pytest …` looks for what is not known yet.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "repeatable", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile(
    "explore", max_examples=2000, deadline=None, suppress_health_check=_SLOW, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def invented() -> Path:
    """Return the folder of a small study whose article, places and people are made up."""
    return REPOSITORY / "tests" / "ferry"


@pytest.fixture
def ferry(tmp_path: Path, invented: Path) -> Path:
    """Return a copy of the invented study: sound, anchored, not built, its text not attached."""
    return shutil.copytree(invented, tmp_path / "ferry")


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory, invented: Path) -> kg.Graph:
    """Return the invented study, built, its text attached, opened: to be read only."""
    folder = shutil.copytree(invented, tmp_path_factory.mktemp("study") / "ferry")
    kg.attach(folder, "gazette-2031-05-03", folder / "gazette.txt")
    kg.build(folder)
    return kg.open(folder)


@pytest.fixture(scope="session")
def run() -> Kg:
    """Return a function that runs the command `kg` in a process of its own."""

    def kg_command(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *map(str, words)]
        return subprocess.run(  # noqa: PLW1510  # type: ignore[call-overload,no-any-return]
            command,
            **{"capture_output": True, "text": True, "timeout": 120, "check": False, **options},
        )

    return kg_command


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy of the founding corpus, built, without texts."""
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    shutil.copytree(resource("corpus"), folder, ignore=shutil.ignore_patterns("graph", "texts"))
    kg.build(folder)
    return folder


@pytest.fixture(scope="session")
def graph(corpus: Path) -> kg.Graph:
    """Return the founding corpus, opened."""
    return kg.open(corpus)


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the articles' texts as `<source id>.txt`; skip where they are not.

    They are looked for, by digest, in the folder `KG_TEXTS` and in `shared/seeds` beside the
    checkout.
    """
    known = {
        source.node["digest"]: name
        for name, source in sources(read_documents(read_project(resource("corpus")))).items()
    }
    found = tmp_path_factory.mktemp("texts")
    homes = [os.environ.get("KG_TEXTS"), REPOSITORY.parent / "shared" / "seeds"]
    for path in sorted(file for home in homes if home for file in Path(home).glob("*.txt")):
        name = known.get(digest(normalise(path.read_bytes())))
        if name:
            shutil.copy(path, found / f"{name}.txt")
    if len(list(found.iterdir())) < len(known):
        pytest.skip("the articles' texts are not at hand")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*CHROMIUM]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a new page of a new browser profile."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
