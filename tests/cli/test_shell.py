"""The prompt: when a query is whole, what completes it, and a session in a real terminal."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

import kg
from kg.cli.session import Session
from kg.graph.opened import Graph
from kg.query.results.formats import NAMES
from kg.query.vocab import Vocabulary
from kg.shell.completer import Completions
from kg.shell.known import Known
from kg.shell.position import expected
from kg.shell.prompt import prompt_session
from kg.shell.typed import pieces, whole
from tests.patience import at_work, eventually
from tests.search.conftest import without_index

WHOLE = [
    "SELECT * { ?s ?p ?o }", "ASK { ?s ?p 'a } b' }", "DESCRIBE :uk", "claims-about",
    "PREFIX a: <u:u> SELECT * { ?s a a:A } ORDER BY ?s LIMIT 3", ".help", ".run pledges who=uk",
    "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }", "CONSTRUCT WHERE { ?s a ?c }",
    "CONSTRUCT { ?s a ?c } { ?s a ?c }", "SELECT * { ?s ?p ?o }}", "SELCT * { ?s ?p ?o }",
    ".explain SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o } # { (",
]  # fmt: skip
OPEN = [
    "", "   ", "SELECT ?s", "SELECT ?s WHERE {", "SELECT * { ?s ?p 'a }", "PREFIX a: <u:u>",
    'SELECT * { ?s ?p """a } ', "CONSTRUCT { ?s a ?c }", "CONSTRUCT { ?s a ?c } WHERE", "DESCRIBE",
    "SELECT (COUNT(* AS ?n) { ?s ?p ?o }", ".explain SELECT * { ?s", "# only a remark",
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_enter_runs_what_is_whole(text: str) -> None:
    assert whole(text)


@pytest.mark.parametrize("text", OPEN)
def test_enter_goes_on_where_something_is_open(text: str) -> None:
    assert not whole(text)


def test_a_script_is_cut_into_what_it_asks() -> None:
    script = """
# a remark
SELECT ?p {
  ?p a kg:Pledge

  FILTER(?p != :x)
}
ORDER BY ?p

.format csv
ASK { :uk a kg:Group }
PREFIX a: <u:u>
SELECT * { ?s a a:A }
.explain SELECT * {
  ?s ?p ?o }
claims-about
"""
    found = [re.sub(r"\s+", " ", piece).strip() for piece in pieces(script.splitlines())]
    assert found == [
        "# a remark SELECT ?p { ?p a kg:Pledge FILTER(?p != :x) } ORDER BY ?p",
        ".format csv",
        "ASK { :uk a kg:Group }",
        "PREFIX a: <u:u> SELECT * { ?s a a:A }",
        ".explain SELECT * { ?s ?p ?o }",
        "claims-about",
    ]


PLACES = [
    ("SELECT * { ", "subject"), ("SELECT * { ?s ", "verb"), ("SELECT * { ?s a ", "class"),
    ("SELECT * { ?s kg:p ", "object"), ("SELECT * { ?s kg:p ?o ; ", "verb"),
    ("SELECT * { ?s kg:p ?o , ", "object"), ("SELECT * { ?s kg:p ?o . ", "subject"),
    ("SELECT * { ?s kg:p/", "verb"), ("SELECT * { ?s kg:p [ ", "verb"), ("SELECT ", ""),
    ("SELECT * { ?s kg:p ?o FILTER(", ""), ("SELECT * { ?s kg:p ?o FILTER(?o > 5) ", "subject"),
    ("SELECT * { OPTIONAL { ?s ", "verb"), ("SELECT * { ?s ?p ?o } ORDER BY ", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "place"), PLACES)
def test_what_may_stand_at_a_place_is_known(before: str, place: str) -> None:
    assert expected(before) == place


def completing(graph: Graph) -> Completions:
    known = Known(graph)
    known.read()
    return Completions(known, [*Session(graph, interactive=True).commands, ".quit"], NAMES)


@pytest.fixture(scope="module")
def completions(graph: Graph) -> Completions:
    return completing(graph)


@pytest.fixture(scope="module")
def unindexed(graph: Graph) -> Completions:
    """Return what completes where a graph has no index: it was built so, or is behind an engine."""
    return completing(without_index(graph))


def offered(completions: Completions, before: str) -> dict[str, str]:
    """Return what is offered behind a text: the text as it would be, and what is told of it."""
    from prompt_toolkit.completion import CompleteEvent

    found = completions.get_completions(Document(before), CompleteEvent())
    return {
        before[: len(before) + one.start_position] + one.text: one.display_meta_text
        for one in found
    }


@pytest.mark.parametrize(("before", "after"), [
    ("SELECT * { ?s a kg:Pl", "SELECT * { ?s a kg:Pledge"),
    ("SELECT * { ?s a Pled", "SELECT * { ?s a kg:Pledge"),
    ("SELECT * { ?s kg:pled", "SELECT * { ?s kg:pledgedBy"),
    ("SELECT * { ?s pled", "SELECT * { ?s kg:pledgedBy"),
    ("SELECT * { ?s kg:status ", "SELECT * { ?s kg:status status:announced"),
    ("SELECT * { ?s kg:status sta", "SELECT * { ?s kg:status status:"),
    ("SELECT * { ?s kg:status status:ann", "SELECT * { ?s kg:status status:announced"),
    ("SELECT * { ?c kg:about olaf sch", "SELECT * { ?c kg:about :olaf-scholz"),
    ("SELECT * { ?c kg:about Scholz", "SELECT * { ?c kg:about :olaf-scholz"),
    ("SELECT * { ?c kg:about :olaf", "SELECT * { ?c kg:about :olaf-scholz"),
    ("SELECT ?pledge { ?pl", "SELECT ?pledge { ?pledge"),
    ("SEL", "SELECT"), ("claims-a", "claims-about"), ("SELECT * { ?s ?p ?o } ORD",
     "SELECT * { ?s ?p ?o } ORDER BY"),
    (".ru", ".run"), (".run claims-a", ".run claims-about"),
    (".run claims-about th", ".run claims-about thing="),
    (".run claims-about thing=scholz", ".run claims-about thing=olaf-scholz"),
    (".format mark", ".format markdown"), (".trace olaf", ".trace olaf-scholz"),
    (".explain SELECT * { ?s a kg:Pl", ".explain SELECT * { ?s a kg:Pledge"),
])  # fmt: skip
def test_words_and_labels_of_the_graph_are_offered(
    before: str, after: str, completions: Completions
) -> None:
    assert after in offered(completions, before)


THINGS = [
    ("SELECT * { ?c kg:about olaf sch", "SELECT * { ?c kg:about :olaf-scholz"),
    ("SELECT * { ?c kg:about Scholz", "SELECT * { ?c kg:about :olaf-scholz"),
    ("SELECT * { ?c kg:about :olaf", "SELECT * { ?c kg:about :olaf-scholz"),
    (".run claims-about thing=scholz", ".run claims-about thing=olaf-scholz"),
    (".trace olaf", ".trace olaf-scholz"),
]
BY_THE_INDEX = [
    (".trace макр", ".trace emmanuel-macron"), (".trace OLÁF Sch", ".trace olaf-scholz"),
    (".trace the coun", ".trace ukraine"),
    (".trace independent-2025-03-20/c03", ".trace independent-2025-03-20/c03-7"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), THINGS)
def test_things_are_offered_without_an_index(
    before: str, after: str, unindexed: Completions
) -> None:
    assert after in offered(unindexed, before)
    assert unindexed.known.things.every


@pytest.mark.parametrize(("before", "after"), [*THINGS, *BY_THE_INDEX])
def test_things_are_offered_by_the_index(before: str, after: str, completions: Completions) -> None:
    assert after in offered(completions, before)
    assert not completions.known.things.every, "no list of all things is held"


def test_things_are_offered_before_anything_was_read(graph: Graph) -> None:
    fresh = Completions(Known(graph), [".trace"], NAMES)
    assert next(iter(offered(fresh, ".trace ukr"))) == ".trace ukraine"


def test_many_things_leave_room_for_keywords(ferry: Path) -> None:
    people = "".join(f"- {{id: p{n}, type: Person, label: Selma {n}}}\n" for n in range(70))
    (ferry / "more.yaml").write_text(people, "utf-8")
    kg.build(ferry)
    found = offered(completing(kg.open(ferry)), "SEL")
    assert {"SELECT", ":p0"} <= {*found}
    assert len(found) <= 60


def test_what_the_ontology_and_the_graph_share_needs_no_counting(
    graph: Graph, completions: Completions
) -> None:
    classes, properties = ([graph.id(iri) for iri in iris] for iris in Vocabulary(graph).used)
    counted = completions.known
    assert {word.text for word in counted.classes} >= set(classes) > {"kg:Pledge", "kg:Claim"}
    assert {word.text for word in counted.properties} >= set(properties) > {"kg:pledgedBy"}
    assert "kg:Actor" not in classes


def test_the_most_used_is_offered_first_with_its_number(completions: Completions) -> None:
    found = offered(completions, "SELECT * { ?s kg:")
    counts = [int(meta.replace(",", "")) for meta in list(found.values())[:20]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 100


@pytest.mark.parametrize("before", [
    "SELECT * { ?s rdfs:label 'olaf sch", "SELECT * { ?s a kg:Nothing", "SELECT * { # kg:Pl",
])  # fmt: skip
def test_nothing_is_offered_in_a_text_or_a_remark(before: str, completions: Completions) -> None:
    assert offered(completions, before) == {}


@contextlib.contextmanager
def typed() -> Iterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


@pytest.mark.parametrize(("keys", "text"), [
    ("SELECT * {\r?s ?p ?o\r}\r", "SELECT * {\n  ?s ?p ?o\n  }"),
    ("ASK {}\r", "ASK {}"),
    ("SELECT ?s\x1b\r", "SELECT ?s"),
    ("PREFIX a: <u:u>\rASK { ?s a a:A }\r", "PREFIX a: <u:u>\nASK { ?s a a:A }"),
])  # fmt: skip
def test_enter_runs_or_begins_a_line_and_escape_enter_runs(
    keys: str, text: str, completions: Completions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with typed() as pipe:
        pipe.send_text(keys)
        assert prompt_session(completions).prompt(in_thread=True) == text


def test_the_history_is_the_users_own(
    completions: Completions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with typed() as pipe:
        session = prompt_session(completions)
        pipe.send_text("ASK { :uk a kg:Group }\r")
        session.prompt(in_thread=True)
        pipe.send_text("\x1b[A\r")
        assert session.prompt(in_thread=True) == "ASK { :uk a kg:Group }"
    file = tmp_path / "claimgraph" / "history"
    assert "+ASK { :uk a kg:Group }" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def kg_shell(corpus: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "shell", "-p", str(corpus)],
        input=script, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_script_is_run_and_leaves(corpus: Path) -> None:
    script = """
    .format csv
    SELECT ?label { :olaf-scholz rdfs:label ?label }

    ASK { :olaf-scholz a kg:Person }
    .limit 1
    SELECT ?p { ?p a kg:Person } ORDER BY ?p LIMIT 1
    .quit
    ASK { this is never read
    """
    told = kg_shell(corpus, script)
    lines = told.stdout.splitlines()
    assert lines[:4] == ["label", "Olaf Scholz", "yes", "p"]
    assert len(lines) == 5
    assert told.stderr == "answers are written as csv\nat most 1 rows\n"
    assert told.returncode == 0


def test_a_saved_query_is_asked_by_its_name_and_parameters(corpus: Path) -> None:
    short, long = (
        kg_shell(corpus, f"{way}said-by speaker='Olaf Scholz'\n\nexit\n\nASK {{}}\n")
        for way in ("", ".run ")
    )
    assert (short.returncode, short.stdout) == (0, long.stdout)
    assert "independent-2025-03-20/" in short.stdout
    assert "yes" not in short.stdout


def test_commands_of_a_script_answer_like_their_verbs(corpus: Path) -> None:
    told = kg_shell(corpus, ".run claims-about thing=olaf-scholz\n.why 1\n.trace olaf-scholz\n"
                            ".queries stances\n.queries\n.explain\n.help\n")  # fmt: skip
    assert told.returncode == 0
    assert told.stdout.startswith("claim\tsays\t")
    assert "Olaf Scholz (olaf-scholz): " in told.stdout
    assert ".run stances " in told.stdout
    assert "?claim kg:about :olaf-scholz" in told.stdout
    assert "Ctrl-C ends a running query" in told.stdout


@pytest.mark.parametrize(("script", "code", "what"), [
    ("ASK { ?x a kgg:Pledge }", 2, "the prefix kgg: is not known"),
    (".foramt csv", 2, "did you mean .format"),
    (".format csw", 2, "did you mean csv"),
    (".limit many", 2, "'many' is not a whole number"),
    (".why", 2, "nothing has been asked yet"),
    (".run claims-about who=uk", 2, "has no parameter 'who'"),
    (".run", 2, "a query's name was expected"),
    ("claims-about who=uk", 2, "has no parameter 'who'"),
    (".trace", 2, "an id or a label was expected"),
    (".timeout 1\nSELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 4, "--timeout"),
])  # fmt: skip
def test_faults_are_told_and_the_rest_is_still_done(
    script: str, code: int, what: str, corpus: Path
) -> None:
    told = kg_shell(corpus, f"{script}\n\nASK {{}}\n")
    assert what in told.stderr
    assert told.stdout == "yes\n"
    assert told.returncode == code
    assert "Traceback" not in told.stderr


class Terminal:
    """A session in a real terminal."""

    def __init__(self, corpus: Path, home: Path) -> None:
        env = {**os.environ, "XDG_STATE_HOME": str(home), "TERM": "xterm",
               "PROMPT_TOOLKIT_NO_CPR": "1"}  # fmt: skip
        words = ["-m", "kg", "shell", "-p", str(corpus)]
        self.it = pexpect.spawn(
            sys.executable, words, env=env, encoding="utf-8", dimensions=(40, 120), timeout=60
        )
        self.it.expect("kg>")

    def ask(self, text: str, wanted: str) -> str:
        self.it.send(f"{text}\r")
        self.it.expect(wanted)
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", f"{self.it.before}{self.it.after}")


@pytest.fixture
def terminal(corpus: Path, tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(corpus, tmp_path)
    yield made
    made.it.close(force=True)


def test_a_session_in_a_terminal(terminal: Terminal) -> None:
    told = terminal.ask("SELECT ?p { ?p a kg:Person ; rdfs:label 'Olaf Scholz'@en }", "1 row")
    assert "olaf-scholz" in told
    told = terminal.ask("SELECT ?p { ?p a kg:Persn }", "did you mean")
    assert "nothing in this graph is a kg:Persn" in told
    terminal.it.expect("kg>")
    terminal.it.sendcontrol("d")
    terminal.it.expect(pexpect.EOF)
    terminal.it.wait()
    assert terminal.it.exitstatus == 0


def test_ctrl_c_ends_the_query_and_not_the_session(terminal: Terminal) -> None:
    terminal.it.send("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\r")
    eventually(lambda: at_work(terminal.it.pid))
    terminal.it.sendintr()
    terminal.it.expect("stopped")
    assert "yes" in terminal.ask("ASK {}", "yes")
    terminal.it.send("half a query {")
    terminal.it.sendintr()
    assert "yes" in terminal.ask("ASK {}", "yes")
