"""`kg search` as a user runs it: rows in every format, notes, exit codes, and use in a query."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import kg


def test_rows(corpus: Path, run: Any) -> None:
    done = run("search", "air defence", "-p", corpus, "-f", "csv", "-n", 3, "-t", "Item")
    assert (done.returncode, done.stderr) == (0, "")
    row, *_ = csv.DictReader(io.StringIO(done.stdout))
    assert row["type"] == "item"
    assert row["matched"] == "»Air defence« systems"
    assert int(row["claims"]) > 1
    lines = run("search", "eu", "-p", corpus, "-f", "ndjson").stdout.splitlines()
    assert all(
        set(json.loads(line)) <= {"thing", "type", "label", "matched", "claims"} for line in lines
    )


def test_quotes_of_the_shell_make_a_phrase(corpus: Path, run: Any) -> None:
    assert "defence" in run("search", "defence", "air", "-p", corpus).stdout
    done = run("search", "defence air", "-p", corpus)
    assert done.stdout.splitlines()[1:] == []


def test_a_file(corpus: Path, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    assert run("search", "eu", "-p", corpus, "-o", file).returncode == 0
    assert json.loads(file.read_text())["results"]["bindings"]


def test_values_stand_in_a_query(corpus: Path, run: Any) -> None:
    block = run("search", "air defence", "-p", corpus, "-t", "Item", "-f", "values").stdout
    query = f"SELECT DISTINCT ?thing {{ {block} ?claim kg:about ?thing }}"
    done = run("query", query, "-p", corpus)
    assert done.stdout.splitlines() == ["thing", "air-defence-systems", "iris-t"]
    graph = kg.open(corpus)
    assert graph.search("air defence", ["Item"]).values() == block.strip()
    nothing = graph.search("qqqq").values("x")
    with graph.query(f"SELECT ?x {{ {nothing} ?claim kg:about ?x }}") as answer:
        assert [*answer.rows()] == []


def test_faults(corpus: Path, run: Any, tmp_path: Path) -> None:
    for words, code, told in (
        (["*"], 2, "no word to search for"),
        (["eu", "-t", "Organisation"], 2, "did you mean"),
        (["eu", "-n", "0"], 2, "cannot be given"),
        ([], 2, "Missing argument"),
    ):
        done = run("search", *words, "-p", corpus)
        assert (done.returncode, told in done.stderr) == (code, True), done.stderr
        assert "Traceback" not in done.stderr
    done = run("search", "eu", "-p", tmp_path)
    assert done.returncode == 3
    assert "note: no text has the word 'ukrayna'" in run("search", "ukrayna", "-p", corpus).stderr
