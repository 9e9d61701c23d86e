"""What people need not write: ids, steps, short cuts, labels, dates; and what is not emitted."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.graph.engine import Rows
from kg.records.vocabulary import vocabulary
from kg.words import LABEL, TYPE

SOURCE = "sources/gazette-2031-05-03.yaml"
G = "gazette-2031-05-03"
YEAR = "periodStart=2030-01-01,periodEnd=2030-12-31"
FIGURE = f"measurement/passengers-carried,old-ferry,{YEAR},unit=persons"


def ask(graph: kg.Graph, query: str) -> list[tuple[str, ...]]:
    """Return the sorted rows of a query, ids in place of IRIs."""
    answer = graph.engine.query(query)
    assert isinstance(answer, Rows)
    return sorted(
        tuple(
            "" if term is None else graph.id(term.value) if isinstance(term, ox.NamedNode)
            else term.value
            for term in row
        )
        for row in answer
    )  # fmt: skip


def rebuilt(project: Path, *changes: tuple[str, str]) -> kg.Graph:
    file = project / SOURCE
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    kg.build(project)
    return kg.open(project)


def test_the_publisher_is_step_0_and_the_others_follow(study: kg.Graph) -> None:
    query = """SELECT ?position ?agent ?cue ?basis ?through WHERE {
        <gazette-2031-05-03/c03-2> kg:attribution ?step .
        ?step a kg:AttributionStep ; kg:position ?position ; kg:agent ?agent ; kg:cue ?cue ;
              kg:basis ?basis . OPTIONAL { ?step kg:through ?through } }"""
    base = f"BASE <{study.manifest.base}>\n"
    assert ask(study, base + query) == [
        ("0", "reedmouth-gazette", "cue:publishes", "basis:printed", ""),
        ("1", "harbour-institute", "cue:reports", "basis:inferred", "harbour-study"),
    ]


def test_every_claim_has_its_short_cuts(study: kg.Graph) -> None:
    rows = ask(study, "SELECT * { ?c kg:publishedIn ?s ; kg:assertedBy ?who ; kg:claimStatus ?x }")
    assert [(c.rpartition("/")[2], who) for c, s, who, x in rows] == [
        ("c02-1", "zoe-quill"),
        ("c03-1", "southfen-clerks"),
        ("c03-2", "harbour-institute"),
        ("c04-1", "reedmouth-gazette"),
        ("c05-1", "harbour-institute"),
        ("c05-2", "reedmouth-gazette"),
    ]
    assert {(s, x) for _, s, _, x in rows} == {(G, "claim-status:active")}


def test_a_claim_is_about_all_it_mentions(study: kg.Graph) -> None:
    rows = ask(study, f"SELECT ?x {{ <{study.manifest.base}{G}/c05-2> kg:about ?x }}")
    assert [name for (name,) in rows] == [
        "ferry-money", "participation/southfen,attendee,shore-talks", "reedmouth", "shore-talks",
        "southfen", "stance/southfen,refuses,ferry-money",
    ]  # fmt: skip


def test_what_an_author_adds_to_about_is_kept(ferry: Path) -> None:
    change = ("  restates: [gazette-2031-05-03/c04-1]", "  about: [zoe-quill, new-ferry]")
    found = kg.trace(rebuilt(ferry, change), "zoe-quill")
    assert [claim.id for claim in found.claims] == [f"{G}/c02-1", f"{G}/c05-2"]


def test_two_claims_of_one_figure_meet(study: kg.Graph) -> None:
    rows = ask(study, "SELECT ?m ?c { GRAPH ?c { ?m a kg:Measurement } }")
    assert rows == [(FIGURE, f"{G}/c03-1"), (FIGURE, f"{G}/c03-2")]
    assert ask(study, "SELECT (COUNT(*) AS ?n) { ?m a kg:Measurement }") == [("1",)]


def test_labels_are_made_for_what_has_none(study: kg.Graph) -> None:
    rows = ask(
        study, "SELECT ?x ?l { GRAPH ?c { ?x a ?k ; rdfs:label ?l } FILTER(?k != kg:Pledge) }"
    )
    assert dict(rows) == {
        "assessment/harbour-institute,feasibility,new-ferry":
            "New ferry: feasibility low, says Harbour Institute",
        "gazette-2031-05-03/c05-2/dating/1": "on Friday",
        FIGURE: "Passengers carried: Old ferry, 2030",
        "membership/zoe-quill,transport-minister,northmarsh":
            "Zoë Quill: Transport minister, Northmarsh",
        "participation/southfen,attendee,shore-talks": "Southfen at Shore talks (attendee)",
        "stance/harbour-institute,doubts,new-ferry": "Harbour Institute doubts New ferry",
        "stance/southfen,refuses,ferry-money": "Southfen refuses Money for the ferry",
    }  # fmt: skip


def test_dates_stand_on_the_dated_too(study: kg.Graph) -> None:
    day = "2031-05-02"
    query = "SELECT ?d ?e ?l { ?x kg:date ?d ; kg:earliest ?e ; kg:latest ?l . %s }"
    assert ask(study, query % "VALUES ?x { :shore-talks }") == [(day, day, day)]
    assert ask(study, query % ":shore-talks kg:dated ?x") == [(day, day, day)]
    article = f"<{study.manifest.base}{G}>"
    assert ask(study, query % f"{article} kg:published ?x") == [("2031-05-03",) * 3]


def test_several_dates_span_a_window(ferry: Path) -> None:
    old = 'dated: {printed: "on Friday", date: "2031-05-02", dateBasis: weekday-resolved}'
    new = (
        'dated: [{date: "2031-05-02", dateBasis: printed}, '
        '{earliest: "2031-04-01", latest: "2031-04-30", dateBasis: window}]'
    )
    graph = rebuilt(ferry, (old, new))
    rows = ask(graph, "SELECT ?e ?l { :shore-talks kg:earliest ?e ; kg:latest ?l }")
    assert rows == [("2031-04-01", "2031-05-02")]
    assert ask(graph, "SELECT ?d { :shore-talks kg:date ?d }") == []


def test_names_are_nodes_and_other_labels(study: kg.Graph) -> None:
    query = """SELECT ?n ?f ?s ?b {
      :southfen kg:name ?n . ?n kg:form ?f ; kg:printedIn ?s ; kg:basis ?b
    }"""
    form = "the southern shore"
    assert ask(study, query) == [("southfen/name/1", form, G, "basis:printed")]
    assert ask(study, "SELECT ?l { :southfen skos:altLabel ?l }") == [(form,)]


def test_boilerplate_is_a_passage_of_its_source(study: kg.Graph) -> None:
    query = "SELECT ?p ?n { ?s kg:boilerplate ?p . ?p kg:passageOf ?s ; kg:paragraph ?n }"
    assert ask(study, query) == [(f"{G}/boilerplate/1", "1")]


@pytest.mark.parametrize("status", ["superseded", "retracted"])
def test_a_claim_out_of_force_keeps_its_metadata_only(ferry: Path, status: str) -> None:
    certain = "kind: prediction\n  certainty: possible"
    change = f'{certain}\n  claimStatus: {status}\n  statusReason: "It was read wrongly."'
    if status == "superseded":
        change += f"\n  supersededBy: {G}/c04-1"
    graph = rebuilt(ferry, (certain, change))
    assert ask(graph, f"SELECT * {{ GRAPH :{G}\\/c05-1 {{ ?s ?p ?o }} }}") == []
    assert ask(graph, "SELECT ?x { ?x kg:holder :harbour-institute }") == []
    assert ask(graph, "SELECT ?x { ?x kg:stance stance:doubts }") == []
    (claim,) = [c for c in kg.trace(graph, "harbour-institute").claims if c.id.endswith("c05-1")]
    assert (claim.status, claim.status_reason) == (status, "It was read wrongly.")
    assert claim.states == ()
    assert claim.passage.paragraph == 5


def test_labels_in_two_languages_within_what_a_claim_states(ferry: Path) -> None:
    """A language tag is no key, not even `to` or `id`, which are both."""
    graph = rebuilt(
        ferry, ("label: Money for the ferry", "label: {en: Ferry money, id: Uang, to: Paanga}")
    )
    rows = ask(graph, "SELECT ?l (LANG(?l) AS ?tag) { :ferry-money rdfs:label ?l }")
    assert rows == [("Ferry money", "en"), ("Paanga", "to"), ("Uang", "id")]
    assert kg.trace(graph, "ferry-money").of.label == "Ferry money"


def quads(graph: kg.Graph) -> list[ox.Quad]:
    file = io.BytesIO()
    kg.export(graph, file)
    return list(ox.parse(file.getvalue(), format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("name", ["study", "graph"])
def test_the_default_graph_is_the_record_and_the_union(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Exactly: what claims state is in it, and nothing about the world that no claim states."""
    found = quads(request.getfixturevalue(name))
    default = {quad.triple for quad in found if quad.graph_name == ox.DefaultGraph()}
    stated = {quad.triple for quad in found if quad.graph_name != ox.DefaultGraph()}
    terms = vocabulary().terms.values()
    record = {term.iri for term in terms if term.layer != "world"} | {TYPE, LABEL}
    own = [t for t in default - stated if t.subject.value.startswith(BASES)]
    description = {"title", "description", "license", "creator", "vocabulary", "version"}
    assert stated < default
    assert {t.predicate.value for t in own if t.predicate.value not in record} == {
        p for p in {t.predicate.value for t in own}
        if p.replace("#", "/").rpartition("/")[2] in description
    }  # fmt: skip


BASES = ("https://example.org/ferry/", "https://w3id.org/claimgraph/corpus/")
