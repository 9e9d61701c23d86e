"""Every word of ours that shapes and queries use is defined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

ROOT = "https://w3id.org/claimgraph/"
FOLDER = Path(__file__).resolve().parents[2]
QUERIES = sorted({*FOLDER.glob("queries/**/*.rq"), *FOLDER.glob("kg/**/*.rq")})


@pytest.fixture(name="words", scope="module")
def _words(concepts: Graph, everything: list[URIRef]) -> set[str]:
    """What is defined, written as people write it: kg:Claim, stage:agreed."""
    found = [*everything, *concepts.subjects(RDF.type, SKOS.Concept)]
    return {_short(str(iri)) for iri in found}


def _short(iri: str) -> str:
    return iri.removeprefix(ROOT).replace("ns#", "kg#").replace("#", ":")


def test_words_of_the_shapes(shapes: Graph, words: set[str]) -> None:
    used = {str(n) for n in shapes.all_nodes() if isinstance(n, URIRef)}
    ours = {iri for iri in used if re.match(rf"{ROOT}(?!shapes)[\w-]+#", iri)}
    assert {_short(iri) for iri in ours} - words == set()


def test_words_inside_queries_of_the_shapes(shapes: Graph, words: set[str]) -> None:
    texts = shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#select"))
    assert _used(" ".join(map(str, texts)), words) - words == set()


def test_patterns_of_the_shapes_name_lists(shapes: Graph, concepts: Graph) -> None:
    patterns = {str(o) for o in shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#pattern"))}
    named = {p[1:-1] for p in patterns if p.startswith("^https:")}
    assert named == {str(s) for s in concepts.subjects(RDF.type, SKOS.ConceptScheme)}


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_words_of_the_queries(query: Path, words: set[str]) -> None:
    lines = query.read_text("utf-8").splitlines()
    code = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    assert _used(code, words) - words == set()


def _used(code: str, words: set[str]) -> set[str]:
    prefixes = "|".join(sorted({word.partition(":")[0] for word in words}))
    return set(re.findall(rf"(?<![\w:-])(?:{prefixes}):[A-Za-z][\w-]*", code))
