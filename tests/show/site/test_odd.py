"""Graphs that are not as one expects: empty, with an article nobody has encoded, odd questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg.query.limits import Limits

if TYPE_CHECKING:
    from tests.show.conftest import Maker
    from tests.show.site.conftest import Read

Reader = Callable[[Path], "Read"]


def test_an_empty_graph_has_a_first_page(
    make: Callable[..., Maker], tmp_path: Path, reader: Reader
) -> None:
    done = kg.site(make().graph(), tmp_path / "site", questions=["pledges"])
    assert done.pages == 3
    assert "0 articles, 0 claims" in reader(tmp_path / "site" / "index.html").text
    assert "No row" in reader(tmp_path / "site" / "queries" / "pledges.html").text


def test_an_article_without_claims_has_a_page(
    make: Callable[..., Maker], tmp_path: Path, reader: Reader
) -> None:
    maker = make()
    maker.thing("paper", "Organization", "The Paper")
    maker.source("daily", "Nobody has read this yet", "paper", "word " * 20)
    kg.site(maker.graph(), tmp_path / "site", questions=[])
    page = reader(tmp_path / "site" / "sources" / "daily.html")
    assert "Nobody has read this yet" in page.text
    assert "None yet." in page.text
    assert "no article's claims" in reader(tmp_path / "site" / "things" / "paper.html").text


def test_questions_without_an_answer_say_so(ferry: Path, tmp_path: Path, reader: Reader) -> None:
    kg.build(ferry)
    (ferry / "queries").mkdir(exist_ok=True)
    (ferry / "queries" / "all.rq").write_text("CONSTRUCT WHERE { ?s ?p ?o }")
    (ferry / "queries" / "slow.rq").write_text(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    )
    (ferry / "queries" / "told.rq").write_text("SELECT ?s { ?s a ?_class_iri }")
    done = kg.site(
        kg.open(ferry), tmp_path / "site", questions=["all", "slow", "told"],
        limits=Limits(seconds=3),
    )  # fmt: skip
    assert [remark.partition(":")[0] for remark in done.remarks] == ["slow", "told"]
    told = {name: reader(tmp_path / "site" / "queries" / f"{name}.html").text
            for name in ("all", "slow", "told")}  # fmt: skip
    assert "100 links, the first of more" in told["all"]
    assert "no answer on this page" in told["slow"]
    assert "stopped after 3 seconds" in told["slow"]
    assert "class" in told["told"]


def test_a_figure_and_a_bound_that_excludes_it_are_told_under_both_names(
    make: Callable[..., Maker], tmp_path: Path, reader: Reader
) -> None:
    maker = make()
    for source, who, text in (("daily", "ann", "At least five."), ("weekly", "ben", "Three only.")):
        maker.thing(who, "Person", who)
        maker.source(source, f"The {source}", who, text * 3)
    for source, who, told in (("daily", "ann", "amountMin"), ("weekly", "ben", "amount")):
        gift = {"type": "Pledge", "label": ox.Literal("A gift", language="en"),
                "pledgedBy": "ann", told: 5 if told == "amountMin" else 3}  # fmt: skip
        maker.claim(
            f"{source}/c1", f"As {who} has it.", {"gift": gift}, source=source, chain=(who,)
        )
    kg.site(maker.graph(), tmp_path / "site", questions=[])
    page = reader(tmp_path / "site" / "things" / "gift.html")
    assert "Claims differ on lowest amount and amount" in page.text
    assert "lowest amount: 5" in page.text
    assert "amount: 3" in page.text
