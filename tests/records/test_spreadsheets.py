"""Tables as spreadsheet programs save them: read, anchored, and told of in their words."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import kg

SOURCE = "gazette-2031-05-03"
FROZEN = {"start", "end", "digest", "length", "paragraphs"}


def loose(value: Any) -> Any:
    """Return a record as its author would have it, without what anchoring computes."""
    if isinstance(value, dict):
        return {key: loose(item) for key, item in value.items() if key not in FROZEN}
    return [loose(item) for item in value] if isinstance(value, list) else value


def cells(value: Any, way: str = "") -> dict[str, str]:
    """Return a record as the cells of a row; parts in JSON where no way leads into them."""
    found: dict[str, str] = {}
    for key, item in value.items():
        if key == "passage" and isinstance(item, dict):
            found |= cells(item, f"{way}passage.")
        elif isinstance(item, dict | list):
            found[way + key] = json.dumps(item, ensure_ascii=False)
        else:
            found[way + key] = str(item)
    return found


def table(rows: list[dict[str, str]], mark: str = ",", end: str = "\n") -> str:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, heads, restval="", delimiter=mark, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def rows(invented: Path) -> list[dict[str, str]]:
    """Return the invented study as rows, unanchored, each claim by itself."""
    entities = yaml.safe_load((invented / "entities.yaml").read_text("utf-8"))
    source = yaml.safe_load((invented / f"sources/{SOURCE}.yaml").read_text("utf-8"))
    claims = [{**claim, "publishedIn": SOURCE} for claim in source.pop("claims")]
    return [cells(loose(record)) for record in [*entities, source, *claims]]


@pytest.fixture
def home(invented: Path, tmp_path: Path) -> Path:
    shutil.copy(invented / "kg.toml", tmp_path)
    return tmp_path


def anchored(home: Path, invented: Path) -> str:
    """Attach, anchor and build a project; return the digest of its graph."""
    kg.attach(home, SOURCE, invented / "gazette.txt")
    kg.anchor(home, SOURCE)
    return kg.build(home).digest


@pytest.mark.parametrize(
    ("mark", "end", "bom"), [(",", "\n", ""), (";", "\r\n", "\ufeff"), ("\t", "\r\n", "")]
)
def test_a_table_is_anchored_and_nothing_else_in_it_changes(
    *,
    home: Path,
    invented: Path,
    study: kg.Graph,
    rows: list[dict[str, str]],
    mark: str,
    end: str,
    bom: str,
) -> None:
    file = home / "all.csv"
    lines = table(rows, mark, end).split(end)
    lines[1:1] = [mark * 3]  # a blank row
    before = bom + end.join(lines)
    file.write_bytes(before.encode())
    assert anchored(home, invented) == study.manifest.digest
    after = file.read_bytes().decode()
    old, new = (
        list(csv.reader(io.StringIO(t, newline=""), delimiter=mark)) for t in (before, after)
    )
    assert [len(new)] == [len(old)]
    assert {len(row) for number, row in enumerate(new) if number != 1} == {len(new[0])}
    boilerplate = old[0].index("boilerplate")
    for one, other in zip(old, new, strict=True):
        kept = [at for at in range(len(one)) if at != boilerplate or "{" not in one[at]]
        assert [one[at] for at in kept] == [other[at] for at in kept]
    assert after.count("\r") == before.count("\r")
    kg.anchor(home, SOURCE)
    assert file.read_bytes().decode() == after


def test_claims_in_a_cell_of_their_source_are_anchored_too(
    home: Path, invented: Path, study: kg.Graph
) -> None:
    entities = yaml.safe_load((invented / "entities.yaml").read_text("utf-8"))
    source = yaml.safe_load((invented / f"sources/{SOURCE}.yaml").read_text("utf-8"))
    (home / "all.csv").write_text(table([cells(loose(r)) for r in [*entities, source]]), "utf-8")
    assert anchored(home, invented) == study.manifest.digest


def test_cells_that_a_spreadsheet_leaves_empty_say_nothing(home: Path) -> None:
    (home / "a.csv").write_text("id;type;label;;\nkay;Place;Kay;;\n;;;;\n\nrye;Place;Rye;;;\n")
    assert kg.check(home) == []
    (home / "a.csv").write_text("id;type;label;;\nkay;Place;Kay;;by the sea\n")
    (finding,) = kg.check(home)
    assert finding.code == "csv"
    assert "'by the sea' stands in a column without a head" in finding.what


def test_a_head_that_is_no_key_is_told_once_at_the_head(home: Path) -> None:
    (home / "a.csv").write_text("id,type,lable\na,Place,A\nb,Place,B\nc,Place,C\n")
    unknown = [finding for finding in kg.check(home) if finding.code == "unknown-key"]
    assert [(finding.mark, finding.cure) for finding in unknown] == [
        ((1, 3), "did you mean label or altLabel?")
    ]


def test_a_row_with_a_fault_is_not_told_again_by_the_shapes(
    home: Path, rows: list[dict[str, str]]
) -> None:
    claims = [row for row in rows if row["type"] == "Claim"]
    (home / "claims.csv").write_text(table(claims), "utf-8")
    (home / "others.csv").write_text(table([row for row in rows if row not in claims]), "utf-8")
    found = {finding.code for finding in kg.check(home) if finding.file.name == "claims.csv"}
    assert found == {"not-anchored"}


def test_what_a_record_lacks_is_told_as_a_cell_or_a_column(home: Path) -> None:
    (home / "a.csv").write_text("id,type\nkay,Place\n,Place\n")
    (home / "b.csv").write_text("id,label\nrye,Rye\n")
    cures = {finding.cure for finding in kg.check(home) if finding.code == "missing"}
    assert cures == {"fill its cell in the column id", "add a column type"}


def test_an_answer_among_the_records_is_told_once_and_in_its_folder_not_read(home: Path) -> None:
    (home / "a.csv").write_text("who,what\na,b\nc,d\n")
    (finding,) = kg.check(home)
    assert (finding.code, finding.mark) == ("not-a-record", (1, 1))
    assert "answers/" in finding.cure
    (home / "answers").mkdir()
    (home / "a.csv").rename(home / "answers" / "a.csv")
    assert kg.check(home) == []


MEANT = [
    ("2,5", "write 2.5", ""),
    ("1,200", "write 1200 or 1.200", "write 1200"),
    ("1.200.000,50", "write 1200000.50", ""),
    ("1\u202f200\u202f000", "write 1200000", "write 1200000"),
    ("some 2,5", "", ""),
]


@pytest.mark.parametrize(("printed", "amount", "length"), MEANT)
def test_a_number_of_another_country_is_told_as_what_it_can_mean(
    home: Path, printed: str, amount: str, length: str
) -> None:
    pledge = {"type": "Pledge", "id": "p", "amount": printed}
    source = {"id": "a", "type": "Article", "length": printed, "claims": [{"states": [pledge]}]}
    (home / "a.jsonl").write_text(json.dumps(source), "utf-8")
    cures = {f.what.split()[0]: f.cure for f in kg.check(home) if f.code == "wrong-type"}
    assert cures == {"amount": amount, "length": length}


DAYS = [
    ("20/03/2025", "write 2025-03-20"),
    ("4/3/2025", "write 2025-03-04 or 2025-04-03"),
    ("4.3.2025", "write 2025-03-04"),
    ("2025-03-20 00:00:00", "write 2025-03-20"),
    ("31/02/2025", ""),
]


@pytest.mark.parametrize(("printed", "cure"), DAYS)
def test_a_day_of_another_country_is_told_as_what_it_can_mean(
    home: Path, printed: str, cure: str
) -> None:
    (home / "a.csv").write_text(f"id;type;published.date\na;Article;{printed}\n")
    assert [f.cure for f in kg.check(home) if f.code == "wrong-type"] == [cure]
