"""One answer, many formats: each can be read back, none can act, all can be piped."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
import rdflib
from rich.console import Console

from kg.errors import InputError, LimitError, UsageError
from kg.graph.opened import Graph
from kg.query.limits import Limits
from kg.query.results.formats import DEFAULTS, FORMATS, by_ending
from kg.query.results.terminal import show
from kg.query.run import query
from kg.visible import visible
from tests.query.conftest import BASE

ROWS = """SELECT ?pledge ?label ?n ?none {
  ?pledge a kg:Pledge ; rdfs:label ?label ; kg:amount ?n
} ORDER BY ?pledge"""
LABEL = '=A loan, "big"\n<b>'


def written(graph: Graph, asked: str, kind: str = "") -> str:
    out = io.BytesIO()
    with query(graph, asked) as result:
        result.write(out, kind)
    return out.getvalue().decode()


def test_csv_and_tsv_are_w3cs(small: Graph) -> None:
    rows = list(csv.reader(io.StringIO(written(small, ROWS, "csv"), newline="")))
    assert rows[0] == ["pledge", "label", "n", "none"]
    assert rows[1] == [f"{BASE}gift", "A gift", "5300000000.5", ""]
    assert rows[2] == [f"{BASE}loan", LABEL, "-7", ""]
    read = ox.parse_query_results(written(small, ROWS, "tsv"), ox.QueryResultsFormat.TSV)
    assert [tuple(row) for row in read] == list(query(small, ROWS).rows())  # type: ignore[union-attr]


def test_json_and_xml_are_w3cs(small: Graph) -> None:
    expected = list(query(small, ROWS).rows())
    for kind, form in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        read = ox.parse_query_results(written(small, ROWS, kind), form)
        assert [tuple(row) for row in read] == expected  # type: ignore[union-attr]


def test_ndjson_has_a_plain_object_per_row(small: Graph) -> None:
    lines = written(small, ROWS, "ndjson").splitlines()
    assert json.loads(lines[0]) == {"pledge": f"{BASE}gift", "label": "A gift", "n": 5300000000.5}
    assert json.loads(lines[1])["label"] == LABEL
    typed = 'SELECT (true AS ?a) (5 AS ?b) ("x"^^xsd:integer AS ?c) ("d"^^xsd:date AS ?d) {}'
    assert msgspec.json.decode(written(small, typed, "ndjson")) == {
        "a": True, "b": 5, "c": "x", "d": "d",
    }  # fmt: skip


def test_a_table_in_a_pipe_is_lines_and_tabs_uncut(small: Graph) -> None:
    long = "x" * 500
    text = written(small, f'{ROWS} VALUES ?none {{ "{long}" }}', "table")
    lines = text.rstrip("\n").split("\n")
    assert lines[0].split("\t") == ["pledge", "label", "n", "none"]
    assert lines[1].split("\t") == ["gift", "A gift", "5300000000.5", long]
    assert lines[2].split("\t") == ["loan", '=A loan, "big"\\n<b>', "-7", long]


def test_a_spreadsheet_runs_no_cell(small: Graph) -> None:
    asked = 'SELECT ?x { VALUES ?x { "=1+1" "+x" "-x" "@x" " =x" "\\tx" "fine" -5 2.5 :uk } }'
    raw = io.BytesIO()
    query(small, asked).write(raw, "spreadsheet")
    assert raw.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.getvalue().decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows] == [
        "x", "'=1+1", "'+x", "'-x", "'@x", "' =x", "'\tx", "fine", "-5", "2.5", "uk",
    ]  # fmt: skip


def test_plain_csv_tells_of_cells_that_a_spreadsheet_would_run(small: Graph) -> None:
    remarks = query(small, ROWS).write(io.BytesIO(), "csv")
    assert "-f spreadsheet" in remarks[0]
    harmless = 'SELECT ?x ?y { VALUES (?x ?y) { ("a=b" -5) (UNDEF +2.5) ("-7" UNDEF) } }'
    assert query(small, harmless).write(io.BytesIO(), "csv") == []


def test_markdown_escapes_what_markdown_reads(small: Graph) -> None:
    text = written(
        small, 'SELECT ?x ?n { VALUES (?x ?n) { ("a|b\\n*c* <i> [d](e)" 12345) } }', "markdown"
    )
    assert text.splitlines() == [
        "| x | n |", "| --- | --- |",
        r"| a\|b\\n\*c\* \<i\> \[d\](e) | 12,345 |",
    ]  # fmt: skip


def test_html_is_one_page_that_asks_for_nothing_and_runs_nothing(small: Graph) -> None:
    hostile = 'SELECT ?x { VALUES ?x { "<script>alert(1)</script>" "\\" onload=\\"x" } }'
    page = written(small, hostile, "html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=", page)
    body = page[page.index("<table>") : page.index("</table>") + len("</table>")]
    assert len(ET.fromstring(body).findall(".//td")) == 2  # noqa: S314


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"),
        ("jsonld", ox.RdfFormat.JSON_LD), ("trig", ox.RdfFormat.TRIG),
        ("nquads", ox.RdfFormat.N_QUADS),
    ],
)  # fmt: skip
def test_triples_can_be_read_back(kind: str, form: str | ox.RdfFormat, small: Graph) -> None:
    asked = "CONSTRUCT { ?p ?q ?o } WHERE { ?p a kg:Pledge ; ?q ?o }"
    text = written(small, asked, kind)
    expected = {str(triple) for triple in query(small, asked).triples()}
    assert len(expected) == 8
    if isinstance(form, ox.RdfFormat):
        assert {str(quad.triple) for quad in ox.parse(text, format=form)} == expected
    else:
        assert len(rdflib.Graph().parse(data=text, format=form)) == 8


def test_turtle_declares_only_the_prefixes_it_uses(small: Graph) -> None:
    text = written(small, "CONSTRUCT { ?p a kg:Pledge } WHERE { ?p a kg:Pledge }")
    declared = re.findall(r"@prefix (\w*):", text)
    assert sorted(declared) == ["", "kg", "rdf"]
    assert ":gift a kg:Pledge" in text


def test_yes_and_no(small: Graph) -> None:
    assert written(small, "ASK { :uk ?p ?o }") == "yes\n"
    assert written(small, "ASK { :nobody ?p ?o }") == "no\n"
    assert json.loads(written(small, "ASK {}", "json")) == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in written(small, "ASK {}", "xml")


@pytest.mark.parametrize(
    ("asked", "kind", "cure"),
    [
        ("SELECT * {}", "turtle", "choose one of: table, csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "choose one of: turtle"),
        ("ASK {}", "table", "json, xml, text"),
        ("SELECT * {}", "cvs", "did you mean csv"),
    ],
)
def test_a_format_that_does_not_fit_is_told(asked: str, kind: str, cure: str, small: Graph) -> None:
    with query(small, asked) as result, pytest.raises(UsageError) as fault:
        result.write(io.BytesIO(), kind)
    assert cure in fault.value.cure


def test_every_format_has_a_writer(small: Graph) -> None:
    asked = {
        "rows": "SELECT ?pledge ?who ?n { ?pledge kg:pledgedBy ?who ; kg:amount ?n }",
        "triples": "CONSTRUCT WHERE { ?pledge kg:pledgedBy ?who }",
        "boolean": "ASK {}",
    }
    for form in FORMATS:
        for kind in form.kinds:
            out = io.BytesIO()
            query(small, asked[kind]).write(out, form.name)
            assert out.getvalue(), form.name
    assert all(name in {form.name for form in FORMATS} for name in DEFAULTS.values())


def test_the_ending_of_a_file_names_the_format() -> None:
    assert by_ending(Path("a.csv"), "rows") == "csv"
    assert by_ending(Path("a.JSON"), "rows") == "json"
    assert by_ending(Path("a.json"), "triples") == "jsonld"
    assert by_ending(Path("a.md"), "rows") == "markdown"
    assert by_ending(Path("a.ttl"), "triples") == "turtle"
    with pytest.raises(UsageError, match="names no format"):
        by_ending(Path("a.ttl"), "rows")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, crowded: Graph) -> None:
    file = tmp_path / "out.csv"
    query(crowded, "SELECT ?a { ?a ?b ?c } LIMIT 3").save(file)
    before = file.read_bytes()
    assert before.count(b"\n") == 4
    with pytest.raises(LimitError):
        query(crowded, "SELECT * { ?a ?b ?c }", limits=Limits(rows=5)).save(file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    with pytest.raises(InputError, match="cannot be written"):
        query(crowded, "SELECT * {}").save(tmp_path / "none" / "out.csv")


def shown(graph: Graph, asked: str, width: int, limits: Limits | None = None) -> str:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    show(query(graph, asked, limits=limits), console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_terminal_shows_a_table_that_fits(small: Graph) -> None:
    text = shown(small, ROWS, 60)
    lines = text.splitlines()
    assert lines[0].split() == ["pledge", "label", "n"]
    assert "5,300,000,000.5" in text
    assert lines[-1] == "2 rows; nothing in: none"
    assert max(map(len, lines)) <= 60


def test_a_narrow_terminal_shows_a_block_per_row(small: Graph) -> None:
    lines = shown(small, ROWS, 24).splitlines()
    assert lines[0].startswith("1 ──")
    assert lines[1].split() == ["pledge", "gift"]
    assert max(map(len, lines)) <= 24


def test_a_terminal_shows_the_first_thousand_and_counts_the_rest(crowded: Graph) -> None:
    last = shown(crowded, "SELECT ?c { ?a ?b ?c }", 80).splitlines()[-1]
    assert last.startswith("1,000 of 3,000 rows")
    assert shown(crowded, "SELECT ?c { FILTER(false) }", 80) == "no rows\n"


def test_no_value_acts_on_a_terminal(small: Graph) -> None:
    asked = 'SELECT ?x { VALUES ?x { "a\\u001B[2Jb" "[bold]c[/]" "\\u202Ed" "e\\u0007" } }'
    for text in (shown(small, asked, 80), written(small, asked, "table")):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\x07" not in text
        assert "a\\u001b[2Jb" in text
        assert "[bold]c[/]" in text
    assert visible("é😀 ok") == "é😀 ok"
