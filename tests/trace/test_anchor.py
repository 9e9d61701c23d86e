"""Anchoring: offsets from the text at hand, frozen in the files, nothing else in them changed."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import FindingsError, InputError, UsageError
from kg.passages import Grade, find, judge
from kg.text import Span, digest, normalise

NAME = "gazette-2031-05-03"
SOURCE = f"sources/{NAME}.yaml"
FROZEN = re.compile(
    r"(, (start|end): \d+|, digest: sha256:\w+)|^ *(start|end|length|digest|paragraphs): .*\n",
    re.MULTILINE,
)


@pytest.fixture
def loose(ferry: Path) -> Path:
    """The invented study as an author writes it: no offsets, no digests, its text attached."""
    file = ferry / SOURCE
    file.write_text(FROZEN.sub("", file.read_text("utf-8")), "utf-8")
    kg.attach(ferry, NAME, ferry / "gazette.txt")
    return ferry


def test_all_passages_are_frozen_as_before(loose: Path, invented: Path) -> None:
    assert "sha256" not in (loose / SOURCE).read_text("utf-8")
    done = kg.anchor(loose, NAME)
    assert (done.source, done.passages, done.changed) == (NAME, 7, [loose / SOURCE])
    assert (loose / SOURCE).read_text("utf-8") == (invented / SOURCE).read_text("utf-8")
    assert kg.check(loose) == []


def test_only_the_lines_of_passages_change(loose: Path) -> None:
    before = (loose / SOURCE).read_text("utf-8").splitlines()
    kg.anchor(loose, NAME)
    after = (loose / SOURCE).read_text("utf-8").splitlines()
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    removed = [line[2:] for line in changes if line[0] == "-"]
    assert len(removed) == 6
    assert all("{paragraph:" in line for line in removed)
    added = [line for line in changes if line[0] == "+" and "{paragraph:" not in line]
    assert [line[2:].split(":")[0] for line in added] == [
        "length", "digest", "paragraphs", "    start", "    end", "    digest",
    ]  # fmt: skip


def test_anchoring_again_changes_nothing(loose: Path) -> None:
    kg.anchor(loose, NAME)
    before = (loose / SOURCE).read_bytes()
    assert kg.anchor(loose, NAME).changed == []
    assert (loose / SOURCE).read_bytes() == before


def test_a_passage_in_other_words_than_before_is_named(loose: Path, run: Any) -> None:
    assert kg.anchor(loose, NAME).reworded == []
    text = (loose / "gazette.txt").read_text("utf-8")
    (loose / "gazette.txt").write_text(text.replace("4 million", "5 million"), "utf-8")
    kg.attach(loose, NAME, loose / "gazette.txt")
    told = run("anchor", NAME, "-p", loose)
    assert (told.returncode, f"other words than before: {NAME}/c02-1;" in told.stdout) == (0, True)
    assert kg.anchor(loose, NAME).reworded == []


def test_a_passage_that_was_moved_is_anchored_anew(loose: Path) -> None:
    kg.anchor(loose, NAME)
    file = loose / SOURCE
    moved = file.read_text("utf-8").replace('last: "cost."', 'last: "share"')
    file.write_text(moved, "utf-8")
    assert [finding.code for finding in kg.check(loose)] == ["anchor-words"]
    kg.anchor(loose, NAME)
    assert 'last: "share", start: 294, end: 319, digest: sha256:' in file.read_text("utf-8")
    assert kg.check(loose) == []


STYLES = {
    "flow over lines": """  passage: {paragraph: 4,   # where
            "first": 'Southfen refuses',
            last: "cost."  # its end
            }
""",
    "a comma at the end": '  passage: {paragraph: 4, first: Southfen refuses, last: "cost.",}\n',
    "block with comments": """  passage:
    # the words
    first: >-
      Southfen refuses
    last: "cost."     # its end
    paragraph: 4
""",
    "values to come": """  passage:
    start:
    end:   # to come
    digest: ~
    paragraph: 4
    first: "Southfen refuses"
    last: "cost."
""",
    "json": '  passage: {"paragraph":4,"first":"Southfen refuses","last":"cost."}\n',
}


@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_write_a_passage_is_kept(loose: Path, style: str) -> None:
    file = loose / SOURCE
    text = file.read_text("utf-8")
    old = '  passage: {paragraph: 4, first: "Southfen refuses", last: "cost."}\n'
    assert old in text
    file.write_text(text.replace(old, STYLES[style]), "utf-8")
    kg.anchor(loose, NAME)
    after = file.read_text("utf-8")
    assert kg.check(loose) == []
    assert re.findall("#.*", after) == re.findall("#.*", text.replace(old, STYLES[style]))
    claim = next(c for c in yaml.safe_load(after)["claims"] if c["id"].endswith("c04-1"))
    assert (claim["passage"]["start"], claim["passage"]["end"]) == (294, 329)


@pytest.mark.parametrize("strange", ["? paragraph\n    : 4\n    ? first\n    : x", "&p {first: x}"])
def test_what_cannot_be_added_to_is_refused(loose: Path, strange: str) -> None:
    file = loose / SOURCE
    text = file.read_text("utf-8")
    old = '  passage: {paragraph: 4, first: "Southfen refuses", last: "cost."}\n'
    file.write_text(text.replace(old, f"  passage:\n    {strange}\n"), "utf-8")
    before = file.read_bytes()
    with pytest.raises((FindingsError, InputError)):
        kg.anchor(loose, NAME)
    assert file.read_bytes() == before


def test_line_ends_and_byte_order_mark_are_kept(loose: Path) -> None:
    file = loose / SOURCE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    kg.anchor(loose, NAME)
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert kg.check(loose) == []


def test_json_lines_are_anchored_in_place(loose: Path) -> None:
    """Only the passage's line changes, and in it only what is added: numbers keep their digits."""
    source = yaml.safe_load((loose / SOURCE).read_text("utf-8"))
    claims = [{**claim, "publishedIn": NAME} for claim in source.pop("claims")]
    (loose / SOURCE).unlink()
    lines = [json.dumps(record, separators=(",", ":")) for record in [source, *claims]]
    lines[1] = lines[1].replace("4000000", "4000000.000000000000010")
    file = loose / "all.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    kg.anchor(loose, NAME)
    after = file.read_text("utf-8")
    pattern = r', "(length|paragraphs|start|end)": \d+|, "digest": "sha256:\w+"'
    assert re.sub(pattern, "", after).splitlines() == lines
    assert kg.check(loose) == []


AMBIGUOUS = [
    ('paragraph: 4, first: "Southfen refuses"', 'paragraph: 4, first: "th"', "stands 3 times"),
    ('first: "Southfen refuses", last: "cost."', 'first: "Southfen refuses", last: "t"',
     "stands 6 times in paragraph 4, at 311, 320"),
    ('paragraph: 4, first: "Southfen refuses"', 'paragraph: 2, first: "Southfen refuses"',
     "does not stand in paragraph 2, but in paragraph 4, 5"),
    ('first: "Southfen refuses", last: "cost."', 'first: "Southfen refuses", last: "zzz"',
     "nor anywhere in the text"),
    ('paragraph: 4, first: "Southfen refuses"', 'paragraph: 9, first: "Southfen refuses"',
     "there is no paragraph 9: the text has 5"),
    ('first: "Southfen refuses", last: "cost."', 'first: "cost.", last: "Southfen refuses"',
     "last 'Southfen refuses' does not stand in paragraph 4"),
    ('{paragraph: 4, first: "Southfen refuses", last: "cost."}', "{paragraph: four, first: x}",
     "a passage needs paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), AMBIGUOUS)
def test_what_is_not_clear_is_refused_and_nothing_is_written(
    loose: Path, old: str, new: str, told: str
) -> None:
    file = loose / SOURCE
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    before = file.read_bytes()
    with pytest.raises(FindingsError) as caught:
        kg.anchor(loose, NAME)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("not-found", file)
    assert told in finding.what
    assert before.decode("utf-8").splitlines()[finding.mark.line - 1].strip().startswith("passage")
    assert file.read_bytes() == before


def test_several_unclear_passages_are_told_at_once(loose: Path) -> None:
    file = loose / SOURCE
    file.write_text(file.read_text("utf-8").replace("last: ", "last: zz"), "utf-8")
    with pytest.raises(FindingsError) as caught:
        kg.anchor(loose, NAME)
    assert len(caught.value.findings) == 7


def test_anchoring_needs_a_source_and_its_text(ferry: Path) -> None:
    with pytest.raises(UsageError, match=r"(?s)no source.*did you mean gazette-2031-05-03"):
        kg.anchor(ferry, "gazete-2031-05-03")
    with pytest.raises(InputError, match=r"(?s)no text of .* is attached.*kg attach"):
        kg.anchor(ferry, NAME)


def test_a_file_that_is_a_link_stays_one(loose: Path) -> None:
    real = loose / "elsewhere.txt"
    (loose / SOURCE).rename(real)
    (loose / SOURCE).symlink_to(real)
    kg.anchor(loose, NAME)
    assert (loose / SOURCE).is_symlink()
    assert "sha256" in real.read_text("utf-8")


WORDS = ["Ferry", "ferry", "⛴", "👩‍👩‍👧", "e\u0301t\u00e9",
         "\u00e9te\u0301", "\u212b", "ﬁne", "a\u0323\u0307", "שלום", "n"]  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n \t\n", "\r\n\r\n"]),
    st.sampled_from(["NFC", "NFD", "as it is"]),
    st.booleans(),
    st.data(),
)
def test_offsets_count_the_code_points_of_the_normalised_text(
    paragraphs: list[list[str]],
    ends: str,
    form: str,
    mark: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    text = ends.join(" ".join(words) for words in paragraphs)
    saved = text if form == "as it is" else unicodedata.normalize(form, text)
    read = normalise((b"\xef\xbb\xbf" if mark else b"") + saved.encode("utf-8"))
    assert read == unicodedata.normalize("NFC", read)
    number = data.draw(st.integers(1, len(paragraphs)))
    words = paragraphs[number - 1]
    at = data.draw(st.integers(0, len(words) - 1))
    first, last = " ".join(words[: at + 1]), " ".join(words[at:])
    found = find(read, number, first, last)
    whole = unicodedata.normalize("NFC", " ".join(words))
    if isinstance(found, Span):
        assert read[found.start : found.end] == whole
        assert judge(read, found, digest(whole), first).grade is Grade.VERIFIED
    else:
        assert "stands" in found
