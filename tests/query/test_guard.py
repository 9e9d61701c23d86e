"""What only reads passes; what reaches out or changes something does not, however it is spelt."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.query.guard import guard

ELSEWHERE = "<http://127.0.0.1:9/x>"  # a port that the engine refuses to open

REACHING = [
    "SELECT * { SERVICE <u:u> { ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT ?where { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n <u:u> { ?s ?p ?o } }",
    "SELECT * { { { OPTIONAL { SERVICE <u:u> { } } } } }",
    "SELECT * { { SELECT * { SERVICE <u:u> { } } } }",
    r"SELECT * { \u0053ERVICE <u:u> { } }",
    r"SELECT * { S\U00000045RV\u0049CE <u:u> { } }",
    r"SELECT * { <http://x#\u0041> ?p ?o } SERVICE <u:u> { }",
    # What follows are cuts that Oxigraph 0.5 makes and the grammar does not.
    "SELECT * { SERVICEex:a { } }",
    "SELECT * { ?s ?p ?o.SERVICEex:a { } }",
    "SELECT * { ?s ?p falseSERVICE <u:u> { } }",
    "SELECT * { ?s ?p falseSERVICEex:a { } }",
    "SELECT * { ?s ?p ex:.SERVICE <u:u> { } }",
    "SELECT * { ?s ?p ex:a.b.SERVICE <u:u> { } }",
    "SELECT * { ?s ?p ?o FILTER(?o<?p)SERVICE#>\n <u:u> { } }",
    'SELECT * { VALUES ?v { """x" } SERVICE <u:u> { } #\\q"""\n}',
]
CHANGING = [
    "LOAD <u:u>",
    "load silent <u:u> into graph <u:g>",
    "INSERT DATA { <u:a> <u:b> 1 }",
    "PREFIX ex: <u:> DELETE WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    r"\u0043LEAR ALL",
    "WITH <u:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]
READING = [
    "SELECT * { ?s ?p ?o }",
    "PREFIX service: <u:> SELECT ?service { ?service service:load service:service }",
    "SELECT * { ?load ?insert ?delete } # SERVICE <u:u> { }",
    "SELECT * { ?s ?p 'SERVICE' , \"LOAD\" , '''INSERT\n'DATA''' , \"x\"@service }",
    "SELECT * { ?s <http://x/SERVICE> <http://x/load#INSERT> }",
    "SELECT * { GRAPH service:x { ?s ?p ?o } }",
    "SELECT * { ?s ex:service.load ?o . ?o ?p _:service }",
    r"SELECT * { ?s ?p 'a\u0041 \u0053ERVICE' }",
    "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://x#b>) } FILTER(?a < ?b && ?b > 3) }",
    "SELECT * { ?s ?p ?o FILTER(?o<?p&&?p>3) }",
]


@pytest.mark.parametrize("query", REACHING)
def test_what_asks_another_server_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match=r"line \d+, column \d+"):
        guard(query)


@pytest.mark.parametrize("query", CHANGING)
def test_what_changes_a_graph_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="may only read"):
        guard(query)


@pytest.mark.parametrize("query", READING)
def test_what_only_reads_passes(query: str) -> None:
    guard(query)


def test_the_refusal_says_what_where_and_why() -> None:
    with pytest.raises(UsageError) as fault:
        guard("SELECT *\n{ ?a ?b ?c\n  \\u0053ERVICE <u:u> { } }")
    first, shown, carets = fault.value.what.split("\n")
    assert first.startswith("line 3, column 3: SERVICE asks another server")
    assert shown.endswith("  \\u0053ERVICE <u:u> { } }")
    assert shown.index("\\u0053") == carets.index("^")
    assert carets.count("^") == len("\\u0053ERVICE")
    assert fault.value.cure


_PIECES = [
    "SERVICE", "service ", "SERVICE#>\n", 'SERVICE#"""\n', "SERVICEkg:f", "SERVICESILENTkg:f",
    r"\u0053ERVICE", ELSEWHERE, "kg:f", "?v", "{?a ?b ?c}", "{", "}", ".", "#", "\n", '"', '"""',
    "'", "'''", "\\", r"\u0041", r"\u0022", "(", ")", "FILTER(", "<", ">", "?x<", "false", "1",
    "kg:a", "kg:", ".b", "<?b)", "#>", "VALUES ?v {", "BIND(1 AS ?q)", "?s ?p ?o.", " ", "&&",
    r"\q", r"\"", "@en", "_:a", "OPTIONAL", "kg:a.b.", "//", "kg:x.SERVICE",
]  # fmt: skip
_FRAMES = [
    "SELECT * {%s}", "SELECT * {?s ?p ?o %s}", "SELECT * {?s ?p ?o FILTER(?o%s}",
    "SELECT * {VALUES ?v {%s}", f"SELECT * {{?s ?p kg:%s {ELSEWHERE} {{?a ?b ?c}}}}",
    f'SELECT * {{?s ?p %sSERVICE{ELSEWHERE}{{?a ?b ?c}} #"""\n}}',
    "SELECT * {?s ?p ?o %s#>\n kg:f{?a ?b ?c}}",
]  # fmt: skip


@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(_FRAMES), st.lists(st.sampled_from(_PIECES), max_size=8))
def test_no_query_that_passes_makes_the_engine_reach_out(frame: str, pieces: list[str]) -> None:
    query = frame.replace("%s", "".join(pieces))
    try:
        guard(query)
    except UsageError:
        return
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("u:s"), ox.NamedNode("u:p"), ox.Literal(1)))
    try:
        answer = store.query(query, prefixes={"kg": "http://127.0.0.1:9/"}, base_iri="u:/")
        list(answer) if isinstance(answer, ox.QuerySolutions) else None
    except (SyntaxError, ValueError):
        return
    except (OSError, RuntimeError) as fault:
        pytest.fail(f"{query!r} reached out: {fault}")


@pytest.mark.parametrize("piece", ["a.", "-", "1.", "<", '"', "'''", '"""a', r"\u0041", "a:."])
def test_no_text_holds_the_guard_up(piece: str) -> None:
    start = time.process_time()
    with contextlib.suppress(UsageError):
        guard(f"SELECT * {{ {piece * 20_000} }}")
    assert time.process_time() - start < 5
