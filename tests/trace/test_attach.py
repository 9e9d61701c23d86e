"""Attaching a copy: the very text, another edition, the wrong article; never a look-alike."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kg
from kg.errors import InputError, UsageError
from kg.passages import Grade, judge
from kg.text import Span, digest

NAME = "gazette-2031-05-03"


def copy(project: Path, old: str = "", new: str = "") -> Path:
    text = (project / "gazette.txt").read_text("utf-8")
    assert old in text
    other = project / "other.txt"
    other.write_text(text.replace(old, new) if old else text, "utf-8")
    return other


def grades(project: Path, file: Path) -> dict[str, str]:
    """Attach, build and trace; return the verdicts, which must be the same both ways."""
    attached = kg.attach(project, NAME, file)
    told = {name.rpartition("/")[2]: v.grade.value for name, v in attached.verdicts.items()}
    kg.build(project)
    traced = kg.trace(kg.open(project), "reedmouth-gazette").claims
    assert {c.id.rpartition("/")[2]: c.passage.grade.value for c in traced} == {
        name: grade for name, grade in told.items() if name.startswith("c")
    }
    return told


def test_the_very_text(ferry: Path) -> None:
    attached = kg.attach(ferry, NAME, copy(ferry))
    assert attached.same_text
    assert attached.file == ferry / "texts" / f"{NAME}.txt"
    assert attached.file.read_bytes() == (ferry / "gazette.txt").read_bytes()
    assert attached.counts() == {"verified": 7}


def test_another_edition(ferry: Path) -> None:
    """A longer figure: that passage is lost, those behind it moved, those before are verified."""
    told = grades(ferry, copy(ferry, "4 million", "40 million"))
    assert told == {
        "1": "verified", "c02-1": "lost", "c03-1": "moved", "c03-2": "moved", "c04-1": "moved",
        "c05-1": "moved", "c05-2": "moved",
    }  # fmt: skip
    assert not kg.attach(ferry, NAME, ferry / "other.txt").same_text
    claim = kg.trace(kg.open(ferry), f"{NAME}/c04-1").claims[0]
    assert (claim.passage.start, claim.passage.end) == (295, 330)
    assert claim.passage.text == "Southfen refuses to share the cost."


def test_a_passage_that_now_stands_twice_is_lost(ferry: Path) -> None:
    told = grades(ferry, copy(ferry, "\n\n", "\nSouthfen refuses to share the cost.\n"))
    assert told["c04-1"] == "lost"
    assert told["c05-1"] == "moved"


def test_no_text(ferry: Path) -> None:
    kg.build(ferry)
    claim = kg.trace(kg.open(ferry), f"{NAME}/c04-1").claims[0]
    assert (claim.passage.grade, claim.passage.text) == (Grade.NO_TEXT, None)
    assert (claim.passage.start, claim.passage.end) == (294, 329)
    assert (claim.passage.first, claim.passage.last) == ("Southfen refuses", "cost.")


def test_the_wrong_article_is_refused(ferry: Path) -> None:
    other = ferry / "other.txt"
    other.write_text("Weather for the week: rain.\n" * 40, "utf-8")
    with pytest.raises(InputError, match=r"(?s)holds none of the 7 passages.*Nothing was attached"):
        kg.attach(ferry, NAME, other)
    assert not (ferry / "texts").exists()


def test_the_wrong_article_does_not_drive_out_the_right_one(ferry: Path) -> None:
    kg.attach(ferry, NAME, copy(ferry))
    with pytest.raises(InputError):
        kg.attach(ferry, NAME, ferry / "entities.yaml")
    assert kg.attach(ferry, NAME, ferry / "texts" / f"{NAME}.txt").same_text


def test_an_unknown_source(ferry: Path) -> None:
    with pytest.raises(UsageError, match=r"(?s)no source 'gazette'.*this project has gazette-2031"):
        kg.attach(ferry, "gazette", copy(ferry))


@pytest.mark.parametrize(
    ("raw", "told"),
    [(b"\xff\xfeR\0", "not UTF-8"), (b"Reed\0mouth", "NUL"), (b"x" * (32 * 2**20 + 1), "32 MiB")],
)
def test_what_is_no_text(ferry: Path, raw: bytes, told: str) -> None:
    (ferry / "other.txt").write_bytes(raw)
    with pytest.raises(InputError, match=told):
        kg.attach(ferry, NAME, ferry / "other.txt")


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "gone.txt", "endless"])
def test_what_cannot_be_read(ferry: Path, name: str) -> None:
    (ferry / "gone.txt").symlink_to(ferry / "nowhere")
    (ferry / "endless").symlink_to("/dev/zero")
    with pytest.raises(InputError):
        kg.attach(ferry, NAME, ferry / name)


def test_texts_that_is_no_folder(ferry: Path) -> None:
    (ferry / "texts").write_text("a file", "utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        kg.attach(ferry, NAME, copy(ferry))


@pytest.mark.parametrize("name", ["a/b", "x" * 300, "ü/" + "ö" * 200])
def test_texts_of_odd_ids_have_files_of_their_own(ferry: Path, name: str) -> None:
    file = ferry / "sources" / f"{NAME}.yaml"
    entities = ferry / "entities.yaml"
    for path in (file, entities):
        path.write_text(path.read_text("utf-8").replace(NAME, name), "utf-8")
    attached = kg.attach(ferry, name, copy(ferry))
    assert attached.file.parent == ferry / "texts"
    assert attached.counts() == {"verified": 7}
    kg.build(ferry)
    claims = kg.trace(kg.open(ferry), name).claims
    assert {claim.passage.grade for claim in claims} == {Grade.VERIFIED}


def test_ids_that_look_alike_do_not_share_a_text() -> None:
    from kg.records.texts import text_file

    ids = ["a/b", "a_b", "a-b", "A/b", "a%2Fb", "x" * 300, "x" * 301]
    assert len({os.path.normcase(text_file(Path(), name)) for name in ids}) == len(ids)


PLAIN = st.text("ab .é\u0301⛴", min_size=1, max_size=40)


@given(before=PLAIN, passage=PLAIN, after=PLAIN, other=PLAIN, shift=st.integers(0, 9))
def test_only_the_very_same_characters_are_the_passage(
    before: str, passage: str, after: str, other: str, shift: int
) -> None:
    """Whatever a text holds: a verdict with a place is a place where the passage stands."""
    assume(passage.strip())
    span = Span(len(before), len(before) + len(passage))
    wanted = digest(passage)
    text = other * (shift % 3) + before + other[:shift] + passage[shift % 2 :] + after
    verdict = judge(text, span, wanted, passage[:4])
    if verdict.span is None:
        assert verdict.grade is Grade.LOST
    else:
        assert text[verdict.span.start : verdict.span.end] == passage
        assert (verdict.grade is Grade.VERIFIED) == (verdict.span == span)
    if text.count(passage) == 0:
        assert verdict.grade is Grade.LOST
