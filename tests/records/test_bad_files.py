"""Files that are no good, one kind at a time: a clear finding at a place, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kg
from kg.errors import FindingsError, InputError
from kg.findings import Finding, errors


def one(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


YAML = [
    ("a: \0", 1, 4, "U+0000"),
    ("id: x\nlabel: é⛴ \x07", 2, 11, "U+0007"),
    ("\ufeff- id: \ufeffx", 1, 7, "U+FEFF"),
    ("a: [1, 2", 1, 9, "not YAML"),
    ("a: 1\n b: 2", 2, 3, "not YAML"),
    ('a: "no end', 1, 11, "not YAML"),
    ("- id: x\r\n- {a: b\r\n", 3, 1, "not YAML"),
    ("a: &x [1]\nb: *x", 1, 4, "anchors"),
    ("a: b\nc: *x", 2, 4, "anchors"),
    ("a: !!python/object:os.system {}", 1, 4, "tag"),
    ("a: !mine x", 1, 4, "tag"),
    ("id: x\n---\nid: y", 2, 1, "second YAML document"),
    ("? [a, b]\n: c", 1, 3, "a key must be a word"),
    ("a: " + "[" * 61, 1, 63, "deep"),
    ("%YAML 3.1\n---\na: b", 1, 1, "not YAML"),
    ("id: x\n\tlabel: y", 2, 1, "not YAML"),
    ("label: Castow: a town", 1, 14, "not YAML"),
]


@pytest.mark.parametrize(("text", "line", "column", "told"), YAML)
def test_what_is_not_yaml(ferry: Path, text: str, line: int, column: int, told: str) -> None:
    (ferry / "bad.yaml").write_bytes(text.encode("utf-8"))
    found = one(kg.check(ferry))
    assert (found.file, found.code) == (ferry / "bad.yaml", "yaml")
    assert told in found.what
    assert tuple(found.mark) == (line, column)
    assert found.cure


def test_many_aliases_do_not_swell(ferry: Path) -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (ferry / "bomb.yaml").write_text("a0: &a0 [lol]\n" + "\n".join(rows), "utf-8")
    assert "anchors" in one(kg.check(ferry)).what


JSON = [
    ('{"id": "x"', 11, "not JSON"),
    ('{"id": "x", "type": "Place", "label": NaN}', 1, "NaN"),
    ('{"id": "x", "type": "Place", "label": -Infinity}', 1, "-Infinity"),
    ('{"id": "x", "value": 1e999999999}', 1, "longer"),
    ('{"id": "x", "value": 1e99999999999999999999}', 1, "longer"),
    ('{"id": "x", "value": ' + "9" * 5000 + "}", 1, "not read"),
    ('{"id": "x", "value": 0.' + "9" * 500 + "}", 1, "longer"),
    ('{"id": "x", "label": "\\ud800"}', 1, "surrogate"),
    ('{"id": "x", "\\udfff": 1}', 1, "surrogate"),
    ('{"id": ' + "[" * 100 + "]" * 100 + "}", 1, "deep"),
    ('{"id": ' + '{"a":' * 60 + "1" + "}" * 61, 1, "deep"),
    ("[" * 200_000, 1, "deep"),
    ("\0", 1, "not JSON"),
    ("\ufeff{}", 1, "not JSON"),
]


@pytest.mark.parametrize(("line", "column", "told"), JSON)
def test_what_is_not_json(ferry: Path, line: str, column: int, told: str) -> None:
    good = '{"id": "castow", "type": "Place", "label": "Castow"}'
    (ferry / "bad.jsonl").write_text(f"{good}\n\n{line}\n{good[:-1]}x\n", "utf-8")
    found, last = kg.check(ferry)
    assert (found.code, found.mark) == ("json", (3, column))
    assert told in found.what
    assert (last.code, last.mark) == ("json", (4, 52))


@pytest.mark.parametrize("value", ["true", "9" * 30, "-" + "9" * 30, "1.5"])
@pytest.mark.parametrize("key", ["publisher", "digest", "length"])
def test_what_others_are_told_of_a_source_may_be_anything(
    ferry: Path, key: str, value: str
) -> None:
    facts = {"publisher": '"ferry-post"', key: value}
    told = ", ".join(f'"{name}": {fact}' for name, fact in facts.items())
    line = f'{{"id": "leaf", "type": "Article", "label": "A leaf", {told}}}'
    (ferry / "bad.jsonl").write_text(line, "utf-8")
    assert ("wrong-type", key) in {(f.code, f.what.split()[0]) for f in kg.check(ferry)}


def test_places_inside_a_json_line(ferry: Path) -> None:
    line = '{"id": "castow", "type": "Place", "label": "Ca\\"stow", "lable": 1, "note": ["a", 7]}'
    (ferry / "bad.jsonl").write_text(f"\r\n{line}\r\n", "utf-8")
    key, value = kg.check(ferry)
    assert (key.code, key.mark) == ("unknown-key", (2, line.index('"lable"') + 1))
    assert (value.code, value.mark) == ("wrong-type", (2, line.index("7]") + 1))


def test_a_key_twice(ferry: Path) -> None:
    (ferry / "bad.yaml").write_text("id: castow\ntype: Place\nid: castaw\nlabel: x\n", "utf-8")
    line = '{"id": "castow", "type": "Place", "type": "Item", "label": "x"}'
    (ferry / "bad.jsonl").write_text(line, "utf-8")
    json, yaml = kg.check(ferry)
    assert (json.code, json.mark) == ("key-twice", (1, line.rindex('"type"') + 1))
    assert (yaml.code, yaml.mark) == ("key-twice", (3, 1))


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00a", "label: Zoë".encode("latin-1"), os.urandom(999)])
def test_what_is_not_utf8(ferry: Path, raw: bytes) -> None:
    (ferry / "bad.yaml").write_bytes(b"\xc3" + raw)
    found = one(kg.check(ferry))
    assert (found.code, found.mark) == ("unreadable", (1, 1))
    assert "UTF-8" in found.what


@pytest.mark.parametrize("ending", ["yaml", "yml", "jsonl"])
def test_what_is_not_a_file(ferry: Path, ending: str) -> None:
    (ferry / f"folder.{ending}").mkdir()
    (ferry / f"gone.{ending}").symlink_to(ferry / "nowhere")
    (ferry / f"loop.{ending}").symlink_to(ferry / f"loop.{ending}")
    os.mkfifo(ferry / f"pipe.{ending}")
    (ferry / f"endless.{ending}").symlink_to("/dev/zero")
    found = kg.check(ferry)
    assert [f.file.stem for f in found] == ["endless", "folder", "gone", "loop", "pipe"]
    assert {f.code for f in found} == {"unreadable"}
    with pytest.raises(FindingsError):
        kg.build(ferry)


def test_a_huge_yaml_file_is_not_tried(ferry: Path) -> None:
    with (ferry / "huge.yaml").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert one(kg.check(ferry)).code == "too-large"


def test_a_deep_file_is_read_in_no_time(ferry: Path) -> None:
    (ferry / "deep.yaml").write_text("- " * 200_000 + "x", "utf-8")
    assert "deep" in one(kg.check(ferry)).what


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null", "[]", "- \n"])
def test_files_without_records_say_nothing(ferry: Path, text: str) -> None:
    (ferry / "empty.yaml").write_text(text, "utf-8")
    assert kg.check(ferry) == []


@pytest.mark.parametrize(
    ("text", "line"), [("castow", 1), ("- castow", 1), ("- 7\n- [x]", 2), ("1", 1)]
)
def test_what_is_not_a_record(ferry: Path, text: str, line: int) -> None:
    (ferry / "bad.yaml").write_text(text, "utf-8")
    found = kg.check(ferry)[-1]
    assert (found.code, found.mark.line) == ("not-a-record", line)


def test_odd_but_sound_files_mean_the_same(ferry: Path) -> None:
    kg.build(ferry)
    before = kg.open(ferry).manifest.digest
    for name in ("entities.yaml", "sources/gazette-2031-05-03.yaml"):
        text = (ferry / name).read_text("utf-8")
        (ferry / name).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8"))
    kg.build(ferry)
    assert kg.open(ferry).manifest.digest == before


def test_places_in_a_file_with_other_line_ends(ferry: Path) -> None:
    text = '- id: x\r\n  label: "⛴ \u2028\x85"\r\n  lable: y\r- wrong\r\n'
    (ferry / "bad.yaml").write_bytes(text.encode("utf-8"))
    marks = {f.code: tuple(f.mark) for f in kg.check(ferry)}
    assert marks["unknown-key"] == (3, 3)
    assert marks["not-a-record"] == (4, 3)


def test_folders_that_are_not_records_are_left_alone(ferry: Path) -> None:
    for folder in ("graph", "texts", "queries", ".hidden", "sub/.hidden"):
        (ferry / folder).mkdir(parents=True)
        (ferry / folder / "bad.yaml").write_text("[", "utf-8")
    (ferry / ".bad.yaml").write_text("[", "utf-8")
    (ferry / "sub" / "graph").mkdir()
    (ferry / "sub" / "graph" / "seen.yaml").write_text("[", "utf-8")
    assert [f.file.name for f in kg.check(ferry)] == ["seen.yaml"]


def test_file_names_that_are_no_text(ferry: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.yaml")
    try:
        (ferry / name).write_text("- {id: castow, type: Place, label: Castow}", "utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    assert kg.check(ferry) == []
    kg.build(ferry)
    assert kg.open(ferry).manifest.inputs


def test_one_bad_file_hides_no_other(ferry: Path) -> None:
    (ferry / "a.yaml").write_bytes(b"\xff")
    (ferry / "b.yaml").write_text("[", "utf-8")
    (ferry / "c.jsonl").write_text("{", "utf-8")
    (ferry / "d.yaml").write_text("- {id: castow, type: Town, label: Castow}", "utf-8")
    codes = [f.code for f in kg.check(ferry)]
    assert codes == ["unreadable", "yaml", "json", "unknown-class"]


def test_a_missing_file_is_told_by_what_points_at_it(ferry: Path) -> None:
    (ferry / "entities.yaml").unlink()
    found = kg.check(ferry)
    assert {f.code for f in found} == {"dangling"}
    assert len({f.what for f in found}) >= 10


def test_a_project_without_claims_or_records(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('base = "https://example.org/"\ntitle = "x"\n', "utf-8")
    assert kg.check(tmp_path) == []
    kg.build(tmp_path)
    assert kg.info(kg.open(tmp_path)).sources == ()


def test_what_is_no_project(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        for verb in (kg.check, kg.build):
            with pytest.raises(InputError, match=r"kg\.toml"):
                verb(folder)


@pytest.mark.parametrize("form", ["", "form: , ", "form: [a, b], "])
def test_a_name_without_its_form_is_a_finding(ferry: Path, form: str) -> None:
    written = f"- {{id: x, type: Place, label: X, names: [{{{form}note: n}}]}}\n"
    (ferry / "more.yaml").write_text(written, "utf-8")
    assert any(found.file == ferry / "more.yaml" for found in errors(kg.check(ferry)))
