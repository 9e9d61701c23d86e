"""What many tests share: the founding corpus built once, its texts when at hand, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
