"""The traps of the articles: misprints, hedged figures, inferred dates, one thing told twice."""

from __future__ import annotations

import re

import pytest

from .conftest import SOURCES, Ask, pairs

FIGURES = {"value": "Measurement", "amount": "Pledge", "quantity": "Pledge"}
BOUNDS = {
    "about": {"Min", "Max"}, "around": {"Min", "Max"}, "between": {"Min", "Max"},
    "up-to": {"Max"}, "nearly": {"Max"}, "almost": {"Max"}, "less-than": {"Max"},
    "at-least": {"Min"}, "more-than": {"Min"}, "vague": set(),
}  # fmt: skip
HEDGE = re.compile(r"\b(about|around|nearly|almost|up to|at least|more than|over|several)\b")
SHARED = (
    "eu-summit-march", "steel-porcupine", "european-defence-readiness-2030", "european-mission",
    "mission-deterrence", "ukrainian-defence-industry", "ukraine-nato-membership", "russian-threat",
    "security-guarantees-ukraine", "ukrainian-war-experience",
)  # fmt: skip


@pytest.mark.parametrize("name", SHARED)
def test_one_thing_in_both_articles_is_one_node(ask: Ask, name: str) -> None:
    told = ask(
        f"SELECT DISTINCT ?s {{ ?c kg:publishedIn ?s {{ GRAPH ?c {{ :{name} ?p ?o }} }}"
        f" UNION {{ GRAPH ?c {{ ?x ?q :{name} }} }} }}"
    )
    assert {source for (source,) in told} == set(SOURCES)


def test_one_statement_in_both_articles_is_one_node(ask: Ask) -> None:
    talks = "kg:from :us ; kg:relation relation:negotiates-with ; kg:to :russia"
    told = ask(f"SELECT ?r ?s {{ GRAPH ?c {{ ?r {talks} }} ?c kg:publishedIn ?s }}")
    assert len({relation for relation, _ in told}) == 1
    assert {source for _, source in told} == set(SOURCES)


def test_the_summit_is_one_meeting_on_one_day(ask: Ask) -> None:
    that_day = ask(
        "SELECT ?m { ?m a kg:Meeting ; kg:date '2025-03-20'^^xsd:date MINUS { ?m kg:partOf ?w } }"
    )
    assert that_day == [("eu-summit-march",)]
    dated = "GRAPH ?c { :eu-summit-march kg:dated ?d . ?d kg:dateBasis ?b }"
    bases = ask(f"SELECT DISTINCT ?s ?b {{ {dated} ?c kg:publishedIn ?s }}")
    assert ("independent-2025-03-20", "date-basis:weekday-resolved") in bases
    assert ("rerussia-2025-04", "date-basis:year-inferred") in bases


def test_misprints_keep_the_printed_value_beside_a_correction(ask: Ask) -> None:
    corrections = ask(
        "SELECT ?n ?printed ?proposed ?reason { ?c kg:correction ?x . ?x kg:corrects ?n ;"
        " kg:printed ?printed ; kg:proposed ?proposed ; kg:reason ?reason }"
    )
    found = {(node, printed, proposed) for node, printed, proposed, _ in corrections}
    assert ("m-share-domestic-drones-2024", "996%", "96%") in found
    assert any(node == "steve-witkoff" and "Whitcoff" in printed for node, printed, _ in found)
    assert all(printed != proposed for _, printed, proposed in found)
    values = ask("SELECT ?v { :m-share-domestic-drones-2024 kg:value ?v }")
    assert [float(value) for (value,) in values] == [996.0]
    assert ask("SELECT ?x { :steve-witkoff kg:name ?x . ?x kg:form 'Whitcoff' }")


@pytest.mark.parametrize(("figure", "kind"), FIGURES.items())
def test_hedged_figures_are_bounds(ask: Ask, figure: str, kind: str) -> None:
    for node, hedge, bare, low, high in ask(
        f"SELECT ?x ?h ?v ?a ?z {{ ?x a kg:{kind} ; kg:approximation ?h"
        f" OPTIONAL {{ ?x kg:{figure} ?v }} OPTIONAL {{ ?x kg:{figure}Min ?a }}"
        f" OPTIONAL {{ ?x kg:{figure}Max ?z }} }}"
    ):
        name = hedge.removeprefix("approximation:")
        if name == "exact" or not (bare or low or high):
            continue
        assert not bare, node
        given = {side for side, bound in (("Min", low), ("Max", high)) if bound}
        assert given == BOUNDS[name], node


def test_a_hedge_in_print_is_a_hedge_in_the_graph(ask: Ask) -> None:
    kinds = "VALUES ?k { kg:Measurement kg:Pledge } ?x a ?k ; kg:printed ?p"
    figures = ask(f"SELECT ?x ?p ?h {{ {kinds} OPTIONAL {{ ?x kg:approximation ?h }} }}")
    assert len(figures) > 50
    bare = [row for row in figures if HEDGE.search(row[1]) and row[2][14:] in {"", "exact"}]
    assert bare == []


def test_an_estimate_is_no_bare_number(ask: Ask) -> None:
    assert ask("SELECT ?x { ?x kg:modality modality:estimated ; kg:value ?v }") == []


def test_a_yearly_quantity_is_not_a_total(ask: Ask) -> None:
    assert ask("SELECT ?u ?n { :pledge-shells-2m kg:unit ?u ; kg:quantityMin ?n }") == [
        ("unit:items-per-year", "2000000")
    ]


def test_a_conversion_is_a_second_figure_by_the_article_itself(ask: Ask) -> None:
    sums = ask(
        "SELECT ?i ?u ?v { ?m kg:derivedFrom ?e ; kg:indicator ?i ; kg:unit ?u ."
        " ?e kg:indicator ?i ; kg:unit ?v ."
        " GRAPH ?c { ?m a kg:Measurement } ?c kg:assertedBy :the-independent }"
    )
    assert sorted(sums) == [
        ("aid-provided", "unit:USD", "unit:EUR"),
        ("fund-size", "unit:USD", "unit:EUR"),
    ]


def test_parts_of_the_package_point_at_the_whole(ask: Ask) -> None:
    parts = ask("SELECT ?p { ?p kg:partOf :package-21bn ; kg:amount ?n }")
    assert {part for (part,) in parts} == {"package-21bn-uk", "package-21bn-germany"}


def test_a_date_called_printed_is_printed_whole(ask: Ask) -> None:
    dates = ask("SELECT ?p ?b { ?d a kg:Dating ; kg:printed ?p ; kg:dateBasis ?b }")
    assert len(dates) > 30
    whole = re.compile(r"\b\d{4}\b")
    bare = [row for row in dates if row[1] == "date-basis:printed" and not whole.search(row[0])]
    assert bare == []


def test_an_inferred_date_says_how(ask: Ask) -> None:
    silent = (
        "SELECT ?d { ?d a kg:Dating ; kg:dateBasis ?b"
        " FILTER(?b NOT IN (date-basis:printed, date-basis:window)) MINUS { ?d kg:note ?n } }"
    )
    assert ask(silent) == []


def test_weekdays_are_resolved_against_the_articles_date(ask: Ask) -> None:
    found = ask("SELECT DISTINCT ?n ?date { ?n kg:dated ?d . ?d kg:date ?date ;"
                " kg:dateBasis date-basis:weekday-resolved }")  # fmt: skip
    assert ("blueprint-unveiling", "2025-03-19") in found
    assert ("eu-summit-march", "2025-03-20") in found
    assert ("contact-group-april", "2025-04-11") in found


def test_the_undated_article_has_a_window_and_an_inferred_outlet(ask: Ask) -> None:
    window = ask("SELECT ?a ?z ?b { :rerussia-2025-04 kg:published ?d . ?d kg:earliest ?a ;"
                 " kg:latest ?z ; kg:dateBasis ?b }")  # fmt: skip
    [(earliest, latest, basis)] = window
    assert "2025-04-11" < earliest < latest == "2025-04-20"
    assert basis == "date-basis:context-inferred"
    bases = pairs(ask("SELECT ?s ?b { ?s kg:publisherBasis ?b }"))
    assert set(bases.values()) == {"basis:inferred"}


def test_sources_of_sources_stay_in_the_chain(ask: Ask) -> None:
    chain = ask(
        "SELECT ?n ?a { :rerussia-2025-04\\/c10-12 kg:attribution ?s ."
        " ?s kg:position ?n ; kg:agent ?a } ORDER BY ?n"
    )
    assert [agent for _, agent in chain] == ["re-russia", "financial-times", "ft-sources-kyiv"]


def test_every_printed_name_is_in_its_article(ask: Ask, articles: dict[str, str]) -> None:
    names = ask("SELECT ?f ?s { ?n a kg:Name ; kg:form ?f ; kg:printedIn ?s }")
    assert len(names) > 100
    assert [name for name in names if name[0] not in articles[name[1]]] == []
