"""From a claim, or anything a claim speaks of, to the passages: by id, IRI, label or other name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import UsageError
from kg.show.trace.traced import of_first
from kg.trace.trace import trace_first

G = "gazette-2031-05-03"


def claims(graph: kg.Graph, name: str) -> list[str]:
    return [claim.id.removeprefix(f"{G}/") for claim in kg.trace(graph, name).claims]


def test_a_claim(study: kg.Graph) -> None:
    found = kg.trace(study, f"{G}/c03-2")
    (claim,) = found.claims
    assert claim.paraphrase == "A harbour study gives the same figure."
    assert (claim.kind, claim.certainty, claim.status) == ("statistic", "certain", "active")
    assert [(step.agent.label, step.cue) for step in claim.chain] == [
        ("Reedmouth Gazette", "publishes"), ("Harbour Institute", "reports"),
    ]  # fmt: skip
    last = claim.chain[-1]
    assert last.through is not None
    assert (last.through.label, last.basis) == ("Harbour study", "inferred")
    assert last.note == "The study is not said to be theirs."
    assert claim.source.published == "2031-05-03"
    assert (claim.source.length, claim.source.paragraphs) == (532, 5)
    assert claim.passage.text == "A study of the harbour agrees: about 90,000 passengers."
    assert claim.related == (("supports", f"{G}/c03-1"),)
    figure = "Passengers carried: Old ferry, 2030"
    assert (figure, "subject measured", "Old ferry") in claim.states or any(
        row[0] == figure and row[2] == "Old ferry" for row in claim.states
    )


BEHIND = {
    "ferry-money": ["c02-1", "c04-1", "c05-2"],
    "southfen": ["c04-1", "c05-2"],
    "zoe-quill": ["c02-1"],
    "harbour-institute": ["c03-2", "c05-1"],
    "harbour-study": ["c03-2"],
    "southfen-clerks": ["c03-1"],
    "reedmouth": ["c05-2"],
    "stance/southfen,refuses,ferry-money": ["c04-1", "c05-2"],
    "reedmouth-gazette": ["c02-1", "c03-1", "c03-2", "c04-1", "c05-1", "c05-2"],
    G: ["c02-1", "c03-1", "c03-2", "c04-1", "c05-1", "c05-2"],
    "kg:Pledge": [],
}


@pytest.mark.parametrize(("name", "behind"), BEHIND.items())
def test_everything_else_has_the_claims_behind_it(
    study: kg.Graph, name: str, behind: list[str]
) -> None:
    """Stated, meant, speaking, passed through, or published in; in the order of the article."""
    assert claims(study, name) == behind


SPELLINGS = [
    "zoe-quill", "Zoë Quill", "zoë quill", "ZOË QUILL", "Zoe\u0308 Quill", " Zoë Quill ",
    ":zoe-quill", "https://example.org/ferry/zoe-quill", "<https://example.org/ferry/zoe-quill>",
]  # fmt: skip


@pytest.mark.parametrize("name", SPELLINGS)
def test_one_thing_by_many_spellings(study: kg.Graph, name: str) -> None:
    assert kg.trace(study, name).of.id == "zoe-quill"


def test_another_printed_name(study: kg.Graph) -> None:
    assert kg.trace(study, "the southern shore").of.label == "Southfen"


UNKNOWN = {
    "Zoe Quil": "did you mean zoë quill",
    "southfn": "did you mean southfen",
    f"{G}/c03-3": "did you mean gazette-2031-05-03/c03-",
    "qqqqqqqq": "kg query",
    "": "kg query",
    "  ": "kg query",
    "a|b<c>": "kg query",
    "http://[": "kg query",
    "kg:Nothing": "did you mean",
    "\ud800": "kg query",
}


@pytest.mark.parametrize(("name", "cure"), UNKNOWN.items())
def test_what_nothing_is_called(study: kg.Graph, name: str, cure: str) -> None:
    with pytest.raises(UsageError, match="nothing in this graph is called") as caught:
        kg.trace(study, name)
    assert cure in caught.value.cure
    assert "https://example.org" not in caught.value.cure


def test_a_name_of_two_things_is_asked_back(ferry: Path) -> None:
    text = "- {id: ferry-person, type: Person, label: New ferry}\n"
    (ferry / "more.yaml").write_text(text, "utf-8")
    kg.build(ferry)
    graph = kg.open(ferry)
    told = r"(?s)more than one thing.*ferry-person \(Person\), new-ferry \(Initiative\)"
    with pytest.raises(UsageError, match=told):
        kg.trace(graph, "new FERRY")
    assert kg.trace(graph, "new-ferry").claims


def test_a_correction_is_shown(ferry: Path) -> None:
    file = ferry / "sources" / f"{G}.yaml"
    old = "  supports: [gazette-2031-05-03/c03-1]"
    new = old + (
        '\n  corrections:\n    - {corrects: old-ferry, printed: "90,000", proposed: "19,000",'
        ' reason: "The boat is small.", basis: inferred}'
    )
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    kg.build(ferry)
    (correction,) = kg.trace(kg.open(ferry), f"{G}/c03-2").claims[0].corrections
    assert (correction.printed, correction.proposed) == ("90,000", "19,000")
    assert (correction.reason, correction.basis) == ("The boat is small.", "inferred")


def test_json_has_stable_keys(study: kg.Graph, run: Any) -> None:
    done = run("trace", "southfen", "--json", "-p", study.folder)
    told = json.loads(done.stdout)
    assert list(told) == ["of", "claims"]
    assert told["of"] == {"id": "southfen", "label": "Southfen"}
    claim = told["claims"][0]
    assert list(claim) == [
        "id", "paraphrase", "kind", "certainty", "status", "status_reason", "note", "source",
        "chain", "passage", "states", "corrections", "related",
    ]  # fmt: skip
    assert list(claim["passage"]) == [
        "paragraph", "start", "end", "first", "last", "grade", "text", "recorded", "digest",
    ]  # fmt: skip
    assert list(claim["source"]) == [
        "id", "label", "publisher", "published", "url", "length", "paragraphs", "digest",
    ]  # fmt: skip
    assert list(claim["chain"][0]) == ["agent", "cue", "basis", "through", "note"]
    assert (claim["passage"]["grade"], claim["passage"]["start"]) == ("verified", 294)


def test_the_command_shows_chain_passage_and_verdict(study: kg.Graph, run: Any) -> None:
    told = run("trace", "Harbour study", "-p", study.folder).stdout
    for words in (
        "Harbour study (harbour-study): 1 claim",
        f"{G}/c03-2  statistic, certain",
        "Reedmouth Gazette (publishes)",
        "└─ Harbour Institute (reports) in Harbour study [inferred]",
        "paragraph 3, characters 237-292  ✓ verified",
        "» A study of the harbour agrees: about 90,000 passengers. «",
        f"supports {G}/c03-1",
    ):
        assert words in told


def test_every_claim_of_the_corpus_can_be_traced(graph: kg.Graph) -> None:
    rows = graph.engine.query("SELECT ?c { ?c a kg:Claim }")
    names = [graph.id(row[0].value) for row in rows]  # type: ignore[union-attr]
    assert len(names) > 150
    for name in names[::10]:
        (claim,) = kg.trace(graph, name).claims
        assert claim.chain
        assert claim.passage.paragraph
        assert claim.paraphrase


@pytest.mark.parametrize("name", ["olaf-scholz", "ukraine", "uk"])
@pytest.mark.parametrize("most", [1, 4, 9, 10_000])
def test_the_first_claims_are_those_that_are_read_first(
    graph: kg.Graph, name: str, most: int
) -> None:
    whole = kg.trace(graph, name).claims
    order = sorted(whole, key=lambda one: (one.source.id, *one.passage.recorded, one.id))
    found, every = trace_first(graph, graph.iri(name).value, most)
    assert every == len(whole)
    assert set(found.claims) == set(order[:most])
    shown = of_first(graph, graph.iri(name).value, most)
    told = f"the first {most:,} of {every:,} claims" in shown.scope
    assert (told, list(shown.claims)) == (every > most, order[:most])
