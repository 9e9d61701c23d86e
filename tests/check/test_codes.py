"""Every finding code: a slip in the invented study, and the place, words and cure told of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import kg
from kg.errors import FindingsError
from kg.findings import Finding, Mark, Severity

SOURCE = "sources/gazette-2031-05-03.yaml"
ENTITIES = "entities.yaml"
NEW = "- {id: castow, type: Organization, label: Castow}"


class Slip(NamedTuple):
    """A text replaced once in a file, and the finding: at `mark` inside what is put there."""

    file: str
    old: str
    new: str
    code: str
    mark: str
    what: str
    cure: str


def stance(text: str) -> str:
    return f"- {{type: Stance, {text}}}"


REFUSES = stance("holder: southfen, stance: refuses, towards: ferry-money")
SLIPS = [
    # keys and values
    Slip(ENTITIES, NEW, "- {id: castow, type: Organization, lable: Castow}", "unknown-key", "lable",
         "unknown key 'lable'", "did you mean label"),
    Slip(SOURCE, REFUSES, stance("holdr: southfen, stance: refuses, towards: ferry-money"),
         "unknown-key", "holdr", "unknown key 'holdr'", "did you mean holder?"),
    Slip(ENTITIES, NEW, "- {id: castow, type: Organization, zzzz: 1}", "unknown-key", "zzzz",
         "unknown key 'zzzz'", "terms.md"),
    Slip(ENTITIES, NEW, "- {id: castow, type: Organisation, label: x}", "unknown-class",
         "Organisation", "unknown class 'Organisation'", "did you mean Organization"),
    Slip(ENTITIES, NEW, "- {id: castow, type: [Place], label: x}", "wrong-type", "[Place]",
         "type must be one class name", ""),
    Slip(ENTITIES, NEW, "- {id: castow, type: Place, label: x, note: }", "empty", "}",
         "note has no value", "leave the key out"),
    Slip(ENTITIES, NEW, "- {type: Place, label: x}", "missing", "{type", "this record has no id",
         "add a line: id"),
    Slip(ENTITIES, NEW, "- {id: castow, label: x}", "missing", "{id", "castow has no type",
         "add a line: type"),
    Slip(SOURCE, "  certainty: probable\n", "", "missing", "id: gazette-2031-05-03/c03-1",
         "gazette-2031-05-03/c03-1 has no certainty", "add a line: certainty"),
    Slip(SOURCE, "cue: says}\n  states:\n    - {id", "basis: printed}\n  states:\n    - {id",
         "missing", "{agent: zoe-quill, basis", "has no cue", "add a line: cue"),
    Slip(SOURCE, "certainty: possible", "certainty: posible", "unknown-concept", "posible",
         "'posible' is not a certainty", "did you mean possible"),
    Slip(SOURCE, "certainty: possible", "certainty: zzzz", "unknown-concept", "zzzz",
         "'zzzz' is not a certainty", "one of: certain, possible, probable, underspecified"),
    Slip(SOURCE, 'date: "2031-05-02"', 'date: "2031-02-30"', "impossible-date", '"2031-02-30"',
         "there is no day 2031-02-30", ""),
    Slip(SOURCE, 'date: "2031-05-02"', 'date: "2031-5-2"', "wrong-type", '"2031-5-2"',
         "date must be a day", ""),
    Slip(SOURCE, 'date: "2031-05-02"', "date: 2031", "wrong-type", "2031",
         'date must be a day, like "2025-03-20", not 2031', ""),
    Slip(SOURCE, "amountMax: 4000000", 'amountMax: "4000000"', "wrong-type", '"4000000"',
         "amountMax must be a number without quotes", ""),
    Slip(ENTITIES, NEW, "- {id: castow, type: Place, label: Castow, a town}", "unknown-key",
         "a town", "unknown key 'a town'", "put quotes around the text"),
    Slip(SOURCE, "amountMax: 4000000", "amountMax: true", "wrong-type", "true",
         "not true", ""),
    Slip(SOURCE, "amountMax: 4000000", "amountMax: 4e99", "wrong-type", "4e99",
         "a number of at most 18 digits, and 18 behind the point, not 4E+99", ""),
    Slip(SOURCE, "amountMax: 4000000", "amountMax: 0.1234567890123456789", "wrong-type", "0.12",
         "a number of at most 18 digits", ""),
    Slip(SOURCE, 'paragraph: 5, first: "The', 'paragraph: five, first: "The', "wrong-type", "five",
         "paragraph must be a whole number", ""),
    Slip(SOURCE, 'paragraph: 5, first: "The', 'paragraph: [5], first: "The', "wrong-type", "[5]",
         "paragraph must be one value", "keep one"),
    Slip(SOURCE, 'label: "Who', 'url: example.org\nlabel: "Who', "wrong-type", "example.org",
         "url must be an http(s) address", ""),
    Slip(SOURCE, 'label: "Who', 'label: {en: x, e: y}\nnote: "Who', "wrong-type", "{en: x, e",
         "texts by language tag", ""),
    Slip(ENTITIES, "label: Southfen\n", "label: 7\n", "wrong-type", "7",
         "label must be a text (put it in quotes), not 7", ""),
    Slip(ENTITIES, "label: Southfen\n", "label: [a, [b]]\n", "wrong-type", "[b]",
         "not a list", ""),
    Slip(ENTITIES, "label: Southfen\n", 'label: "a\\e[31m"\n', "wrong-type", '"a',
         "without control characters", ""),
    Slip(ENTITIES, "label: Southfen\n", 'label: " "\n', "wrong-type", '" "', "label must be", ""),
    Slip(SOURCE, "publisher: reedmouth-gazette", "publisher: {id: reedmouth-gazette}", "wrong-type",
         "{id: reed", "publisher cannot hold a mapping", ""),
    Slip(SOURCE, "    - {type: Membership", "    - word\n    - {type: Membership",
         "wrong-type", "word", "states cannot hold 'word'", ""),
    # layers and classes
    Slip(ENTITIES, NEW, "- {id: castow, type: Organization, label: x, memberOf: northmarsh}",
         "wrong-layer", "memberOf", "'memberOf' says something about the world", "`states`"),
    Slip(SOURCE, REFUSES, "- {id: southfen, actorType: state}", "wrong-layer", "actorType",
         "'actorType' does not belong into what a claim states", "entity's own record"),
    Slip(ENTITIES, NEW, "- {id: castow, type: Stance, label: x}", "wrong-layer", "Stance",
         "a Stance does not belong here", "`states`"),
    Slip(ENTITIES, NEW, "- {id: castow, type: Passage, label: x}", "wrong-layer", "Passage",
         "a Passage does not belong here", ""),
    Slip(ENTITIES, NEW, "- {id: castow, type: Place, label: x, states: [{id: northmarsh}]}",
         "wrong-layer", "states", "only a claim has `states`", "write a claim"),
    Slip(SOURCE, REFUSES, "- {id: gazette-2031-05-03/c05-1, type: Claim}", "wrong-layer", "Claim",
         "a Claim does not belong here", "a record of its own"),
    Slip(SOURCE, REFUSES, "- {id: southfen, states: [{id: northmarsh}]}", "wrong-layer", "states",
         "only a claim has `states`", ""),
    Slip(SOURCE, "passage: {paragraph: 4,", "passage: {type: Place, paragraph: 4,", "wrong-layer",
         "Place", "a Place does not belong here", "it is a Passage"),
    Slip(SOURCE, "stance: refuses, towards: ferry-money", "stance: refuses, assesses: ferry-money",
         "wrong-class", "assesses", "'assesses' belongs to a", ""),
    # ids
    Slip(ENTITIES, NEW, "- {id: northmarsh, type: Organization, label: x}", "id-twice",
         "northmarsh", "the id 'northmarsh' is used before, at entities.yaml:3:8",
         "give this one another id"),
    Slip(SOURCE, "- id: gazette-2031-05-03/c04-1", "- id: gazette-2031-05-03/c03-1", "id-twice",
         "gazette-2031-05-03/c03-1", "is used before, at sources/gazette-2031-05-03.yaml:29:7", ""),
    Slip(SOURCE, "id: gazette-2031-05-03\n", "id: reedmouth\n", "id-twice", "reedmouth",
         "is used before, at entities.yaml:18:8", ""),
    Slip(ENTITIES, NEW, "- {id: castow/passage, type: Place, label: x}", "id-twice",
         "castow/passage", "the tool itself makes ids that end like", "choose another"),
    Slip(ENTITIES, NEW, "- {id: a b, type: Place, label: x}", "wrong-type", "a b",
         "id must be an id (letters", ""),
    Slip(ENTITIES, NEW, "- {id: a/../southfen, type: Place, label: x}", "wrong-type", "a/../",
         "id must be an id", ""),
    Slip(ENTITIES, NEW, '- {id: "http://[", type: Place, label: x}', "wrong-type", '"http',
         "id must be an id", ""),
    Slip(ENTITIES, NEW, '- {id: "https://example.org/ferry/castow", type: Place, label: x}',
         "dangling", '"https', "is an id of this project, written in full", "write castow"),
    Slip(SOURCE, REFUSES, stance("holder: southfn, stance: refuses, towards: ferry-money"),
         "dangling", "southfn", "holder: nothing has the id 'southfn'", "did you mean southfen"),
    Slip(SOURCE, REFUSES, stance("holder: [northmarsh, zzzz], stance: refuses, towards: new-ferry"),
         "dangling", "zzzz", "holder: nothing has the id 'zzzz'", "declare it in a record"),
    Slip(SOURCE, REFUSES, stance("holder: southfen, stance: refuses, towards: http-ferry"),
         "dangling", "http-ferry", "nothing has the id 'http-ferry'", ""),
    Slip(SOURCE, REFUSES, "- {id: nowhere, partOf: new-ferry}", "dangling", "nowhere",
         "id: nothing has the id 'nowhere'", ""),
    Slip(SOURCE, REFUSES, "- {id: new-ferry, type: Person}", "two-classes", "Person",
         "'new-ferry' is an Initiative elsewhere, and a Person here", "an id of its own"),
    # passages
    Slip(SOURCE, ", start: 294, end: 329", "", "not-anchored",
         "{paragraph: 4", "no offsets and digest", "kg anchor gazette-2031-05-03"),
    Slip(SOURCE, 'first: "Southfen refuses", last: "cost."',
         'first: "Southfen refuses to share the", last: "cost."', "too-many-words",
         '"Southfen refuses to', "first holds more than 4 words", "fewest"),
    Slip(SOURCE, "start: 294, end: 329", "start: 294, end: 999", "outside", "294",
         "the passage 294-999 lies outside its text (0-532)", "kg anchor gazette-2031-05-03"),
    Slip(SOURCE, "start: 294, end: 329", "start: 329, end: 294", "outside", "329",
         "the passage 329-294 lies outside", ""),
    Slip(SOURCE, "start: 294, end: 329", "start: -1, end: 329", "wrong-type", "-1",
         "start must be a whole number of at least 0, not -1", ""),
]  # fmt: skip


def place(text: str, at: int) -> tuple[int, int]:
    """Return the line and column of a place in a text."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}:{slip.mark[:20]}")
def test_a_slip_is_told(ferry: Path, slip: Slip) -> None:
    file = ferry / slip.file
    text = file.read_text("utf-8")
    if slip.old == NEW:
        text += NEW + "\n"
    assert text.count(slip.old) >= 1
    at = text.rindex(slip.old) if slip.old == REFUSES else text.index(slip.old)
    file.write_text(text[:at] + slip.new + text[at + len(slip.old) :], "utf-8")
    found = [finding for finding in kg.check(ferry) if finding.code == slip.code]
    assert len(found) == 1, "\n".join(map(str, kg.check(ferry)))
    where = file.read_text("utf-8").index(slip.mark, at if slip.mark in slip.new else 0)
    assert (found[0].file, tuple(found[0].mark)) == (file, place(file.read_text("utf-8"), where))
    assert slip.what in found[0].what
    assert slip.cure in found[0].cure
    with pytest.raises(FindingsError):
        kg.build(ferry)


def test_every_code_is_in_the_reference() -> None:
    told = (Path(__file__).parents[2] / "docs" / "errors.md").read_text("utf-8")
    documented = set(re.findall(r"#### `([a-z-]+)`", told))
    assert {slip.code for slip in SLIPS} <= documented


def test_one_slip_gives_one_finding(ferry: Path) -> None:
    """A record with a fault is not told again by everything that points at it."""
    file = ferry / ENTITIES
    file.write_text(
        file.read_text("utf-8").replace("label: New ferry", "lable: New ferry"), "utf-8"
    )
    assert [f.code for f in kg.check(ferry)] == ["unknown-key"]


def test_a_file_that_cannot_be_read_is_told_once(ferry: Path) -> None:
    """What it holds is not missing: nobody is told that the ids in it do not exist."""
    (ferry / ENTITIES).write_bytes(b"\xff")
    assert [f.code for f in kg.check(ferry)] == ["unreadable"]


def test_all_findings_at_once(ferry: Path) -> None:
    """Five faults in one file, of five kinds, are told together and in the order of their lines."""
    file = ferry / SOURCE
    text = file.read_text("utf-8")
    for old, new in (
        ("kind: commitment", "kind: comitment"),
        ("cue: unnamed-sources", "cue: unnamed-sources, zzz: 1"),
        ("through: harbour-study", "through: harbor-study"),
        ("start: 294, end: 329", "start: 294, end: 3290"),
        ('date: "2031-05-02"', 'date: "2031-05-32"'),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    (ferry / "more.yaml").write_text("- {id: reedmouth, type: Place, label: Reedmouth}", "utf-8")
    found = kg.check(ferry)
    assert [f.code for f in found] == [
        "id-twice", "unknown-concept", "unknown-key", "dangling", "outside", "impossible-date",
    ]  # fmt: skip
    assert [f.mark.line for f in found[1:]] == sorted(f.mark.line for f in found[1:])
    with pytest.raises(FindingsError) as caught:
        kg.build(ferry)
    assert caught.value.findings == found


def test_a_finding_is_told_on_two_lines() -> None:
    mark, words = Mark(3, 7), ("nothing has the id 'x'", "did you mean y?")
    finding = Finding(Path("a.yaml"), mark, Severity.ERROR, "dangling", *words)
    assert str(finding) == "a.yaml:3:7: error dangling: nothing has the id 'x'\n    did you mean y?"
