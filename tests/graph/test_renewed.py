"""A build after a change is the build from nothing: the same bytes, or the same findings."""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.check.shacl.graph import ShapesGraph
from kg.check.shapes import packaged_shapes
from kg.errors import FindingsError
from kg.graph.renew import LITTLE
from kg.graph.vicinity import BACKWARDS, BEYOND, REACH
from kg.words import TYPE

PLACE = "reedmouth-gazette, type: Place"
Files = dict[str, list[Any]]
VERDICT = {"type": "Assessment", "assesses": "e2", "criterion": "feasibility", "rating": "high"}
SETTINGS = 'base = "https://example.org/made-up/"\ntitle = "Made up"\n'


def entities() -> list[dict[str, Any]]:
    kinds = ("Person", "Organization", "Initiative", "Organization")
    made = [{"id": f"e{number}", "type": kind} for number, kind in enumerate(kinds)]
    made += [{"id": f"w{number}", "type": "Initiative"} for number in range(3)]
    made += [{"id": "report", "type": "Work"}, {"id": "rate", "type": "Indicator"}]
    return [{**one, "label": f"Thing {number}"} for number, one in enumerate(made)]


def article(number: int, rng: random.Random) -> dict[str, Any]:
    made = f"s{number}"
    claims = [claim(made, place, rng) for place in range(rng.randint(1, 3))]
    return {
        "id": made, "type": "Article", "label": f"Article {number}",
        "publisher": rng.choice(["e1", "e3"]), "publisherBasis": "printed",
        "language": "en", "length": 1000, "paragraphs": 9,
        "published": {"printed": "1 May", "date": "2031-05-01", "dateBasis": "printed"},
        "digest": f"sha256:{'0' * 64}", "claims": claims,
    }  # fmt: skip


def claim(source: str, place: int, rng: random.Random) -> dict[str, Any]:
    said = {
        "id": f"{source}/c{place}", "type": "Claim", "paraphrase": f"Made up {rng.random()}.",
        "kind": rng.choice([*["assertion"] * 5, "question"]),
        "certainty": rng.choice(["certain", "possible"]),
        "passage": {"paragraph": 1, "first": "Made", "last": "up", "start": place * 10,
                    "end": place * 10 + 5, "digest": words(rng)},
        "states": [state(rng) for _ in range(rng.randint(1, 3))],
    }  # fmt: skip
    if rng.random() < 0.5:
        said["attribution"] = [step(rng) for _ in range(rng.randint(1, 2))]
    return said


def words(rng: random.Random) -> str:
    """Return a digest that few claims share."""
    return f"sha256:{rng.randrange(20):064}"


def step(rng: random.Random) -> dict[str, str]:
    through = {"through": rng.choice(["report", "s0"])} if rng.random() < 0.2 else {}
    return {"agent": rng.choice(["e0", "e1", "e3"]), "cue": "says", **through}


def state(rng: random.Random) -> dict[str, Any]:
    choice = rng.randrange(6)
    if choice == 0:
        return {"id": "e2", "type": "Initiative", "ledBy": f"e{rng.randrange(2)}"}
    if choice == 1:
        label = rng.choice(["A pledge", "The pledge", "Money"])
        return {"id": f"p{rng.randrange(2)}", "type": "Pledge", "label": label, "pledgedBy": "e0",
                "printed": "some", "stage": "announced", "under": "e2"}  # fmt: skip
    if choice == 2:
        return {"id": "e2", "type": "Initiative", "label": "Thing 2"}  # what the record says too
    if choice == 3:
        part = rng.choice([*[0] * 40, 1, 2])  # rings are faults
        return {"id": f"w{part}", "type": "Initiative", "partOf": f"w{rng.choice([1, 2])}"}
    return {"type": "Stance", "holder": f"e{rng.randrange(2)}", "stance": "supports",
            "towards": rng.choice([*["e2", "w1", "w2"] * 9, "p0"])}  # fmt: skip


def figure(most: int) -> dict[str, Any]:
    """Return a figure that deserves a second look if it is under 9, and only then."""
    said = {"type": "Measurement", "indicator": "rate", "subject": "e1", "unit": "EUR"}
    return {**said, "valueMin": 9, "valueMax": most, "approximation": "between", "printed": "some"}


def sources(files: Files) -> list[str]:
    return sorted(name for name in files if name.startswith("s"))


def add(files: Files, rng: random.Random) -> None:
    number = rng.randrange(100, 1000)
    files[f"s{number}.{rng.choice(['yaml', 'jsonl'])}"] = [article(number, rng)]


def remove(files: Files, rng: random.Random) -> None:
    if len(sources(files)) > 1:
        del files[rng.choice(sources(files))]


def rename(files: Files, rng: random.Random) -> None:
    old = rng.choice(sources(files))
    files[f"s-{rng.randrange(1000)}{Path(old).suffix}"] = files.pop(old)


def restate(files: Files, rng: random.Random) -> None:
    claims = files[rng.choice(sources(files))][0]["claims"]
    rng.choice(claims)["states"] = [state(rng) for _ in range(2)]


def judge(files: Files, rng: random.Random) -> None:
    """Let claims state a figure that deserves a second look, or what is labelled by its speaker."""
    for said in files[rng.choice(sources(files))][0]["claims"]:
        said["states"] = [rng.choice([figure(5), figure(10), VERDICT]), state(rng)]


def drop(files: Files, rng: random.Random) -> None:
    claims = files[rng.choice(sources(files))][0]["claims"]
    claims.pop(rng.randrange(len(claims)))


def silence(files: Files, rng: random.Random) -> None:
    said = rng.choice(files[rng.choice(sources(files))][0]["claims"] or [{}])
    said.update(claimStatus="retracted", statusReason="Made up.")


def repeat(files: Files, rng: random.Random) -> None:
    """Let a claim restate others, or no more: chains come about, and rings."""
    claims = [claim for name in sources(files) for claim in files[name][0]["claims"]]
    for claim in rng.sample(claims, min(3, len(claims))):
        told = [other["id"] for other in rng.sample(claims, rng.randrange(min(3, len(claims))))]
        claim["restates"] = [name for name in told if name != claim["id"]]


def reword(files: Files, rng: random.Random) -> None:
    for claim in files[rng.choice(sources(files))][0]["claims"]:
        claim["passage"]["digest"] = words(rng)


def sell(files: Files, rng: random.Random) -> None:
    """Give an article to an outlet, perhaps another one."""
    files[rng.choice(sources(files))][0]["publisher"] = rng.choice(["e1", "e3"])


def relabel(files: Files, rng: random.Random) -> None:
    rng.choice(files["entities.jsonl"])["label"] = f"Another {rng.randrange(9)}"


def rename_also(files: Files, rng: random.Random) -> None:
    """Give another name to what nearly every claim is about."""
    files["entities.jsonl"][0]["altLabel"] = [f"Also {rng.randrange(99)}"]


def reclass(files: Files, rng: random.Random) -> None:
    kind = rng.choice(["Group", "Person", "Organization", "Place"])  # no place can speak
    rng.choice(files["entities.jsonl"][:1] * 5 + files["entities.jsonl"])["type"] = kind


def rename_source(files: Files, rng: random.Random) -> None:
    file = rng.choice(sources(files))
    old, new = files[file][0]["id"], f"s{rng.randrange(1000, 2000)}"
    files[file] = json.loads(json.dumps(files[file]).replace(f'"{old}', f'"{new}'))


def rename_entity(files: Files, rng: random.Random) -> None:
    old, new = rng.choice(["p0", "w1", "e0"]), f"r{rng.randrange(99)}"
    for name, records in files.items():
        files[name] = json.loads(re.sub(f'"{old}"', f'"{new}"', json.dumps(records)))


EDITS: list[Callable[[Files, random.Random], None]] = [
    add, remove, rename, restate, restate, drop, silence, relabel, reclass, rename_source,
    rename_entity, repeat, repeat, reword, sell, rename_also,
    judge, judge, relabel,
]  # fmt: skip


def write(files: Files, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "kg.toml").write_text(SETTINGS, "utf-8")
    for path in folder.iterdir():
        if path.suffix in {".yaml", ".jsonl"} and path.name not in files:
            path.unlink()
    for name, records in files.items():
        lines = "".join(json.dumps(record) + "\n" for record in records)
        content = lines if name.endswith("jsonl") else json.dumps(records, indent=1)
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != content:
            path.write_text(content, "utf-8")


def outcome(folder: Path) -> tuple[str, dict[str, int], bytes] | list[str]:
    try:
        manifest = kg.build(folder)
    except FindingsError as fault:
        return [str(finding).replace(str(folder), "") for finding in fault.findings]
    file = io.BytesIO()
    kg.export(kg.open(folder), file)
    return manifest.digest, manifest.counts, file.getvalue()


def is_renewed(folder: Path) -> bool:
    """Tell whether the current store shares files with another: it was not made from nothing."""
    store = folder / "graph" / kg.open(folder).manifest.store
    return any(path.stat().st_nlink > 1 for path in store.glob("*.sst"))


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32), edits=st.lists(st.sampled_from(EDITS), min_size=2, max_size=5))
def test_a_chain_of_edits_ends_as_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, edits: list[Any]
) -> None:
    rng = random.Random(seed)  # noqa: S311
    home = tmp_path_factory.mktemp("edited")
    files: Files = {"entities.jsonl": entities()}
    for number in range(4):
        files[f"s{number}.{('yaml', 'jsonl')[number % 2]}"] = [article(number, rng)]
    write(files, home / "kept")
    outcome(home / "kept")
    for edit in edits:
        edit(files, rng)
        if rng.random() < 0.3:
            continue  # several edits between two builds
        write(files, home / "kept")
        after = outcome(home / "kept")
        shutil.rmtree(home / "anew", ignore_errors=True)
        write(files, home / "anew")
        assert after == outcome(home / "anew"), edit.__name__


def doubtful(rng: random.Random) -> Files:
    """Return articles that all give a figure which deserves a second look."""
    files: Files = {"entities.jsonl": entities()}
    for number in range(3):
        files[f"s{number}.yaml"] = [article(number, rng)]
        for said in files[f"s{number}.yaml"][0]["claims"]:
            said["states"] = [{**figure(5), "subject": "e0"}]
            said["attribution"] = [{"agent": "e0", "cue": "says"}]
    return files


def test_a_second_look_near_a_change_does_not_make_all_anew(tmp_path: Path) -> None:
    """Claims that come and go at a figure with a warning, a label near it, a whole article."""
    rng = random.Random(4)  # noqa: S311
    files = doubtful(rng)
    write(files, tmp_path)
    kg.build(tmp_path)
    assert {str(finding.severity) for finding in kg.check(tmp_path)} == {"warning"}
    more = {**claim("s0", 7, rng), "states": [figure(4), {**figure(3), "subject": "e0"}]}
    edits: list[Callable[[], Any]] = [
        lambda: files["s0.yaml"][0]["claims"].append(more),
        files["s0.yaml"][0]["claims"].pop,
        lambda: files["entities.jsonl"][0].update(altLabel=["Also"]),
        lambda: files["s1.yaml"][0].update(label="Another article"),
        lambda: files.pop("s2.yaml"),
        lambda: files.update({"s3.jsonl": [article(3, rng)]}),
    ]
    for number, edit in enumerate(edits):
        edit()
        write(files, tmp_path)
        kg.build(tmp_path)
        assert is_renewed(tmp_path), number


def judging(rng: random.Random) -> Files:
    """Return over a megabyte of articles in which each claim is of one actor, or of the outlet."""
    sources = [article(number, rng) for number in range(2)]
    for number, source in enumerate(sources):
        source.update(
            publisher="e1",
            note="Made up. " * 60_000,
            claims=[claim(f"s{number}", n, rng) for n in range(6)],
        )
        for said in source["claims"]:
            said["states"] = [{**VERDICT}]
            said["attribution"] = [{"agent": "e0", "cue": "says"}][number:]
    alone = {**claim("s1", 9, rng), "publishedIn": "s1", "states": [{**VERDICT}], "attribution": []}
    return {"entities.jsonl": entities(), "s.jsonl": sources, "t.jsonl": [alone]}


def test_another_label_reaches_the_labels_made_of_it(tmp_path: Path) -> None:
    """Also those of the speaker, and of the outlet that speaks; and costs no build from nothing."""
    files = judging(random.Random(5))  # noqa: S311
    write(files, tmp_path / "kept")
    kg.build(tmp_path / "kept")
    assert (tmp_path / "kept" / "s.jsonl").stat().st_size > LITTLE
    for name, places in {"e0": [0], "e1": [1, 2]}.items():
        for place in places:
            files["entities.jsonl"][place]["label"] = f"Another {name}, {place}"
        write(files, tmp_path / "kept")
        after = outcome(tmp_path / "kept")
        assert is_renewed(tmp_path / "kept")
        assert str(after).count(f"Another {name}") > len(places)
        write(files, tmp_path / name)
        assert after == outcome(tmp_path / name)


def test_a_claim_apart_from_its_article_says_the_same(tmp_path: Path) -> None:
    files = judging(random.Random(5))  # noqa: S311
    write(files, tmp_path / "apart")
    [alone], source = files.pop("t.jsonl"), files["s.jsonl"][1]
    source["claims"].append({key: alone[key] for key in alone if key != "publishedIn"})
    write(files, tmp_path / "within")
    assert outcome(tmp_path / "apart") == outcome(tmp_path / "within")


def changed(project: Path, old: str, new: str) -> None:
    path = project / "sources" / "gazette-2031-05-03.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_small_change_is_put_into_the_store_before(ferry: Path) -> None:
    kg.build(ferry)
    assert not is_renewed(ferry)
    changed(ferry, "stance: refuses", "stance: opposes")
    before = kg.open(ferry)
    kg.build(ferry)
    assert is_renewed(ferry)
    assert kg.trace(before, "stance/southfen,refuses,ferry-money")
    assert kg.trace(kg.open(ferry), "stance/southfen,opposes,ferry-money")


def test_an_edit_that_keeps_size_and_time_is_seen(ferry: Path) -> None:
    time.sleep(1.1)  # a file changed within a second of the build is read again anyway
    kg.build(ferry)
    file = ferry / "entities.yaml"
    before = file.stat()
    text = file.read_text("utf-8").replace("label: Southfen", "label: Southfem")
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    kg.build(ferry)
    assert kg.trace(kg.open(ferry), "southfen").of.label == "Southfem"


def test_a_fault_near_a_change_is_found(ferry: Path) -> None:
    """What did not change is at fault because of what did: a source whose publisher is a place."""
    kg.build(ferry)
    entities = ferry / "entities.yaml"
    text = entities.read_text("utf-8")
    other = text.replace("reedmouth-gazette, type: Organization, actorType: outlet", PLACE)
    assert other != text
    entities.write_text(other, "utf-8")
    with pytest.raises(FindingsError) as told:
        kg.build(ferry)
    assert {finding.file.name for finding in told.value.findings} == {"gazette-2031-05-03.yaml"}


def test_a_text_attached_later_is_compared(ferry: Path) -> None:
    kg.build(ferry)
    os.utime(ferry / "kg.toml")
    (ferry / "texts").mkdir(exist_ok=True)
    text = (ferry / "gazette.txt").read_text("utf-8").replace("Northmarsh", "Southmarsh")
    copy = ferry / "texts" / "gazette-2031-05-03.txt"
    copy.write_text((ferry / "gazette.txt").read_text("utf-8"), "utf-8")
    kg.build(ferry)
    assert is_renewed(ferry)
    copy.write_text(text, "utf-8")
    assert [finding.code for finding in kg.check(ferry)] == ["digest"]


def test_a_damaged_ledger_only_costs_time(ferry: Path) -> None:
    first = kg.build(ferry)
    ledger = ferry / "graph" / first.store / "records.kg"
    raw = ledger.read_bytes()
    for damaged in (b"", raw[:-1], raw[:99] + bytes([raw[99] ^ 1]) + raw[100:]):
        ledger.write_bytes(damaged)
        again = kg.build(ferry)
        assert again.digest == first.digest
        ledger = ferry / "graph" / again.store / "records.kg"


SELECT = "SELECT $this WHERE { $this kg:partOf+ $this . }"
NESTED = ("node", "property", "not", "qualifiedValueShape")
LISTS = ("or", "and", "xone")


def test_no_shape_looks_further_than_a_renewal_does() -> None:
    """`kg.graph.vicinity` says how far shapes look; what would break it is a new kind of shape."""
    shapes = packaged_shapes()
    asked = {found for shape in shapes.shapes() for found in looks(shapes, shape, 0)}
    assert max(steps for steps, _ in asked) < REACH
    assert {name for steps, name in asked if steps} == BEYOND
    for subject in shapes.triples:
        for select in shapes.of(subject, "select"):
            assert re.sub(r"\s+", " ", getattr(select, "value", "")).strip() == SELECT
        inverse = shapes.of(subject, "inversePath")
        assert all(predicate in BACKWARDS for predicate in inverse)
        if shapes.of(subject, "targetObjectsOf"):  # what points at a node says nothing of it
            assert not shapes.names(subject) & {"path", "class", "sparql", *NESTED, *LISTS}


def looks(shapes: ShapesGraph, shape: Any, steps: int) -> Iterator[tuple[int, str]]:
    """Yield what a shape asks of nodes: how many steps from its own, and which property."""
    for path in shapes.of(shape, "path"):
        inverse = isinstance(path, ox.BlankNode) and shapes.of(path, "inversePath")
        for step in inverse or shapes.items(path) or [path]:
            assert isinstance(step, ox.NamedNode)
            yield steps, step.value
            steps += 1
    if shapes.of(shape, "class"):
        yield steps, TYPE
    inner = [one for name in NESTED for one in shapes.of(shape, name)]
    inner += [
        one for name in LISTS for head in shapes.of(shape, name) for one in shapes.items(head)
    ]
    for one in inner:
        yield from looks(shapes, one, steps)
