"""A damaged graph: an error that says how to mend it, never a traceback or another answer."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import InputError


def content(folder: Path) -> bytes:
    file = io.BytesIO()
    kg.export(kg.open(folder), file)
    return file.getvalue()


@pytest.fixture
def built(study: kg.Graph, tmp_path: Path) -> Path:
    return shutil.copytree(study.folder, tmp_path / "built")


def manifest(folder: Path) -> Path:
    return folder / "graph" / "manifest.json"


def store(folder: Path) -> Path:
    return folder / "graph" / json.loads(manifest(folder).read_bytes())["store"]


def test_nothing_built(ferry: Path) -> None:
    with pytest.raises(InputError, match=r"(?s)no graph has been built.*kg build"):
        kg.open(ferry)


DAMAGE = [b"", b"{", b"[]", b"{}", b"\xff", b"null", b'{"title": 7}', b'{"store": "x"}']


@pytest.mark.parametrize("raw", DAMAGE)
def test_a_damaged_manifest(built: Path, raw: bytes) -> None:
    before = content(built)
    manifest(built).write_bytes(raw)
    with pytest.raises(InputError, match=r"(?s)cannot be read.*kg build"):
        kg.open(built)
    kg.build(built)
    assert content(built) == before


def test_a_manifest_that_is_a_folder(built: Path) -> None:
    manifest(built).unlink()
    manifest(built).mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        kg.open(built)


def test_a_manifest_that_names_no_store(built: Path) -> None:
    shutil.rmtree(store(built))
    with pytest.raises(InputError, match=r"(?s)cannot be opened.*kg build"):
        kg.open(built)
    kg.build(built)
    assert kg.open(built)


def test_a_manifest_that_names_another_folder(built: Path) -> None:
    said = json.loads(manifest(built).read_bytes())
    for name in ("", ".", "..", "../sources", "/tmp"):  # noqa: S108
        manifest(built).write_text(json.dumps({**said, "store": name}), "utf-8")
        with pytest.raises(InputError, match="cannot be"):
            kg.open(built)


def parts(folder: Path) -> list[Path]:
    return [p for p in sorted(store(folder).iterdir()) if p.name not in {"LOCK", "LOG", "IDENTITY"}]


@pytest.mark.parametrize("how", ["cut", "gone", "empty", "other"])
def test_a_damaged_store_never_answers_otherwise(built: Path, how: str) -> None:
    """Each file of the store in turn: the right answer, or an error that says what to do."""
    before = content(built)
    whole = shutil.copytree(store(built), built / "whole")
    told = 0
    for part in parts(built):
        raw = part.read_bytes()
        if how == "gone":
            part.unlink()
        else:
            middle = len(raw) // 2
            other = raw[:middle] + bytes(b ^ 255 for b in raw[middle:])
            part.write_bytes({"cut": raw[:middle], "empty": b"", "other": other}[how])
        try:
            assert content(built) == before, part.name
        except InputError as fault:
            told += 1
            assert "kg build" in str(fault)  # noqa: PT017
        shutil.rmtree(store(built))
        shutil.copytree(whole, store(built))
    assert told >= 3


def test_the_command_tells_a_damaged_store(built: Path, run: Any) -> None:
    (store(built) / "CURRENT").write_bytes(b"")
    for words in (("info",), ("trace", "southfen"), ("export",)):
        done = run(*words, "-p", built)
        assert (done.returncode, done.stdout) == (3, "")
        assert "kg build" in done.stderr
        assert "Traceback" not in done.stderr
