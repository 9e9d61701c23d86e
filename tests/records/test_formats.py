"""One meaning, one graph: whichever format, order of keys, order of files, hash seed or run."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import kg

SOURCE = "sources/gazette-2031-05-03.yaml"


def export(project: Path, form: str = "nquads") -> bytes:
    kg.build(project)
    file = io.BytesIO()
    kg.export(kg.open(project), file, form)
    return file.getvalue()


def trees(project: Path) -> tuple[list[Any], dict[str, Any]]:
    """Return the entities and the source of the invented study as plain values."""
    entities = yaml.safe_load((project / "entities.yaml").read_text("utf-8"))
    source = yaml.safe_load((project / SOURCE).read_text("utf-8"))
    return entities, source


def as_lines(records: list[Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def rewritten(project: Path, **files: list[Any]) -> Path:
    """Put other files of records in the place of those of the invented study."""
    for name in ("entities.yaml", SOURCE):
        (project / name).unlink(missing_ok=True)
    for old in project.glob("*.jsonl"):
        old.unlink()
    for name, records in files.items():
        (project / f"{name}.jsonl").write_text(as_lines(records), "utf-8")
    return project


@pytest.fixture
def whole(ferry: Path) -> bytes:
    return export(ferry)


def test_json_lines_give_the_same_graph(ferry: Path, whole: bytes) -> None:
    entities, source = trees(ferry)
    assert export(rewritten(ferry, entities=entities, source=[source])) == whole


def test_claims_may_stand_beside_their_source(ferry: Path, whole: bytes) -> None:
    """A claim as a record of its own, with publishedIn, is the claim written below its source."""
    entities, source = trees(ferry)
    claims = [{**claim, "publishedIn": source["id"]} for claim in source.pop("claims")]
    assert export(rewritten(ferry, a=claims, b=[source], c=entities)) == whole


def test_the_order_of_files_does_not_matter(ferry: Path, whole: bytes) -> None:
    entities, source = trees(ferry)
    claims = [{**claim, "publishedIn": source["id"]} for claim in source.pop("claims")]
    records = [*entities, source, *claims]
    for seed in range(3):
        random.Random(seed).shuffle(records)  # noqa: S311
        third = len(records) // 3
        files = {"z": records[:third], "a": records[third : 2 * third], "m": records[2 * third :]}
        assert export(rewritten(ferry, **files)) == whole


@st.composite
def shuffled(draw: st.DrawFn, tree: Any) -> Any:
    """Return a tree with the keys of its mappings in another order."""
    if isinstance(tree, list):
        return [draw(shuffled(item)) for item in tree]
    if isinstance(tree, dict):
        keys = draw(st.permutations(sorted(tree)))
        return {key: draw(shuffled(tree[key])) for key in keys}
    return tree


@settings(max_examples=10)
@given(data=st.data())
def test_the_order_of_keys_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, invented: Path, data: st.DataObject
) -> None:
    entities, source = trees(invented)
    home = tmp_path_factory.mktemp("shuffled")
    (home / "kg.toml").write_text((invented / "kg.toml").read_text("utf-8"), "utf-8")
    source["claims"][5]["states"][0]["partOf"] = {
        "id": "ferry-week",
        "type": "Event",
        "label": "Ferry week",
        "dated": {"earliest": "2031-05-01", "latest": "2031-05-31", "dateBasis": "window"},
    }
    before = export(rewritten(home, entities=entities, source=[source]))
    after = [data.draw(shuffled([*entities, source]))]
    assert export(rewritten(home, all=after[0])) == before


def test_a_build_is_the_same_under_every_hash_seed(ferry: Path, run: Any) -> None:
    seen = set()
    for seed in ("0", "1", "4711"):
        environment = {"PYTHONHASHSEED": seed, "PATH": ""}
        assert run("build", ferry, env=environment).returncode == 0
        for form in ("nquads", "trig"):
            done = run("export", "-p", ferry, "-f", form, env=environment, text=False)
            seen.add((form, done.stdout))
    assert len(seen) == 2


def test_labels_do_not_hang_on_the_order_of_files(ferry: Path) -> None:
    """Two claims that name one pledge differently: what is made of its name is always the same."""
    entities, source = trees(ferry)
    claims = [{**claim, "publishedIn": source["id"]} for claim in source.pop("claims")]
    second = json.loads(json.dumps(claims[0]))
    second["id"] = "gazette-2031-05-03/c02-2"
    second["states"][0]["label"] = "A promise of money"
    for first, last in ((claims, [second]), ([second], claims)):
        project = rewritten(ferry, a=first, b=last, c=[source], d=entities)
        kg.build(project)
        found = kg.trace(kg.open(project), "stance/southfen,refuses,ferry-money")
        assert found.of.label == "Southfen refuses A promise of money"


def test_nquads_are_sorted_and_each_once(whole: bytes) -> None:
    lines = whole.decode("utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 1000


def test_trig_is_the_same_graph(ferry: Path, whole: bytes) -> None:
    quads = {*ox.parse(whole, format=ox.RdfFormat.N_QUADS)}
    assert {*ox.parse(export(ferry, "trig"), format=ox.RdfFormat.TRIG)} == quads


def test_numbers_have_one_form(ferry: Path) -> None:
    """1.50, 1.5 and 15e-1 are one number, in YAML and in JSON Lines."""
    digests = set()
    text = (ferry / SOURCE).read_text("utf-8")
    for number in ("1.50", "1.5", "15e-1", "+1.5"):
        (ferry / SOURCE).write_text(text.replace("amountMax: 4000000", f"amountMax: {number}"))
        digests.add(kg.build(ferry).digest)
    entities, source = trees(ferry)
    lines = as_lines([source]).replace('"amountMax": "+1.5"', '"amountMax": 1.500')
    (rewritten(ferry, entities=entities) / "source.jsonl").write_text(lines, "utf-8")
    digests.add(kg.build(ferry).digest)
    assert len(digests) == 1


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30
).filter(str.strip)


@settings(max_examples=20)
@given(label=TEXTS, note=TEXTS)
def test_texts_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, label: str, note: str
) -> None:
    home = tmp_path_factory.mktemp("texts")
    (home / "kg.toml").write_text('base = "https://example.org/"\ntitle = "x"\n', "utf-8")
    record = {"id": "castow", "type": "Place", "label": label, "note": note}
    rewritten(home, all=[record])
    quads = [*ox.parse(export(home), format=ox.RdfFormat.N_QUADS)]
    told = {
        q.object.value for q in quads if q.subject == ox.NamedNode("https://example.org/castow")
    }
    assert {label, note} <= told
