"""The verbs over an engine write the same bytes as over the embedded store."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.graph.export import export
from kg.shell.known import Known
from tests.conftest import Kg
from tests.engines.servers import Server


@pytest.mark.parametrize("words", [
    ("info", "--json"),
    ("search", "zelensky"),
    ("trace", "package-21bn-uk", "--json"),
    ("trace", "the COUNTRY", "--json"),
    ("trace", "package-21bn-uk", "--html", "-o", "-"),
    ("view", "steel-porcupine", "--depth", "1", "-o", "-"),
    ("query", "pledges", "--why", "-f", "json"),
], ids=" ".join)  # fmt: skip
def test_a_verb_says_the_same(
    words: tuple[str, ...], corpus: Path, server: Server, run: Kg
) -> None:
    ours = _said(run, corpus, words)
    theirs = run(*words, "--project", corpus, "--engine", server.url)
    assert (theirs.returncode, theirs.stdout) == (0, ours), theirs.stderr


def test_the_graph_comes_back_byte_for_byte(graph: kg.Graph, remote: kg.Graph) -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    export(graph, ours)
    export(remote, theirs)
    assert hashlib.sha256(ours.getvalue()).digest() == hashlib.sha256(theirs.getvalue()).digest()


def test_the_site_is_the_same(graph: kg.Graph, remote: kg.Graph, tmp_path: Path) -> None:
    questions = ["pledges"]
    kg.site(graph, tmp_path / "ours", questions=questions)
    kg.site(remote, tmp_path / "theirs", questions=questions)
    assert files(tmp_path / "ours") == files(tmp_path / "theirs")


def test_leaving_out_a_source_does_the_same(graph: kg.Graph, remote: kg.Graph) -> None:
    assert kg.robust(graph, "pledge-totals") == kg.robust(remote, "pledge-totals")


def test_the_environment_and_the_project_name_an_engine(
    corpus: Path, oxigraph_server: Server, run: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_ENGINE", oxigraph_server.url)
    assert run("info", cwd=tmp_path).returncode == 0
    monkeypatch.setenv("KG_ENGINE", "embedded")
    assert run("info", cwd=tmp_path).returncode == 3
    monkeypatch.delenv("KG_ENGINE")
    told = (corpus / "kg.toml").read_text("utf-8")
    (tmp_path / "kg.toml").write_text(f'engine = "{oxigraph_server.url}"\n{told}', "utf-8")
    assert run("info", cwd=tmp_path).stdout == run("info", "-p", corpus).stdout
    assert run("info", "--engine", "embedded", cwd=tmp_path).returncode == 3


_SAID: dict[tuple[str, ...], str] = {}


def _said(run: Kg, corpus: Path, words: tuple[str, ...]) -> str:
    """Return what a verb says over the store; asked once for all servers."""
    if words not in _SAID:
        told = run(*words, "--project", corpus)
        assert told.returncode == 0, told.stderr
        _SAID[words] = told.stdout
    return _SAID[words]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_names_are_told_and_completed_without_an_index(remote: kg.Graph, tmp_path: Path) -> None:
    far = kg.Graph(remote.engine, remote.manifest, tmp_path)
    with pytest.raises(UsageError, match="did you mean boris pistorius"):
        kg.trace(far, "Boris fistorius")
    with pytest.raises(UsageError, match=r"independent-2025-03-20/c07-2/dating/1 \(Dating\)"):
        kg.trace(far, "2014")
    known = Known(far)
    known.read()
    assert ":olaf-scholz" in [one.text for one in known.things.called("olaf", whole=True)]
