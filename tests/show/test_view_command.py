"""`kg view` at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.view import view_command
from tests.show.unpacking import data_of


def run(*arguments: str | Path) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(view_command, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes, result.stderr


def test_a_page_is_written_where_asked_and_told(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "porcupine.html"
    code, _, told = run("steel-porcupine", "-p", corpus, "-o", file)
    assert code == 0
    assert str(file) in told
    wanted = kg.view(kg.open(corpus), "steel-porcupine", trace="porcupine.trace.html")
    assert file.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    ("arguments", "name"),
    [((), "network.html"), (("uk",), "uk.html"), (("Olaf Scholz",), "Olaf-Scholz.html")],
)
def test_without_a_name_the_file_is_called_after_what_is_asked(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run(*arguments, "-p", corpus, "--limit", "20")
    stem = name.removesuffix(".html")
    assert {file.name for file in tmp_path.iterdir()} == {name, f"{stem}.trace.html"}


def test_without_its_trace_page_a_page_links_to_none(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "uk.html"
    run("uk", "--no-trace", "-p", corpus, "-o", file)
    assert [file.name for file in tmp_path.iterdir()] == ["uk.html"]
    assert file.read_text(encoding="utf-8") == kg.view(kg.open(corpus), "uk")


def test_a_dash_is_standard_output(corpus: Path) -> None:
    _, content, _ = run("uk", "-p", corpus, "-o", "-")
    assert content.startswith(b"<!doctype html>")
    assert content.decode("utf-8") == kg.view(kg.open(corpus), "uk")


def test_a_query_file_with_parameters(corpus: Path, tmp_path: Path) -> None:
    query = tmp_path / "stances.rq"
    query.write_text(
        "SELECT ?who ?what ?stance ?claim WHERE { GRAPH ?claim { ?s a kg:Stance ; "
        "kg:holder ?_who_id ; kg:towards ?what ; kg:stance ?stance } BIND(?_who_id AS ?who) }",
        encoding="utf-8",
    )
    file = tmp_path / "page.html"
    code, _, _ = run("--query", query, "--set", "who=hungary", "-p", corpus, "-o", file)
    assert code == 0
    assert "opposes" in str(data_of(file.read_text(encoding="utf-8"))["edges"])


def test_help_has_an_example() -> None:
    assert b"Example: kg view" in run("--help")[1]
