"""Every block of the documentation can be read as what it says it is, and every command exists."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox
import pytest

from kg.cli.main import commands
from kg.graph.engine import all_prefixes
from kg.records.document import Node, Value
from kg.records.vocabulary import Vocabulary, vocabulary
from kg.records.yaml import read_yaml

BASE = "https://example.org/"
LANGUAGES = {"csv",
    "console", "diff", "html", "json", "pycon", "python", "sh", "sparql", "text", "toml", "trig",
    "yaml", "",
}  # fmt: skip
_MEANT_TO_BE_WRONG = "docs/errors.md"
_SLIP_OF_THE_TUTORIAL = ("certainty", "certian")


@pytest.fixture(scope="module")
def sound(every_block: list[Any], root: Path) -> list[Any]:
    """The blocks that are meant to be right."""
    return [block for block in every_block if block.page != root / _MEANT_TO_BE_WRONG]


def test_every_block_is_in_a_known_language(every_block: list[Any]) -> None:
    assert {block.language for block in every_block} <= LANGUAGES


def test_data_can_be_read(sound: list[Any]) -> None:
    for block in sound:
        if block.language == "toml":
            tomllib.loads(block.text)
        if block.language == "json":
            for line in block.text.splitlines():
                json.loads(line)
        if block.language == "yaml":
            assert read_yaml(block.page, block.text).findings == [], str(block)


def test_keys_and_words_in_yaml_are_those_of_the_ontology(sound: list[Any]) -> None:
    words, unknown, seen = vocabulary(), [], 0
    for block in sound:
        if block.language == "yaml" and not block.text.lstrip().startswith("#+"):
            for node in _mappings(read_yaml(block.page, block.text).value):
                for key, value in node.items():
                    seen += 1
                    if (key, value) != _SLIP_OF_THE_TUTORIAL and not _known(words, key, value):
                        unknown.append(f"{block}: {key}: {value}")
    assert seen > 300
    assert unknown == []


def _known(words: Vocabulary, key: str, value: Value) -> bool:
    term = words.terms.get(key)
    if term is None:
        return key in words.concepts or re.fullmatch(r"[a-z]{2}", key) is not None
    if key == "type":
        return value in words.classes
    return term.kind != "concept" or value in words.concepts[term.scheme]


def _mappings(value: Value) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _mappings(item)


def test_queries_are_sparql(every_block: list[Any]) -> None:
    store, prefixes, seen = ox.Store(), all_prefixes(BASE, {}), 0
    for block in every_block:
        if block.language == "sparql":
            store.query(block.text, prefixes=prefixes)
            seen += 1
    assert seen > 5


def test_every_command_that_is_shown_exists(
    every_block: list[Any], pages: list[Path], commands_of: Callable[[str], list[str]]
) -> None:
    shown = [
        line
        for block in every_block
        for line in (
            commands_of(block.text) if block.language == "console"
            else block.text.splitlines() if block.language == "sh"
            else []
        )
    ]  # fmt: skip
    shown += [code for page in pages for code in re.findall(r"`(kg [^`\n]+)`", page.read_text())]
    called = [call for line in shown for call in _calls(line)]
    assert len(called) > 60
    for line in called:
        _parse(line)


def _calls(line: str) -> Iterator[str]:
    """Yield each call of kg in a line of a shell."""
    plain = line.partition(" #")[0]
    for part in re.split(r"&&|\|\||[|;]", plain):
        words = re.split(r"\s[<>]+", part)[0].strip()
        if re.match(r"(\.venv/bin/)?kg( |$)", words) and "…" not in words:
            yield words


def _parse(line: str) -> None:
    _, *words = shlex.split(line)
    try:
        with commands.make_context("kg", words) as context:
            if words and not words[0].startswith("-"):
                name, command, rest = commands.resolve_command(context, words)
                command.make_context(name, rest, parent=context)
    except click.exceptions.Exit:
        return
    except click.ClickException as fault:
        if not (len(words) == 1 and isinstance(fault, click.MissingParameter)):
            raise AssertionError(f"{line}: {fault.format_message()}") from fault


def test_nothing_tells_of_one_machine(pages: list[Path]) -> None:
    places = re.compile(r"(?<![\w.:/*])/(?:home|root|tmp|usr|var|mnt|work|Users)/")
    assert [page.name for page in pages if places.search(page.read_text("utf-8"))] == []
