"""What the shapes find is told where somebody wrote it, and nothing in them is passed over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.check.shacl.checks import compile_shapes
from kg.check.shacl.graph import read_shapes
from kg.check.shapes import packaged_shapes
from kg.errors import InputError
from kg.findings import Finding, Severity

QUAY = Path(__file__).parent / "quay.yaml"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""


@pytest.fixture
def study(ferry: Path) -> Path:
    """Return a sound study, invented from end to end, with statements of every kind."""
    shutil.copy(QUAY, ferry)
    return ferry


def _findings(study: Path, old: str, new: str) -> dict[str, Finding]:
    """Return the findings, by code, after one place of the invented claims was changed."""
    path = study / "quay.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")
    return {finding.code: finding for finding in kg.check(study)}


def _text_at(finding: Finding) -> str:
    line = finding.file.read_text("utf-8").split("\n")[finding.mark.line - 1]
    return line[finding.mark.column - 1 :]


def test_a_sound_study_has_no_findings(study: Path) -> None:
    assert kg.check(study) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("language: en", "language: plain English", "source-language", "language: plain"),
        ("author: zoe-quill", "author: reedmouth", "source-author", "author: reedmouth"),
        # in a list, the item
        ("[northmarsh, southfen]", "[northmarsh, reedmouth]", "pledge-by", "reedmouth]"),
        # in parts of a record or a claim
        ("through: harbour-study", "through: southfen", "step-through", "through: southfen"),
        ("printedIn: courier-2031-06-01", "printedIn: stones", "name-printed-in", "printedIn: st"),
        ("200 crowns", "c" * 81, "correction-proposed", "proposed: "),
        # what no path leads to: the key on which it hangs
        ("share: 0.75", "share: 75", "share-over-one", "share: 75"),
        ("derivation:", "note:", "derived-without-derivation", "derived: true"),
        # a date that was copied from a dating onto what is dated
        ('"2031-05-01"', '"2031-06-02"', "event-window", 'earliest: "2031-06-02"'),
        ('"2031-05-01"', '"2031-06-02"', "dating-earliest", 'earliest: "2031-06-02"'),
        # an entity that has a record of its own, but of which a claim said it
        ("ledBy: zoe-quill", "ledBy: stones", "initiative-led-by", "ledBy: stones"),
        # a statement whose id was made
        ("member: zoe-quill", "member: stones", "membership-member", "member: stones"),
        ("value: 96", "value: 960", "percent-over-hundred", "unit: percent"),
        # a step, and a speaker, that were made from the publisher of the article
        ("publisher: reed", "publisher: old-quay # ", "step-agent", "publisher: old-quay"),
        ("publisher: reed", "publisher: old-quay # ", "claim-asserted-by", "publisher: old-quay"),
        ("{agent: zoe-quill", "{agent: stones", "claim-asserted-by", "agent: stones"),
        # a path of several steps: where it starts
        ("[gazette-2031-05-03/c03-1]", "[courier-2031-06-01/c2]", "supports-itself", "supports:"),
        # what is missing: the node that lacks it
        ("stage: agreed, under", "under", "pledge-stage", "{id: quay-money"),
    ],
)
def test_a_finding_stands_where_it_was_written(
    study: Path, old: str, new: str, code: str, place: str
) -> None:
    finding = _findings(study, old, new)[code]
    assert finding.file == study / "quay.yaml"
    assert _text_at(finding).startswith(place)


def test_a_second_claim_about_one_figure_is_found_in_its_own_lines(study: Path) -> None:
    figure = (
        "- {type: Measurement, indicator: passengers-carried, subject: old-ferry, valueMin: 95000,"
        ' unit: persons, approximation: about, periodStart: "2030-01-01", periodEnd: "2030-12-31"}'
    )
    old = "- {type: Participation,"
    found = _findings(study, old, f"{figure}\n        {old}")
    assert _text_at(found["value-bounds"]).startswith("valueMin: 95000")


def test_a_finding_in_json_lines_stands_at_its_key(study: Path) -> None:
    (study / "more.jsonl").write_text(
        '{"id": "rope", "type": "Item", "label": "Rope"}\n'
        '{"id": "sail", "type": "Item", "label": "Sail",'
        ' "names": [{"form": "cloth", "basis": "printed", "printedIn": "rope"}]}\n'
    )
    (finding,) = kg.check(study)
    assert (finding.code, finding.mark.line) == ("name-printed-in", 2)
    assert _text_at(finding).startswith('"printedIn": "rope"')


def test_the_value_at_fault_is_told(study: Path) -> None:
    found = _findings(study, 'periodEnd: "2033-12-31"', 'periodEnd: "2030-12-31"')
    finding = found["pledge-period"]
    assert finding.what.startswith("quay-money: The period ends before it begins.")
    assert finding.what.endswith("(here: '2031-01-01' against '2030-12-31')")
    assert finding.severity is Severity.WARNING


def test_values_that_are_too_many_are_one_finding(study: Path) -> None:
    _findings(study, "itemType: equipment", "itemType: [drone, equipment]")
    (finding,) = [finding for finding in kg.check(study) if finding.code == "item-type"]
    assert finding.what.endswith("(here: item-type:drone, item-type:equipment)")
    assert _text_at(finding).startswith("drone, equipment]")


def _compiled(folder: Path, text: str) -> str:
    """Return the message with which a shapes file is refused."""
    file = folder / "own.ttl"
    file.write_text(PREFIXES + text, "utf-8")
    with pytest.raises(InputError) as refused:
        compile_shapes(read_shapes(file), {})
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (":s a sh:NodeShape ; sh:closed true .", "sh:closed is not known"),
        (":s a sh:NodeShape ; sh:xone ( :s ) .", "sh:xone is not known"),
        (":s a sh:PropertyShape ; sh:path :p ; sh:qualifiedMinCount 1 .", "sh:qualifiedMinCount"),
        (":s a sh:NodeShape ; sh:minCount 1 .", "sh:minCount needs sh:path"),
        (":s a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI .", "a class as its own target"),
        (":s sh:target [ a sh:SPARQLTarget ] .", "sh:target is not known"),
        (":s sh:targetNode :n ; sh:datatype xsd:duration .", "knows no form"),
        (":s sh:targetNode :n ; sh:nodeKind sh:Thing .", "knows no kind"),
        (":s sh:targetNode :n ; sh:pattern '(?=a)b' .", "no regular expression"),
        (":s sh:targetNode :n ; sh:pattern 'a' ; sh:flags 'y' .", "no regular expression"),
        (":s sh:targetNode :n ; sh:maxLength 'x' .", "a whole number"),
        (":s sh:targetNode :n ; sh:node :s .", "inside itself"),
        (":s sh:targetNode :n ; sh:not :t . :t sh:node :s .", "inside itself"),
        (":s sh:targetNode :n ; sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1 .", "a path may"),
        ("[] sh:targetNode :n ; sh:nodeKind sh:IRI .", "needs an IRI"),
        (":s sh:targetNode :n ; sh:sparql [ sh:ask 'ASK { $this ?p ?o }' ] .", "sh:select"),
        (":s sh:targetNode :n ; sh:path :p ; sh:property :t .", "without sh:path only"),
        (":s sh:targetNode :n ; sh:property :t . :t sh:path :p ; sh:maxCount 'x' .", "a whole"),
    ],
)
def test_what_the_compiler_does_not_know_is_refused(tmp_path: Path, text: str, told: str) -> None:
    message = _compiled(tmp_path, text)
    assert told in message
    assert "own.ttl: " in message


def test_every_shape_that_is_packaged_is_understood() -> None:
    checks = compile_shapes(packaged_shapes(), {})
    store = ox.Store()
    assert len({check.shape for check in checks}) > 150
    for check in checks:
        for query in filter(None, (check.screen, check.query)):
            assert not list(store.query(query, prefixes=check.prefixes)), query
