"""Writing a made-up project: kg.toml, entities, and sources as JSON Lines or YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

import msgspec
import yaml

from benchmarks.generate.articles import articles
from benchmarks.generate.world import Record, World

_SETTINGS: Final = """base = "https://example.org/made-up/"
title = "Made-up claims: {claims:,}, seed {seed}"
description = "Nobody and nothing in it exists; it is for measuring."
language = "en"
"""
_SOURCES_IN_A_FILE: Final = 1_000


def write_project(claims: int, folder: Path, seed: int = 1, *, as_yaml: bool = False) -> None:
    """Write a project of so many claims into a folder that is empty or not there.

    The same numbers give the same bytes. Memory does not grow with the number of claims.
    """
    world = World(claims)
    (folder / "entities").mkdir(parents=True)
    (folder / "sources").mkdir()
    settings = _SETTINGS.format(claims=claims, seed=seed)
    (folder / "kg.toml").write_text(settings, "utf-8")
    made = articles(world, seed)
    if as_yaml:
        _write_yaml(folder / "entities" / "all.yaml", list(world.entities()))
        for number, article in enumerate(made):
            _write_yaml(folder / "sources" / f"article-{number}.yaml", article)
        return
    _write_lines(folder / "entities" / "all.jsonl", world.entities())
    for number, some in enumerate(_batches(made)):
        _write_lines(folder / "sources" / f"articles-{number:04}.jsonl", some)


def _batches(records: Iterator[Record]) -> Iterator[Iterable[Record]]:
    for first in records:
        yield chain([first], islice(records, _SOURCES_IN_A_FILE - 1))


def _write_lines(file: Path, records: Iterable[Record]) -> None:
    encoder = msgspec.json.Encoder()
    with file.open("wb") as out:
        for record in records:
            out.write(encoder.encode(record) + b"\n")


def _write_yaml(file: Path, value: Record | list[Record]) -> None:
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(value, out, yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
