"""The trace page as a file, and `kg trace --html` that writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from kg.errors import UsageError
from kg.show.trace.page import trace_page

if TYPE_CHECKING:
    from kg.graph.opened import Graph
    from tests.conftest import Kg
    from tests.show.conftest import Maker

ASSETS = Path(kg.__file__).parent / "show" / "trace" / "assets"
SINKS = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
    'setAttribute("style"', "fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "localStorage",
)  # fmt: skip


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    parsed: dict[str, Any] = json.loads(found[1])
    return parsed


def claims_of(html: str) -> list[str]:
    return [claim["id"] for claim in data_of(html)["claims"]]


def test_a_page_of_each_kind_of_name(small: Graph) -> None:
    assert claims_of(trace_page(small, "weekly/c1")) == ["weekly/c1"]
    assert claims_of(trace_page(small, "weekly")) == ["weekly/c2", "weekly/c1"]
    assert claims_of(trace_page(small, "Ann Arbor")) == ["daily/c3", "daily/c1", "daily/c5"]
    assert len(claims_of(trace_page(small))) == 9
    with pytest.raises(UsageError, match="nothing in this graph is called"):
        trace_page(small, "nobody")


def test_a_page_of_a_query_holds_its_rows(small: Graph) -> None:
    asked = "SELECT ?who WHERE { ?s a kg:Stance ; kg:holder ?who }"
    data = data_of(trace_page(small, query=asked))
    assert [claim["id"] for claim in data["claims"]] == ["daily/c2", "weekly/c1"]
    assert data["rows"] == [{"label": "Cland", "claims": [0, 1], "remarks": []}]
    with pytest.raises(UsageError, match="not both"):
        trace_page(small, "uk", query=asked)


def test_each_article_has_the_places_of_all_its_passages(small: Graph) -> None:
    (weekly,) = data_of(trace_page(small, "weekly/c1"))["sources"]
    assert weekly["places"] == [[0, 10], [25, 44]]


def test_the_text_is_only_in_the_page_when_asked_for(small: Graph) -> None:
    before = trace_page(small)
    (small.folder / "texts").mkdir()
    text = "Moved by a line.\nAland gives Bland money.\nCland is against it."
    (small.folder / "texts" / "weekly.txt").write_text(text, encoding="utf-8")
    assert trace_page(small) == before
    assert "holds no article text" in before
    full = trace_page(small, with_text=True)
    assert [source["copy"] for source in data_of(full)["sources"]] == [None, text]
    assert "holds no article text" not in full


def test_a_moved_copy_changes_no_page_without_texts(small: Graph) -> None:
    before = kg.view(small), trace_page(small)
    (small.folder / "texts").mkdir()
    text = "The end of it comes first.\nAland gives Bland money.\nCland is against it."
    (small.folder / "texts" / "weekly.txt").write_text(text, encoding="utf-8")
    assert kg.trace(small, "weekly/c1").claims[0].passage.grade == "moved"
    assert (kg.view(small), trace_page(small)) == before


def test_nothing_from_outside_and_no_way_to_run_text() -> None:
    for file in sorted(ASSETS.iterdir()):
        text = file.read_text(encoding="utf-8")
        assert [sink for sink in SINKS if sink in text] == [], file
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace(
            "plain http", ""
        ), file


def test_the_command_writes_a_page_and_says_where(study: kg.Graph, tmp_path: Path, run: Kg) -> None:
    file = tmp_path / "southfen.html"
    done = run("trace", "southfen", "--html", "-o", file, "-p", study.folder)
    assert done.returncode == 0
    assert f"wrote {file}" in done.stderr
    assert file.read_text("utf-8") == kg.trace_page(study, "southfen")
    named = run("trace", "Zoë Quill", "--html", "--with-text", "-p", study.folder, cwd=tmp_path)
    assert "wrote trace-Zoë-Quill.html" in named.stderr
    piped = run("trace", "--query", "pledges", "--html", "-o", "-", "-p", study.folder)
    assert piped.stdout == kg.trace_page(study, query="pledges")


WRONG = {
    "southfen --with-text": "--with-text is for a page\n  add --html",
    "--query pledges": "--query is for a page",
    "southfen -o x.html": "--output is for a page",
    "southfen --html --json": "as JSON or as a page, not both",
    "southfen --html --query pledges": "a name or a query, not both",
    "--html --query plegdes": "there is no saved query 'plegdes'",
    "": "say what to trace",
}


@pytest.mark.parametrize(("typed", "told"), WRONG.items())
def test_what_does_not_go_together_is_refused(
    study: kg.Graph, run: Kg, typed: str, told: str
) -> None:
    done = run("trace", *typed.split(), "-p", study.folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_superseded_claim_keeps_its_place(make: Callable[..., Maker]) -> None:
    maker = make()
    maker.thing("paper", "Organization", "Paper")
    maker.source("daily", "Daily", "paper", "One two three four.")
    maker.claim("daily/1", "One.", {}, span=(0, 3))
    maker.add("daily/1", "supersededBy", "daily/2")
    (claim,) = data_of(trace_page(maker.graph()))["claims"]
    assert claim["related"] == [["supersededBy", "daily/2"]]
