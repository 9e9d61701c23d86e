"""Every claim stands on words of its article, and hardly a word of an article is left out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg.text import normalise, paragraphs

from .conftest import SOURCES, Ask

OF_ARTICLE = 0.96
OF_PARAGRAPH = 0.90


def spans(ask: Ask, source: str, owner: str) -> list[range]:
    found = ask(
        f"SELECT ?p ?a ?z {{ ?p kg:passageOf :{source} ; kg:start ?a ; kg:end ?z . {owner} }}"
    )
    return [range(int(start), int(end)) for _, start, end in found]


def claimed(ask: Ask, source: str) -> set[int]:
    return {place for span in spans(ask, source, "?c a kg:Claim ; kg:passage ?p") for place in span}


def boilerplate(ask: Ask, source: str) -> set[int]:
    return {place for span in spans(ask, source, f":{source} kg:boilerplate ?p") for place in span}


@pytest.mark.parametrize("source", SOURCES)
def test_all_passages_are_verified(
    ask: Ask, corpus: Path, texts: Path, tmp_path: Path, source: str
) -> None:
    project = tmp_path / "corpus"
    shutil.copytree(corpus, project, ignore=shutil.ignore_patterns("graph"))
    attached = kg.attach(project, source, texts / f"{source}.txt")
    passages = ask(f"SELECT ?p {{ ?p a kg:Passage ; kg:passageOf :{source} }}")
    assert attached.same_text
    assert attached.counts() == {"verified": len(passages)}


@pytest.mark.parametrize("source", SOURCES)
def test_every_paragraph_is_covered(ask: Ask, texts: Path, source: str) -> None:
    text = normalise((texts / f"{source}.txt").read_bytes())
    said, foreign = claimed(ask, source), boilerplate(ask, source)
    wanted = {place for place, char in enumerate(text) if char.isalnum()} - foreign
    assert len(wanted & said) / len(wanted) > OF_ARTICLE
    for number, (start, end) in enumerate(paragraphs(text), 1):
        here = wanted & set(range(start, end))
        assert not here or len(here & said) / len(here) > OF_PARAGRAPH, number


def test_boilerplate_has_no_claims(ask: Ask) -> None:
    assert boilerplate(ask, "independent-2025-03-20")
    for source in SOURCES:
        assert not claimed(ask, source) & boilerplate(ask, source)


def test_the_appeal_for_money_left_nothing_in_the_graph(ask: Ask) -> None:
    named = ask("SELECT ?label { { ?x rdfs:label ?label } UNION { ?x kg:form ?label } }")
    assert len(named) > 500
    assert [
        label for (label,) in named if {"musk", "paywall"} & set(label.casefold().split())
    ] == []
