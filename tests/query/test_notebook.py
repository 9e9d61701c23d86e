"""What a notebook shows: tables with passages and articles, made by its own display formatter."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser

import pytest
from IPython.core.formatters import HTMLFormatter

import kg

HARMLESS = {
    "table", "thead", "tbody", "tr", "th", "td", "p", "b", "i", "q", "br", "small", "details",
    "summary",
}  # fmt: skip


class _Read(HTMLParser):
    """Holds the texts of a piece of HTML; refuses what acts, and what is not closed."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(content)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in HARMLESS
        assert {name for name, _ in attrs} <= {"style"}
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def texts(shown: object) -> list[str]:
    """Return the texts that a notebook shows of an object."""
    return _Read(HTMLFormatter()(shown)).texts


def test_a_trace(study: kg.Graph) -> None:
    told = texts(kg.trace(study, "southfen"))
    found = kg.trace(study, "southfen")
    assert told[:2] == ["Southfen", f": {len(found.claims)} claims"]
    for claim in found.claims:
        assert {claim.paraphrase, claim.passage.text, claim.source.label} <= {*told}
    assert any("Reedmouth Gazette, 2031-05-03, paragraph 4" in one for one in told)
    assert "verified" in told
    assert texts(found.claims[0])[0] == found.claims[0].paraphrase


def test_of_a_trace_the_first_fifty_and_how_many_more(study: kg.Graph) -> None:
    found = kg.trace(study, "southfen")
    many = dataclasses.replace(found, claims=(found.claims * 60)[:57])
    assert texts(many)[-1] == "and 7 more"
    assert texts(many).count("verified") == 50


def test_no_more_than_the_graph_may_show(study: kg.Graph) -> None:
    textless = study.textless()
    assert any("…" in one for one in texts(kg.trace(textless, "southfen")))
    words = kg.trace(study, "southfen").claims[0].passage.text
    assert words not in texts(kg.trace(textless, "southfen"))


def test_a_search(study: kg.Graph) -> None:
    assert texts(kg.search(study, "southfen"))[4:7] == ["organization", "Southfen", "southfen"]
    assert "nothing found" in texts(kg.search(study, "zzzz"))


def test_rows_unfold_their_claims(study: kg.Graph) -> None:
    asked = "SELECT ?who ?most { ?p kg:pledgedBy ?who ; kg:amountMax ?most }"
    answer = kg.why(study, asked)
    told = texts(answer)
    assert told[:6] == ["who", "most", "receipts", "northmarsh", "4,000,000", "1 claim"]
    assert "Northmarsh promises at most four million for the ferry, its minister says." in told
    assert told == texts(kg.query(study, asked))


@pytest.mark.parametrize(
    "bad", ["<script>alert(1)</script>", "</td><img src=x>", "a\u202eb\x1b[2J"]
)
def test_no_text_acts(study: kg.Graph, bad: str) -> None:
    found = kg.trace(study, "southfen")
    claim = dataclasses.replace(
        found.claims[0],
        id=bad, paraphrase=bad, kind=bad, certainty=bad, status=bad,
        source=dataclasses.replace(found.claims[0].source, label=bad, published=bad),
        passage=dataclasses.replace(found.claims[0].passage, text=bad),
    )  # fmt: skip
    of = dataclasses.replace(found.of, label=bad)
    told = texts(dataclasses.replace(found, of=of, claims=(claim,)))
    hit = dataclasses.replace(
        kg.search(study, "southfen").hits[0], id=bad, kind=bad, label=bad, text=bad, spans=()
    )
    told += texts(dataclasses.replace(kg.search(study, "southfen"), hits=(hit,), remarks=(bad,)))
    assert not {"\u202e", "\x1b"} & {*"".join(told)}
