"""The shapes, run as SPARQL, find what pyshacl finds: over random faults, and over the corpus.

What is spoilt is invented (the ferry, and the quay beside it), or a copy.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.reading import Reading
from kg.check.shacl.graph import ShapesGraph
from kg.check.shapes import packaged_shapes
from kg.records.project import read_project
from kg.words import PREFIXES, RDFS, TYPE, XSD

Found = set[tuple[str, str]]
Compare = Callable[[ox.Store, ShapesGraph], tuple[Found, Found]]
Fault = tuple[str, bool, int, int]

# rdflib warns when it reads a truth that is none, and when it compares what has no order
pytestmark = [
    pytest.mark.filterwarnings("ignore:Parsing weird boolean"),
    pytest.mark.filterwarnings("ignore:NotImplemented should not be used"),
]

A, BELOW = ox.NamedNode(TYPE), ox.NamedNode(f"{RDFS}subClassOf")
PROPERTY = attrgetter("predicate.value")
NUMBERS = {ox.NamedNode(f"{XSD}integer"), ox.NamedNode(f"{XSD}decimal")}
COMPARED = """SELECT ?path ?kind {
    ?shape sh:path ?path ; sh:datatype|sh:minInclusive|sh:minExclusive|sh:maxInclusive ?bound
    BIND(COALESCE(DATATYPE(?bound), ?bound) AS ?kind)
    FILTER(?kind IN (xsd:integer, xsd:decimal, xsd:date))
}"""


def _literals(kind: str, *values: str) -> list[ox.Literal]:
    return [ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{kind}")) for value in values]


ILL_TYPED = [
    *(_literals("decimal", "many") + _literals("integer", "1.5")),
    *(_literals("date", "2031-02-30") + _literals("boolean", "maybe")),
]
ODD = [
    *ILL_TYPED,
    *_literals("string", "", "x", "one two three four five", "x" * 500),
    *_literals("decimal", "-1", "2.5", "999"),
    *_literals("integer", "0", "-3", "7"),
    *_literals("date", "0205-01-01", "2300-01-01", "2031-05-15"),
    *_literals("boolean", "true", "false"),
    *(_literals("dateTime", "2031-05-15T00:00:00") + _literals("anyURI", "https://example.org/")),
    *(ox.Literal(text, language=tag) for tag in ("en", "de") for text in ("One", "Two")),
    ox.NamedNode("https://w3id.org/claimgraph/kind#assertion"),
    ox.NamedNode("https://example.org/nobody"),
    ox.BlankNode("nameless"),
]
KINDS = ("drop", "double", "odd", "node", "property", "class", "self", "text", "forget")
NUMBER = st.integers(0, 10_000)
FAULTS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.booleans(), NUMBER, NUMBER), min_size=1, max_size=20
)


@dataclass(repr=False)
class Data:
    """A sound data set: its own triples, and those of the ontology that its classes need."""

    own: list[ox.Triple]
    ontology: list[ox.Triple]

    @cached_property
    def by_property(self) -> list[list[ox.Triple]]:
        groups = groupby(sorted(self.own, key=PROPERTY), key=PROPERTY)
        return [list(triples) for _, triples in groups]

    @cached_property
    def properties(self) -> list[ox.NamedNode]:
        return [triples[0].predicate for triples in self.by_property]

    @cached_property
    def nodes(self) -> list[ox.NamedNode]:
        return sorted({triple.subject for triple in self.own}, key=str)

    def pick(self, number: int) -> list[ox.Triple]:
        """The triples of one property, one of them first; rare properties are picked as often."""
        row, place = divmod(number, len(self.by_property))
        triples = self.by_property[place]
        return triples[row % len(triples) :] + triples[: row % len(triples)]


def _data(folder: Path) -> Data:
    project = read_project(folder)
    with TemporaryDirectory() as scratch:
        lines = b"".join(some.plain for some in Reading(project, Path(scratch)).lines())
    quads = ox.parse(lines, format=ox.RdfFormat.TRIG)
    triples = sorted({q.triple for q in quads}, key=str)
    own = [t for t in triples if t.subject.value.startswith(project.base)]
    used = {t.object for t in own}
    rest = [t for t in triples if t.predicate == BELOW or (t.predicate == A and t.subject in used)]
    return Data(own, [t for t in rest if t not in own])


@pytest.fixture(scope="module")
def study(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Data:
    folder = tmp_path_factory.mktemp("invented") / "study"
    shutil.copytree(invented, folder)
    shutil.copy(Path(__file__).parent / "quay.yaml", folder)
    return _data(folder)


def _made(data: Data, kind: str, alike: list[ox.Triple], number: int) -> ox.Triple:
    """Return a triple that a fault puts into the data, made from triples of one property."""
    old = alike[0]
    if kind in {"property", "self"}:
        value = old.object if kind == "property" else old.subject
        return ox.Triple(old.subject, data.properties[number % len(data.properties)], value)
    if kind == "class":
        classes = sorted({t.object for t in data.own if t.predicate == A}, key=str)
        return ox.Triple(old.subject, A, classes[number % len(classes)])
    if kind == "text":
        return ox.Triple(old.subject, ox.NamedNode("http://www.w3.org/ns/oa#exact"), ODD[0])
    choices = {"double": [t.object for t in alike], "odd": ODD, "node": data.nodes}[kind]
    return ox.Triple(old.subject, old.predicate, choices[number % len(choices)])


def _spoilt(data: Data, faults: Iterable[Fault]) -> list[ox.Triple]:
    triples = dict.fromkeys([*data.own, *data.ontology])
    for kind, instead, one, two in faults:
        alike = data.pick(one)
        if kind == "forget":
            triples.pop(data.ontology[two % len(data.ontology)], None)
        elif kind != "drop":
            triples[_made(data, kind, alike, two)] = None
        if kind == "drop" or instead:
            triples.pop(alike[0], None)
    return [t for t in triples if _comparable(t.predicate, t.object)]


def _ordered() -> dict[ox.NamedNode, set[ox.NamedNode]]:
    """The properties whose values the shapes compare, with the datatypes that have that order."""
    store = ox.Store()
    store.load(path=packaged_shapes().file, format=ox.RdfFormat.TURTLE)
    found: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for path, kind in store.query(COMPARED, prefixes=PREFIXES):
        found.setdefault(path, set()).update(NUMBERS if kind in NUMBERS else {kind})
    return found


ORDERED = _ordered()


def _comparable(predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> bool:
    """Tell whether a value has an order among those of its property, or is a mere text.

    What has none is a fault; pyshacl finds it, passes it or stops, as rdflib can compare it.
    """
    kinds = {*ORDERED.get(predicate, ()), ox.NamedNode(f"{XSD}string")}
    fits = isinstance(value, ox.Literal) and value.datatype in kinds and value not in ILL_TYPED
    return fits or predicate not in ORDERED


def _agree(data: Data, faults: Iterable[Fault], compare: Compare) -> Found:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in _spoilt(data, faults))
    ours, theirs = compare(store, packaged_shapes())
    assert ours == theirs
    return ours


def test_the_sound_study_has_no_faults(study: Data, compare: Compare) -> None:
    assert _agree(study, [], compare) == set()


@given(FAULTS)
def test_random_faults_are_found_as_pyshacl_finds_them(
    study: Data, compare: Compare, faults: list[Fault]
) -> None:
    _agree(study, faults, compare)


def test_many_faults_in_the_whole_corpus(corpus: Path, compare: Compare) -> None:
    draw = random.Random(2031)  # noqa: S311
    faults = [
        (draw.choice(KINDS), draw.random() < 0.5, draw.randrange(10**6), draw.randrange(10**6))
        for _ in range(1000)
    ]
    found = _agree(_data(corpus), faults, compare)
    assert len({shape for _, shape in found}) > 100
