"""The wheel, installed outside the checkout: it holds what is needed, no article, and it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import kg
from kg.text import normalise, paragraphs

REPOSITORY = Path(__file__).resolve().parents[1]
SAID = {".py", ".rq", ".js", ".css", ".html", ".typed"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(REPOSITORY)], check=True, capture_output=True)
    (made,) = folder.glob("claimgraph-*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` of an environment with the wheel in it.

    The libraries it depends on are not fetched again: a .pth file adds the folder where they are
    installed for the tests. Python does not follow the .pth files of a folder added so, and thus
    the editable install of the checkout, which is one, stays out.
    """
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    offline = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *offline], check=True, capture_output=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = home / "lib" / version / "site-packages"
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return home / "bin"


def run(installed: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [*map(str, words)],
        cwd=cwd,
        env={**clean, "PATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_holds_all_of_the_package(names: set[str]) -> None:
    package = REPOSITORY / "kg"
    files = {
        f"kg/{path.relative_to(package)}" for path in package.rglob("*") if path.suffix in SAID
    }
    assert files - names == set()
    assert len(files) > 100


def test_it_holds_ontology_queries_and_corpus(names: set[str]) -> None:
    for folder in ("ontology", "queries", "corpus/entities", "corpus/sources"):
        files = {f"kg/_data/{folder}/{path.name}" for path in (REPOSITORY / folder).iterdir()}
        assert files
        assert files - names == set()
    assert "kg/_data/corpus/kg.toml" in names


def test_it_holds_nothing_else(names: set[str]) -> None:
    assert {name.partition("/")[0] for name in names} == {
        "kg", f"claimgraph-{kg.__version__}.dist-info",
    }  # fmt: skip
    private = {"texts", "graph", "pages", "tests", "__pycache__"}
    data = {name for name in names if name.startswith("kg/_data/")}
    assert not any(private & set(name.split("/")) for name in data)
    assert not [name for name in names if name.endswith((".sst", ".pyc", ".log"))]
    assert not [name for name in names if name.endswith(".txt") and "dist-info" not in name]


def test_it_holds_no_article(wheel: Path, texts: Path) -> None:
    """No stretch of 60 characters of a paragraph of either article is in any file."""
    with zipfile.ZipFile(wheel) as archive:
        content = "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )
    for path in texts.glob("*.txt"):
        text = normalise(path.read_bytes())
        for span in paragraphs(text):
            paragraph = text[span.start : span.end]
            parts = [paragraph[at : at + 60] for at in range(0, len(paragraph) - 60, 20)]
            assert not [part for part in parts if part in content]


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.parent), done.stderr
    done = run(installed, "kg", "--version", cwd=tmp_path)
    assert done.stdout.strip() == f"kg, version {kg.__version__}"


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "kg", "demo", "try/it", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    home = tmp_path / "try" / "it"
    assert "Pages, to open in a browser" in done.stdout
    told = [Path(line.strip()) for line in done.stdout.splitlines() if line.endswith(".html")]
    assert len(told) >= 2
    assert all(page.is_relative_to(home) and page.stat().st_size > 10_000 for page in told)
    assert not (home / "texts").exists()
    again = run(installed, "kg", "info", "-p", home, cwd=tmp_path)
    assert again.returncode == 0
    assert "Claim" in again.stdout
