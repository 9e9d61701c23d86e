"""The folder: written whole or not at all, and nobody else's is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.errors import InputError, UsageError
from kg.show.site.swap import MARK, Mark, replaced

if TYPE_CHECKING:
    import subprocess

MADE = Mark(graph="d" * 64, claimgraph="0")


def everything(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


def test_what_is_not_ours_is_refused(small: kg.Graph, tmp_path: Path) -> None:
    theirs = tmp_path / "home"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="is not a site that kg site made"):
        kg.site(small, theirs)
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(InputError, match="is not a site"):
        kg.site(small, file)
    assert everything(theirs) == {"thesis.txt": b"mine"}
    assert beside(theirs) == ["file", "home"]


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "site"
    with replaced(home, MADE) as made:
        (made / "index.html").write_text("old")
        (made / "things").mkdir()
        (made / "things" / "gone.html").write_text("old")
    (home / "CNAME").write_text("example.org")
    (home / ".git").mkdir()
    (home / ".git" / "HEAD").write_text("ref")
    with replaced(home, MADE) as made:
        (made / "index.html").write_text("new")
    found = everything(home)
    assert found.pop(MARK)
    assert found == {"index.html": b"new", "CNAME": b"example.org", ".git/HEAD": b"ref"}
    assert beside(home) == ["site"]
    assert home.stat().st_mode & 0o777 == 0o755


def test_what_fails_leaves_the_old_site(tmp_path: Path) -> None:
    home = tmp_path / "site"
    with replaced(home, MADE) as made:
        (made / "index.html").write_text("old")
    before = everything(home)
    for fault, told in (
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(28, "full"), InputError),
    ):
        with pytest.raises(told), replaced(home, MADE) as made:  # noqa: PT012
            (made / "index.html").write_text("half")
            raise fault
    assert everything(home) == before
    assert beside(home) == ["site"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(InputError, match="cannot be written"), replaced(tmp_path / "s", MADE):
        pass


def test_rows_must_be_some(small: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rows is 0"):
        kg.site(small, tmp_path / "s", rows=0)
    with pytest.raises(UsageError, match="no saved query"):
        kg.site(small, tmp_path / "s", questions=["pledge"])
    assert not (tmp_path / "s").exists()


def test_the_same_graph_gives_the_same_bytes(
    study: kg.Graph, run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Whatever the hash seed, and whether the articles' texts are attached or not."""
    done = []
    for seed in ("1", "2"):
        home = tmp_path / seed
        told = run("site", home, "--question", "pledges", "--rows", 3, "-p", study.folder,
                   env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert "wrote" in told.stderr
        assert told.stdout == ""
        done.append(everything(home))
        texts = study.folder / "texts"
        if texts.exists():
            texts.rename(study.folder / "texts-away")
    (study.folder / "texts-away").rename(study.folder / "texts")
    assert done[0] == done[1]


def test_the_command_tells_what_is_wrong(
    study: kg.Graph, run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    told = run("site", tmp_path, "-p", study.folder)
    assert told.returncode == 3
    assert "is not a site that kg site made" in told.stderr
    assert "Traceback" not in told.stderr
