"""One meaning in every format: CSV, Parquet and standard input give the graph of the YAML."""

from __future__ import annotations

import csv
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import FindingsError

SOURCE = "sources/gazette-2031-05-03.yaml"
Record = dict[str, Any]


def records(project: Path) -> list[Record]:
    """Return the records of the invented study, each claim by itself."""
    entities: list[Record] = yaml.safe_load((project / "entities.yaml").read_text("utf-8"))
    source: Record = yaml.safe_load((project / SOURCE).read_text("utf-8"))
    claims = source.pop("claims")
    return [*entities, source, *({**claim, "publishedIn": source["id"]} for claim in claims)]


def flat(value: Any, way: str = "") -> dict[str, str]:
    """Return a record as the cells of a row: `passage.first`, `attribution.1.agent`."""
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(str(number), item) for number, item in enumerate(value, 1)]
    else:
        return {way: json.dumps(value) if isinstance(value, bool) else str(value)}
    return {
        cell: text
        for key, item in items
        for cell, text in flat(item, f"{way}.{key}" if way else key).items()
    }


def as_csv(rows: list[dict[str, str]]) -> str:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, heads, restval="")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def empty(project: Path, home: Path) -> Path:
    """Return a project with the settings of another, and no records."""
    home.mkdir(exist_ok=True)
    shutil.copy(project / "kg.toml", home)
    return home


def export(project: Path, stream: bytes | None = None) -> bytes:
    kg.build(project, None if stream is None else io.BytesIO(stream))
    file = io.BytesIO()
    kg.export(kg.open(project), file)
    return file.getvalue()


@pytest.fixture
def whole(ferry: Path) -> bytes:
    return export(ferry)


def test_csv_with_a_column_for_each_value(ferry: Path, tmp_path: Path, whole: bytes) -> None:
    home = empty(ferry, tmp_path / "csv")
    (home / "all.csv").write_text(as_csv([flat(record) for record in records(ferry)]), "utf-8")
    assert export(home) == whole


def test_csv_with_cells_that_hold_json(ferry: Path, tmp_path: Path, whole: bytes) -> None:
    home = empty(ferry, tmp_path / "csv")
    rows = [
        {
            key: json.dumps(item) if isinstance(item, list | dict) else str(item)
            for key, item in record.items()
        }
        for record in records(ferry)
    ]
    for row in rows:
        if "supports" in row or "restates" in row:
            row.update(
                {k: "|".join(json.loads(row[k])) for k in ("supports", "restates") & row.keys()}
            )
    (home / "all.csv").write_text("\ufeff" + as_csv(rows), "utf-8")
    assert export(home) == whole


def test_parquet_with_nested_columns(ferry: Path, tmp_path: Path, whole: bytes) -> None:
    home = empty(ferry, tmp_path / "parquet")
    for number, record in enumerate(records(ferry)):
        pq.write_table(pa.Table.from_pylist([record]), home / f"{number}.parquet")
    assert export(home) == whole


def test_parquet_with_a_column_for_each_value(ferry: Path, tmp_path: Path, whole: bytes) -> None:
    home = empty(ferry, tmp_path / "parquet")
    rows = [flat(record) for record in records(ferry)]
    heads = dict.fromkeys(head for row in rows for head in row)
    table = pa.Table.from_pylist([{head: row.get(head) for head in heads} for row in rows])
    pq.write_table(table, home / "all.parquet")
    assert export(home) == whole


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_standard_input(ferry: Path, tmp_path: Path, whole: bytes, form: str, run: Any) -> None:
    home = empty(ferry, tmp_path / "piped")
    found = records(ferry)
    if form == "jsonl":
        stream = "".join(json.dumps(record) + "\n" for record in found).encode()
    elif form == "csv":
        stream = as_csv([flat(record) for record in found]).encode()
    else:
        file = io.BytesIO()
        pq.write_table(pa.Table.from_pylist([flat(record) for record in found]), file)
        heads = dict.fromkeys(head for record in found for head in flat(record))
        rows = [{head: flat(record).get(head) for head in heads} for record in found]
        file = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows), file)
        stream = file.getvalue()
    done = run("build", home, "--stdin", input=stream, text=False)
    assert done.returncode == 0, done.stderr
    assert export(home, stream) == whole


NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1, max_size=20
).filter(lambda text: text.strip() == text and text)


@settings(max_examples=15)
@given(label=TEXTS, german=TEXTS, note=TEXTS, number=NUMBERS, printed=TEXTS)
def test_any_value_is_the_same_in_every_format(
    tmp_path_factory: pytest.TempPathFactory,
    invented: Path,
    label: str,
    german: str,
    note: str,
    number: Decimal,
    printed: str,
) -> None:
    home = tmp_path_factory.mktemp("values")
    found = records(invented)
    found[0].update(label={"en": label, "de": german}, note=note)
    pledge = next(record for record in found if "states" in record)["states"][0]
    pledge.update(amountMax=number, printed=printed)
    lines = "".join(json.dumps(record, default=float) + "\n" for record in found)
    rows = [flat(record) for record in found]
    heads = dict.fromkeys(head for row in rows for head in row)
    table = pa.Table.from_pylist([{head: row.get(head) for head in heads} for row in rows])
    exports = set()
    for name in ("all.jsonl", "all.csv", "all.parquet"):
        project = empty(invented, home / Path(name).suffix[1:])
        if name == "all.parquet":
            pq.write_table(table, project / name)
        else:
            content = lines if name == "all.jsonl" else as_csv(rows)
            (project / name).write_bytes(content.encode())
        exports.add(export(project))
    assert len(exports) == 1


FAULTS = [
    ("certainty", "sure", "unknown-concept", "certainty"),
    ("passage.paragraph", "two", "wrong-type", "passage.paragraph"),
    ("states.1.holder", "nobody-here", "dangling", "states.1.holder"),
    ("paraphrase", "", "missing", ""),
]


@pytest.mark.parametrize(("head", "cell", "code", "column"), FAULTS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_finding_names_row_and_column(
    ferry: Path, tmp_path: Path, form: str, head: str, cell: str, code: str, column: str
) -> None:
    rows = [flat(record) for record in records(ferry)]
    bad = next(place for place, row in enumerate(rows) if row.get("states.1.type") == "Stance")
    rows[bad][head] = cell
    heads = list(dict.fromkeys(name for row in rows for name in row))
    home = empty(ferry, tmp_path / form)
    if form == "csv":
        (home / "all.csv").write_text(as_csv(rows), "utf-8")
    else:
        table = pa.Table.from_pylist([{name: row.get(name) for name in heads} for row in rows])
        pq.write_table(table, home / "all.parquet")
    findings = [finding for finding in kg.check(home) if finding.code == code]
    assert len(findings) == 1, kg.check(home)
    assert findings[0].file == home / f"all.{form}"
    wanted = heads.index(column) + 1 if column else 1
    assert findings[0].mark == (bad + 2, wanted)
    assert not column or f"(column {column})" in findings[0].what


BROKEN = {
    "too-many.csv": (b"id,type\na,Place,x\n", "csv"),
    "twice.csv": (b"id,id\na,b\n", "csv"),
    "open.csv": (b'id,type\n"a,Place\n', "csv"),
    "cell.csv": (b'id,type,names\na,Place,"[{"\n', "json"),
    "bytes.csv": (b"id,type\n\xff,Place\n", "unreadable"),
    "no.parquet": (b"PAR1 not so", "unreadable"),
    "empty.parquet": (b"", "unreadable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_a_finding(ferry: Path, name: str) -> None:
    content, code = BROKEN[name]
    (ferry / name).write_bytes(content)
    found = kg.check(ferry)
    assert code in {finding.code for finding in found}
    assert {finding.file.name for finding in found} == {name}
    with pytest.raises(FindingsError):
        kg.build(ferry)


def test_an_empty_table_holds_nothing(ferry: Path, whole: bytes) -> None:
    (ferry / "none.csv").write_bytes(b"")
    (ferry / "head.csv").write_bytes(b"id,type,label\n")
    assert export(ferry) == whole
