"""The page on serving names every setting with its default, every path and every status."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kg.serve.saved.schemas import responses
from kg.serve.settings import Settings

_COMPUTED = {"max_queries", "url", "trust_proxy", "log_queries", "host", "port", "origin"}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/serve.md").read_text("utf-8")


def test_every_setting_is_told_with_its_default(page: str) -> None:
    told = {}
    for options, default in re.findall(r"^\| (`--[^|]*) \| ([^|]*) \|", page, re.MULTILINE):
        for option in re.findall(r"--([\w-]+)", options):
            told[option.replace("-", "_")] = default.replace(",", "")
    assert told.keys() == {field.name for field in fields(Settings)}
    for field in fields(Settings):
        if field.name not in _COMPUTED:
            assert float(told[field.name]) == field.default


def test_every_status_is_told(page: str) -> None:
    table = page.partition("## What is refused")[2].partition("## Limits")[0]
    first = " ".join(re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE))
    told = set(re.findall(r"[45][0-9]{2}", first))
    assert told | {"500"} == {name.removeprefix("Fault") for name in responses()}
