"""A page made by itself shows what the page of the whole site shows."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import kg
from kg.query.limits import Limits
from kg.show.part.pages import CLAIMS_EACH, Sheet, carried, claim_sheet, source_sheet, thing_sheet
from kg.show.site.cards import Card
from kg.show.site.claim import claim_page
from kg.show.site.linked import described
from kg.show.site.material import Material, material
from kg.show.site.places import page_path
from kg.show.site.source import facts, of_article, source_page
from kg.show.site.thing import thing_page


@pytest.fixture(scope="module")
def whole(graph: kg.Graph) -> Material:
    return material(graph, Limits(seconds=60))


@pytest.fixture(scope="module")
def paths(graph: kg.Graph) -> Any:
    """Return the paths of the site, for pages made one by one."""

    def path(folder: str, iri: str) -> str:
        name = graph.id(iri)
        return page_path(folder, name.removeprefix("kg:").lower() if folder == "lists" else name)

    return path


def plain(value: Any) -> Any:
    """Return a page as plain values, with every claim by its id alone."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Card):
            return ("claim", value.iri, value.href, value.ties, value.chain)
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def whole_links(value: Any) -> Any:
    """Return a page without the places of statements that are told with things of another page."""
    if isinstance(value, dict):
        return {key: whole_links(one) for key, one in value.items()}
    if isinstance(value, list):
        return [whole_links(one) for one in value]
    return "" if isinstance(value, str) and "#s-" in value else value


def same(one: Any, other: Any) -> bool:
    return bool(whole_links(plain(one)) == whole_links(plain(other)))


def test_things_have_the_same_page(graph: kg.Graph, whole: Material, paths: Any) -> None:
    compared = 0
    for iri in whole.read.things[::4]:
        made = thing_sheet(graph, iri, paths)
        if made.sheets == 1 and not made.beside:
            compared += 1
            assert same(made.page, thing_page(whole, iri)), iri
    assert compared > len(whole.read.things) / 5


def test_claims_have_the_same_page(graph: kg.Graph, whole: Material, paths: Any) -> None:
    for source in whole.read.sources:
        claims = [claim for claim, article in whole.sources.items() if article == source]
        assert carried(graph, source) == claims
        ordered = ["", *claims, ""]
        for before, iri, after in list(zip(ordered, claims, ordered[2:], strict=False))[::12]:
            made = claim_sheet(graph, iri, paths)
            assert same(made.page, claim_page(whole, iri, before, after)), iri


def test_articles_have_the_same_page(graph: kg.Graph, whole: Material, paths: Any) -> None:
    for iri in whole.read.sources:
        made: Sheet[Any] = source_sheet(graph, iri, paths)
        claims = [claim for claim, article in whole.sources.items() if article == iri]
        told = facts(whole, iri, described(graph, [iri])[iri])
        assert made.sheets == 1
        assert same(
            made.page, source_page(whole, iri, of_article(whole, iri, claims), claims, told)
        )


def test_what_many_claims_speak_of_has_several_pages(
    graph: kg.Graph, whole: Material, paths: Any
) -> None:
    iri = max(whole.read.things, key=whole.claims_about)
    first = thing_sheet(graph, iri, paths)
    assert first.claims > CLAIMS_EACH
    assert first.sheets == -(-first.claims // CLAIMS_EACH)
    last = thing_sheet(graph, iri, paths, first.sheets)
    assert last.page.about <= CLAIMS_EACH
    assert first.page.label == last.page.label
    assert thing_sheet(graph, iri, paths, first.sheets + 1).page.about == 0
