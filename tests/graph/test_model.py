"""A graph that another version built otherwise is read, and whoever reads it is told."""

from __future__ import annotations

import json
import shutil
import warnings
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg.errors import OutdatedWarning
from kg.graph.model import MODEL
from kg.words import ROOT

SPECIMEN = Path(__file__).with_name("specimen")
VERSION = "http://www.w3.org/2002/07/owl#versionIRI"


def decides(quad: ox.Quad) -> bool:
    """Tell whether answers hang on a quad; what the ontology says in words decides none."""
    of_ontology = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ROOT)
    told = isinstance(quad.object, ox.Literal) or quad.predicate.value == VERSION
    return not (of_ontology and told)


def test_the_model_is_named_by_what_is_made(tmp_path: Path) -> None:
    """Where this fails, graphs are made otherwise than before: put the new name into model.py."""
    folder = shutil.copytree(SPECIMEN, tmp_path / "specimen")
    kg.build(folder)
    quads = kg.open(folder).engine.store  # type: ignore[attr-defined]
    made = "\n".join(sorted(str(quad) for quad in quads if decides(quad)))
    assert sha256(made.encode()).hexdigest()[:16] == MODEL


@pytest.fixture
def older(study: kg.Graph, tmp_path: Path) -> Path:
    """Return a project whose graph another version built."""
    folder = shutil.copytree(study.folder, tmp_path / "older")
    manifest = folder / "graph" / "manifest.json"
    told = json.loads(manifest.read_bytes())
    told["versions"]["claimgraph"] = "0.0.7"
    manifest.write_text(json.dumps({**told, "model": "another"}), "utf-8")
    return folder


def test_python_warns_and_a_build_is_the_cure(older: Path) -> None:
    with pytest.warns(OutdatedWarning, match=rf"(?s)0\.0\.7.*kg build {older}"):
        assert kg.open(older).query("SELECT * { ?s ?p ?o } LIMIT 1").rows()
    kg.build(older)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert kg.open(older).doubt is None


def test_without_records_the_cure_is_another(older: Path) -> None:
    (older / "kg.toml").unlink()
    with pytest.warns(OutdatedWarning, match=r"where its records are, .* Claimgraph 0\.0\.7"):
        kg.open(older)


def test_nobody_is_warned_of_what_nobody_knows(older: Path) -> None:
    manifest = older / "graph" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_bytes()), "versions": {}}), "utf-8")
    assert kg.open(older).doubt is None


def test_the_command_warns_once_and_answers(older: Path, run: Any) -> None:
    done = run("query", "claims-about", "-p", older, "thing=southfen", "-f", "json")
    assert (done.returncode, done.stderr.count("kg: warning: ")) == (0, 1)
    assert f"kg build {older}" in done.stderr
    assert json.loads(done.stdout)
