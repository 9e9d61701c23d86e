"""`kg query` and `kg queries` as one types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph.opened import Graph


def kg(*words: str, cwd: Path | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        cwd=cwd, input=given, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def here(small: Graph) -> Path:
    (small.folder / "kg.toml").touch()
    return small.folder


def test_sparql_as_text_from_a_pipe_and_from_a_file(here: Path, tmp_path: Path) -> None:
    asked = "SELECT ?p { ?p a kg:Pledge } ORDER BY ?p"
    file = tmp_path / "pledges.rq"
    file.write_text(asked)
    expected = "p\ngift\nloan\n"
    assert kg("query", asked, cwd=here).stdout == expected
    assert kg("query", "-", cwd=here, given=asked).stdout == expected
    assert kg("query", str(file), "-p", str(here)).stdout == expected


def test_parameters_are_given_as_words_or_options(here: Path) -> None:
    asked = "SELECT ?p { ?p kg:pledgedBy ?_who_id ; kg:amount ?n FILTER(?n > ?_least_decimal) }"
    told = kg("query", asked, "who=Britain", "--set", "least=5", cwd=here)
    assert told.stdout == "p\ngift\n"
    missing = kg("query", asked, "who=uk", cwd=here)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "wants to be told least" in missing.stderr
    assert "is not name=value" in kg("query", asked, "who", cwd=here).stderr
    assert "given twice" in kg("query", asked, "who=uk", "--set", "who=uk", cwd=here).stderr


def test_a_file_takes_the_format_of_its_ending(here: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    told = kg("query", "SELECT ?p { ?p a kg:Pledge }", "-o", str(file), cwd=here)
    assert (told.returncode, told.stdout) == (0, "")
    assert told.stderr == f"wrote {file}\n"
    assert len(json.loads(file.read_text())["results"]["bindings"]) == 2


def test_faults_end_with_their_exit_codes(here: Path, crowded: Graph) -> None:
    assert kg("query", "SELECT * {", cwd=here).returncode == 2
    assert kg("query", "nonsense", cwd=here).returncode == 2
    assert kg("query", "ASK { SERVICE <u:u> {} }", cwd=here).returncode == 2
    assert kg("query", "none.rq", cwd=here).returncode == 3
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    told = kg("query", endless, "--timeout", "0.5", "-p", str(crowded.folder))
    assert told.returncode == 4
    assert "--timeout" in told.stderr
    rows = kg("query", "SELECT * { ?a ?b ?c }", "--max-rows", "2", "-p", str(crowded.folder))
    assert (rows.returncode, rows.stdout.count("\n")) == (4, 3)
    assert "--max-rows" in rows.stderr
    assert not any("Traceback" in fault.stderr for fault in (told, rows))


def test_a_reader_that_goes_away_is_no_fault(crowded: Graph) -> None:
    asked = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    words = [sys.executable, "-m", "kg", "query", asked, "-f", "csv", "-p", str(crowded.folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=30)


def test_the_queries_are_listed_and_one_is_told(here: Path) -> None:
    listed = kg("queries", cwd=here)
    assert listed.returncode == 0
    assert "claims-about\tthing\tEvery claim about a thing" in listed.stdout
    told = kg("queries", "claims-about", cwd=here).stdout
    assert "wants thing: anything the articles speak of" in told
    assert "try   kg query claims-about thing=package-21bn" in told
    found = json.loads(kg("queries", "-f", "json", "--tag", "pledges", cwd=here).stdout)
    assert {query["name"] for query in found} >= {"pledges", "pledge-totals"}
    assert "claims-about" not in {query["name"] for query in found}


def test_a_query_with_findings_is_listed_and_told(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "kg.toml").touch()
    (tmp_path / "queries" / "bad.rq").write_text("#+ sumary: x\nASK { }")
    (tmp_path / "queries" / "pledges.rq").write_text("#+ summary: Ours\nASK { }")
    told = kg("queries", cwd=tmp_path)
    assert told.returncode == 1
    assert "bad\t\t" in told.stdout
    assert "pledges\t\tOurs" in told.stdout
    assert "bad.rq:1:4: error unknown-decorator" in told.stderr
    assert "hides the bundled query pledges" in told.stderr
