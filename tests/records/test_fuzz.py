"""Whatever stands in a project's files, `check` and `build` tell it as findings or as a KgError."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import FindingsError, KgError
from kg.findings import Finding, Severity
from kg.records.vocabulary import vocabulary
from kg.words import KG, TYPE

FERRY = Path(__file__).resolve().parents[1] / "ferry"
SOURCE = "sources/gazette-2031-05-03.yaml"
GOOD = {name: (FERRY / name).read_text("utf-8") for name in (SOURCE, "entities.yaml")}
TREES = {name: yaml.safe_load(text) for name, text in GOOD.items()}

SIGNS = st.sampled_from(list("{}[]:,'\"#&*!|>-?%@`\\\n\t \r\0é⛴\u0301\u2028\ufeff\x85\x1b~=/0.e"))
KEYS = st.sampled_from([*vocabulary().terms, "@id", "@context", "@graph", "", "idd", "en", "\n"])
SINGLE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8),
    st.sampled_from(["southfen", "gazette-2031-05-03/c04-1", "Claim", "Article", "Stance",
        "certain",
        "2031-02-30", "https://example.org/ferry/southfen", "a/../b", "http://[", "10" * 300, "id",
        "superseded", "retracted", "Pledge", "new-ferry"]),
)  # fmt: skip
JUNK = st.recursive(
    SINGLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)


@contextmanager
def project(**files: str | bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(FERRY, home, dirs_exist_ok=True)
        for name, content in files.items():
            raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
            (home / name).write_bytes(raw)
        yield home


def holds(home: Path) -> list[Finding]:
    """Check and build a project; hold every finding and the graph to what is promised."""
    try:
        findings = kg.check(home)
    except KgError:
        return []
    for finding in findings:
        lines = re.split("\r\n|\r|\n", finding.file.read_bytes().decode("utf-8-sig", "replace"))
        assert 1 <= finding.mark.line <= len(lines), finding
        assert 1 <= finding.mark.column <= len(lines[finding.mark.line - 1]) + 1, finding
        assert finding.what
        assert len(str(finding).splitlines()) <= 2, finding
    if any(finding.severity is Severity.ERROR for finding in findings):
        with pytest.raises(FindingsError):
            kg.build(home)
        assert not (home / "graph" / "manifest.json").exists()
    else:
        kg.build(home)
        has_receipts(home)
    return findings


def has_receipts(home: Path) -> None:
    """Every triple about the world is stated by an active claim that has a passage."""
    with tempfile.TemporaryFile() as file:
        kg.export(kg.open(home), file)
        file.seek(0)
        quads = list(ox.parse(file, format=ox.RdfFormat.N_QUADS))
    default = {q.triple for q in quads if q.graph_name == ox.DefaultGraph()}
    stated = {q.triple for q in quads if q.graph_name != ox.DefaultGraph()}
    graphs = {q.graph_name for q in quads if q.graph_name != ox.DefaultGraph()}
    claims = {t.subject for t in default if (t.predicate.value, t.object) == (TYPE, CLAIM)}
    active = {t.subject for t in default if t.object == ACTIVE}
    carried = {t.subject for t in default if t.predicate.value == f"{KG}passage"}
    assert stated <= default
    assert graphs <= claims & active & carried
    assert claims <= carried
    world = {t.iri for t in vocabulary().terms.values() if t.layer == "world"}
    assert {t for t in default - stated if t.predicate.value in world} == set()
    assert not any(isinstance(q.subject, ox.BlankNode) for q in quads)


CLAIM = ox.NamedNode(f"{KG}Claim")
ACTIVE = ox.NamedNode("https://w3id.org/claimgraph/claim-status#active")


@given(st.text(max_size=200) | st.lists(SIGNS | KEYS, max_size=40).map("".join))
def test_random_text(text: str) -> None:
    with project(**{"junk.yaml": text, "junk.jsonl": text}) as home:
        holds(home)


@given(st.binary(max_size=200))
def test_random_bytes(raw: bytes) -> None:
    with project(**{"junk.yaml": raw, "junk.jsonl": raw, SOURCE: raw}) as home:
        holds(home)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, str]:
    """Return good files with some characters taken out, doubled or put in."""
    name = draw(st.sampled_from(sorted(GOOD)))
    text = GOOD[name]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = at + draw(st.integers(0, 12))
        put = draw(st.one_of(st.just(""), SIGNS, st.just(text[at:end] * 2)))
        text = text[:at] + put + text[end:]
    return {name: text}


@given(damaged())
def test_damaged_text(files: dict[str, str]) -> None:
    with project(**files) as home:
        holds(home)


def routes(tree: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield route
    if isinstance(tree, dict | list):
        for step, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from routes(item, (*route, step))


def changed(draw: st.DrawFn, tree: Any) -> Any:
    """Return a tree in which one value or key is replaced, taken out or moved."""
    *outer, last = draw(st.sampled_from(list(routes(tree))[1:]))
    holder = tree
    for step in outer:
        holder = holder[step]
    what = draw(st.sampled_from(["replace", "remove", "rename", "move", "wrap"]))
    if what == "replace":
        holder[last] = draw(JUNK)
    elif what == "wrap":
        holder[last] = draw(st.sampled_from([[holder[last]], {"id": "x", "to": holder[last]}]))
    elif what == "move":
        source = draw(st.sampled_from(list(routes(tree))))
        moved = tree
        for step in source:
            moved = moved[step]
        holder[last] = json.loads(json.dumps(moved))
    elif isinstance(holder, dict):
        value = holder.pop(last)
        if what == "rename":
            holder[draw(KEYS)] = value
    else:
        holder.pop(last)
    return tree


@st.composite
def misshapen(draw: st.DrawFn) -> dict[str, str]:
    """Return good files with some of their values, keys and branches changed."""
    name = draw(st.sampled_from(sorted(GOOD)))
    tree = deepcopy(TREES[name])
    for _ in range(draw(st.integers(1, 3))):
        tree = changed(draw, tree) if isinstance(tree, dict | list) and tree else tree
    if draw(st.booleans()):
        return {name: json.dumps(tree, indent=1)}
    records = tree if isinstance(tree, list) else [tree]
    lines = "\n".join(json.dumps(record) for record in records)
    return {name: "", name.replace(".yaml", ".jsonl"): lines}


@given(misshapen())
def test_misshapen_records(files: dict[str, str]) -> None:
    with project(**files) as home:
        holds(home)


@given(st.lists(JUNK, min_size=1, max_size=4))
def test_junk_records(junk: list[Any]) -> None:
    text = "\n".join(json.dumps(item) for item in junk)
    with project(**{"junk.jsonl": text, "junk.yaml": json.dumps(junk)}) as home:
        holds(home)


def test_the_sound_project_holds() -> None:
    with project() as home:
        assert holds(home) == []
