"""The lines that records become are those of the JSON-LD standard: a processor is the reference."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.check.reading import Reading
from kg.files import resource
from kg.records.project import Project, read_project
from kg.records.trig import NEXT, Block, trig
from kg.records.vocabulary import TermInfo, context, vocabulary
from kg.records.writer import Writer, decimal_form
from kg.words import KG

PROJECT = Project(Path(), "https://example.org/made-up/", "Made up", language="de-CH")
TERMS = [term for term in vocabulary().terms.values() if term.kind != "keyword"]
LINKS = [term for term in TERMS if term.kind == "id" and term.name != "claims"]


def in_language(language: str) -> dict[str, Any]:
    return {
        name: {**meaning, "@language": language}
        if isinstance(meaning, dict) and "@language" in meaning
        else meaning
        for name, meaning in context().items()
    }


def plain(node: Any) -> Any:
    """Return a record as JSON for the processor: numbers in their one form, texts by language."""
    if isinstance(node, list):
        return [plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _plain(key, value) for key, value in node.items() if value is not None}


def _plain(key: str, value: Any) -> Any:
    kind = vocabulary().terms[key].kind
    if kind == "text":
        values = value if isinstance(value, list) else [value]
        said = [item if isinstance(item, dict) else {None: item} for item in values]
        return [_said(tag, text) for item in said for tag, text in item.items()]
    if kind in {"number", "integer"}:
        values = [decimal_form(item) for item in (value if isinstance(value, list) else [value])]
        return values if isinstance(value, list) else values[0]
    return plain(value)


def _said(tag: str | None, text: str) -> Any:
    return text if tag is None else {"@value": text, "@language": tag}


def by_the_standard(records: list[Any], project: Project) -> set[ox.Quad]:
    """Return the quads that a JSON-LD processor makes, with what is stated in the default graph."""
    head = {**in_language(project.language), "@base": project.base}
    content = json.dumps({"@context": head, "@graph": plain(records)}).encode()
    quads = set(ox.parse(content, format=ox.RdfFormat.JSON_LD, base_iri=project.base))
    return quads | {ox.Quad(q.subject, q.predicate, q.object) for q in quads}


def written(records: list[Any], project: Project) -> set[ox.Quad]:
    """Return the quads that we write; none of them is written twice in a block."""
    blocks = Writer(project, vocabulary()).blocks(records)
    read = [list(ox.parse(block.content, format=ox.RdfFormat.TRIG)) for block in blocks]
    assert [len(set(quads)) for quads in read] == [block.quads for block in blocks]
    lines = trig(blocks)
    assert lines.quads == sum(map(len, read))
    return set(ox.parse(lines.plain + lines.stated, format=ox.RdfFormat.TRIG))


IDS = st.from_regex(r"[a-zA-Zäя][\w./+\-]{0,8}", fullmatch=True).filter(
    lambda name: "/." not in name and "./" not in name
) | st.sampled_from(["stance/a,b~c,d=e", "https://example.com/x?y#z", "http-like", "e1"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.dates().map(str)
NUMBERS = st.integers(-(10**17), 10**17) | st.decimals(
    -(10**9), 10**9, allow_nan=False, allow_infinity=False
)


def one(term: TermInfo, nodes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values that a term may have."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "id": IDS | nodes,
        "number": NUMBERS,
        "integer": st.integers(0, 10**6),
        "boolean": st.booleans(),
        "date": DAYS,
        "iri": st.just("https://example.com/a"),
        "text": TEXTS | st.dictionaries(st.sampled_from(["en", "pt-BR", "el"]), TEXTS, min_size=1),
        "plain": TEXTS,
    }
    if term.kind == "concept":
        return st.sampled_from(sorted(vocabulary().concepts[term.scheme]))
    return kinds[term.kind]


@st.composite
def node(draw: st.DrawFn, depth: int = 2) -> Any:
    """Return a completed node: an id, a class, and values of any terms."""
    made: dict[str, Any] = {
        "id": draw(IDS),
        "type": draw(st.sampled_from(sorted(vocabulary().classes))),
    }
    terms = [term for term in TERMS if term.name != "claims"] if depth else LINKS
    for term in draw(st.lists(st.sampled_from(terms), max_size=5, unique_by=lambda t: t.name)):
        value = one(term, node(depth - 1) if depth else IDS)
        made[term.name] = draw(value | st.lists(value, min_size=1, max_size=3) | st.none())
    return made


@st.composite
def record(draw: st.DrawFn) -> Any:
    made = draw(node())
    if draw(st.booleans()):
        made.update(
            id="a-claim", type="Claim", states=draw(st.lists(node(), min_size=1, max_size=3))
        )
    if draw(st.booleans()):
        nested = {**draw(node(1)), "id": "a-claim/nested", "type": "Claim"}
        nested["publishedIn"] = made["id"]
        nested["states"] = draw(st.lists(node(1), min_size=1, max_size=2))
        made["claims"] = [nested]
    return made


@given(records=st.lists(record(), max_size=2, unique_by=lambda made: made["id"]))
def test_any_record_becomes_what_the_standard_says(records: list[Any]) -> None:
    assert written(records, PROJECT) == by_the_standard(records, PROJECT)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_each_term_becomes_what_the_standard_says(term: TermInfo) -> None:
    values: dict[str, list[Any]] = {
        "id": ["e1", "https://example.com/x"], "number": [3, Decimal("-1.50")], "integer": [7],
        "boolean": [True, False], "date": ["2031-05-01"], "iri": ["https://example.com/a?b"],
        "text": ['"Ä\\\t\n', {"en": "a", "pt-BR": "b"}], "plain": ["x\r\n\x07", "e1"],
    }  # fmt: skip
    concepts = sorted(vocabulary().concepts.get(term.scheme, {}))
    given_values = concepts if term.kind == "concept" else values[term.kind]
    if term.name == "claims":
        given_values = [{"id": "c", "publishedIn": "n"}]
    for value in [*given_values, [*given_values]]:
        if term.name == "claims" and not isinstance(value, list):
            continue
        records = [{"id": "n", "type": "Article", term.name: value}]
        assert written(records, PROJECT) == by_the_standard(records, PROJECT), value


def test_the_founding_corpus_becomes_what_the_standard_says(tmp_path: Path) -> None:
    project = read_project(resource("corpus"))
    reading = Reading(project, tmp_path)
    list(reading.lines())
    for number, part in enumerate(reading.parts):
        _, completed = reading.work.complete(part, reading.known(number))
        assert written(completed.records, project) == by_the_standard(completed.records, project)


def test_a_sum_is_that_of_the_sorted_triples_whichever_way_they_are_kept() -> None:
    nested = {"id": "n/dating", "type": "Dating", "date": "2025-03-01"}
    claim = {"type": "Claim", "dated": nested, "about": ["b", "a", "b"], "id": "n"}
    [block] = Writer(PROJECT, vocabulary()).blocks([claim])
    quads = {str(quad) for quad in ox.parse(block.content, format=ox.RdfFormat.TRIG)}
    together = "".join(
        f"{node} {NEXT.join(line.removeprefix(node).strip() for line in group)}.\n"
        for node, group in groupby(sorted(quads), key=lambda line: line.split(" ")[0])
    )
    expected = [sha256(f"{graph}{together}".encode()).digest() for graph in ("", "<http://x/c>")]
    lines = trig([block, Block(block.content, b"<http://x/c>")])
    assert lines.total == sum(map(int.from_bytes, expected)) % 2**256
    assert (lines.quads, lines.graphs) == (2 * len(quads), 1)


def test_the_namespace_of_classes_is_that_of_the_context() -> None:
    assert context()["@vocab"] == KG
