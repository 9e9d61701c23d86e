"""Passages held against a text that is at hand: the right one, another edition, no text at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import InputError
from kg.findings import Finding

SOURCE = "sources/gazette-2031-05-03.yaml"
NAME = "gazette-2031-05-03"


@pytest.fixture
def attached(ferry: Path) -> Path:
    kg.attach(ferry, NAME, ferry / "gazette.txt")
    assert kg.check(ferry) == []
    return ferry


def slip(project: Path, old: str, new: str) -> list[Finding]:
    file = project / SOURCE
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    return kg.check(project)


SLIPS = [
    ("start: 294, end: 329", "start: 295, end: 330", "digest", "is not the passage"),
    ("start: 294, end: 329", "start: 490, end: 525", "digest", "is not the passage"),
    ("digest: sha256:afbd", "digest: sha256:afbe", "digest", "is not the passage"),
    ('first: "Southfen refuses", last: "cost."', 'first: "Southfen refused", last: "cost."',
     "anchor-words", "does not begin and end with the words"),
    ('last: "cost."', 'last: "cost"', "anchor-words", "does not begin and end"),
    ('{paragraph: 4, first: "South', '{paragraph: 3, first: "South', "outside",
     "does not begin in paragraph 3"),
    ('{paragraph: 4, first: "South', '{paragraph: 99, first: "South', "outside",
     "does not begin in paragraph 99"),
    ('{paragraph: 4, first: "South', '{paragraph: 0, first: "South', "outside",
     "does not begin in paragraph 0"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "what"), SLIPS)
def test_a_passage_that_does_not_fit_its_text(
    attached: Path, old: str, new: str, code: str, what: str
) -> None:
    (found,) = slip(attached, old, new)
    assert (found.code, found.severity) == (code, "error")
    assert what in found.what
    assert f"kg anchor {NAME}" in found.cure


def test_another_edition_is_a_warning(attached: Path) -> None:
    """It does not stop a build: the data set is as sound as before, this copy is not its text."""
    copy = attached / "texts" / f"{NAME}.txt"
    copy.write_text(copy.read_text("utf-8").replace("4 million", "40 million"), "utf-8")
    (found,) = kg.check(attached)
    assert (found.code, found.severity) == ("digest", "warning")
    assert found.file == attached / SOURCE
    assert f"kg attach {NAME}" in found.cure
    kg.build(attached)
    grades = {
        claim.passage.grade.value
        for claim in kg.trace(kg.open(attached), "reedmouth-gazette").claims
    }
    assert grades == {"lost", "moved"}


def test_a_copy_that_is_no_text_is_told(attached: Path) -> None:
    copy = attached / "texts" / f"{NAME}.txt"
    for raw, told in ((b"\xff\xfe", "not UTF-8"), (b"a\0b", "NUL"), (b"x" * 33_554_433, "32 MiB")):
        copy.write_bytes(raw)
        with pytest.raises(InputError, match=told):
            kg.check(attached)


def test_a_copy_with_other_line_ends_and_accents_is_the_same_text(attached: Path) -> None:
    """Byte-order mark, CRLF and decomposed letters are ways to save, not other words."""
    copy = attached / "texts" / f"{NAME}.txt"
    text = copy.read_text("utf-8").replace("ë", "e\u0308").replace("\n", "\r\n")
    copy.write_bytes(("\ufeff" + text).encode("utf-8"))
    assert kg.check(attached) == []


def test_a_folder_in_the_place_of_a_copy_is_no_copy(ferry: Path) -> None:
    (ferry / "texts" / f"{NAME}.txt").mkdir(parents=True)
    assert kg.check(ferry) == []
