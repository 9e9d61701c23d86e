"""The reader's own copy: read and judged in the browser exactly as Python does, or refused."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.opened import Graph
from kg.passages import judge
from kg.show.trace.page import trace_page
from kg.text import Span, composed, digest, normalise, paragraphs

if TYPE_CHECKING:
    from tests.show.browser.conftest import Opened
    from tests.show.conftest import Maker

    Show = Callable[..., Opened]

DAILY = "Aland will give 🦔 Bland five billion.\nNobody objects, says Ann.\nZoë agreed."
WEEKLY = "Aland gives Bland money.\nCland is against it."


@pytest.fixture
def papers(make: Callable[..., Maker]) -> Graph:
    """Return a graph of two articles of invented text, three claims on each."""
    maker = make()
    maker.thing("paper", "Organization", "The Daily Paper")
    for name, text in (("daily", DAILY), ("weekly", WEEKLY)):
        maker.source(name, f"The {name}", "paper", text)
        lines, start = text.split("\n"), 0
        for number, line in enumerate(lines):
            place = (start, start + len(line))
            maker.claim(f"{name}/{number}", f"Line {number}.", {}, source=name, span=place)
            start += len(line) + 1
    return maker.graph()


def give(shown: Opened, content: bytes, name: str = "copy.txt") -> None:
    """Choose a file as a reader does, and wait for what the page says of it."""
    before = shown.text("#copy-state")
    with shown.page.expect_file_chooser() as waiting:
        shown.page.locator("#choose").press("Enter")
    waiting.value.set_files([{"name": name, "mimeType": "text/plain", "buffer": content}])
    told = "document.getElementById('copy-state').textContent"
    shown.until(f"!/^(Reading|Checking)/.test({told}) && {told} !== {before!r}")


def verdicts(shown: Opened, article: str) -> list[str]:
    found: list[str] = shown.page.evaluate(
        f"Model.claims.filter((c) => c.about.id === '{article}').map((c) => c.grade)"
    )
    return found


def test_the_very_text_is_verified_and_shown(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers))
    assert shown.page.locator("mark").count() == 0
    saved_by_another_editor = "\ufeff" + DAILY.replace("\n", "\r\n").replace("ë", "e\u0308")
    give(shown, saved_by_another_editor.encode())
    assert shown.text("#copy-state") == (
        "This is the very text that was encoded: of 3 passages, ✓ 3 verified."
    )
    assert shown.page.locator("mark").all_inner_texts() == DAILY.split("\n")
    assert shown.text(".claim[aria-current] blockquote") == DAILY.split("\n", maxsplit=1)[0]
    assert "✓ verified" in shown.text(".claim[aria-current] .meta")
    assert verdicts(shown, "weekly") == ["no text"] * 2
    shown.page.locator("#put-away").click()
    assert shown.page.locator("mark").count() == 0
    assert verdicts(shown, "daily") == ["no text"] * 3
    shown.clean()


def test_another_version_says_what_moved_and_what_is_lost(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers))
    first, second, third = DAILY.split("\n")
    give(shown, f"A new head.\n{first}\n{second.upper()}\n{third}".encode())
    assert shown.text("#copy-state") == (
        "This is another version of the text: of 3 passages, → 2 moved, ✗ 1 lost."
    )
    assert verdicts(shown, "daily") == ["moved", "lost", "moved"]
    assert shown.page.locator("mark.moved").all_inner_texts() == [first, third]
    assert "✗ Lost: 1 passage" in shown.text("section.gone")
    shown.page.locator("section.gone .anchors").click()
    assert "✗ lost: the copy at hand does not hold" in shown.text(".claim[aria-current] .grade")
    give(shown, f"{first}\n{second}\n{third}\n{third}".encode())
    assert verdicts(shown, "daily") == ["verified"] * 3
    shown.clean()


def test_a_copy_finds_its_own_article(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers))
    give(shown, f"{WEEKLY}\nMore.".encode())
    assert shown.page.input_value("#articles") == "1"
    assert verdicts(shown, "weekly") == ["verified"] * 2
    assert verdicts(shown, "daily") == ["no text"] * 3
    shown.clean()


def test_on_a_phone_the_verdict_stays_in_view(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers), viewport={"width": 360, "height": 740})
    give(shown, DAILY.encode())
    place = shown.page.locator("#copy-state").bounding_box()
    assert place
    assert 0 <= place["y"] < 700
    shown.clean()


def test_a_file_can_be_dropped_anywhere(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers))
    shown.page.evaluate(
        """(text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.txt"));
          for (const name of ["dragover", "drop"])
            document.body.dispatchEvent(
              new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        DAILY,
    )
    shown.until("document.querySelectorAll('mark').length === 3")
    assert shown.page.locator("html.dropping").count() == 0
    shown.clean()


UNFIT = {
    "another article": (b"Something else altogether.", "holds none of the 5 passages of these 2"),
    "nothing": (b"", "holds none of the 5 passages"),
    "not UTF-8": ("Zoë".encode("latin-1"), "is not UTF-8 text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "is not UTF-8 text"),
    "NUL": (b"Aland\x00Bland", "is not text: it holds NUL characters"),
    "script": (b"<script>window.hit = 1</script>", "holds none of the 5 passages"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_no_copy_is_refused_in_clear_words(papers: Graph, opened: Show, case: str) -> None:
    content, words = UNFIT[case]
    shown = opened(trace_page(papers))
    give(shown, content, "<b>\u202ename.txt")
    told = shown.text("#copy-state")
    assert told.startswith("<b>⟨U+202E⟩name.txt ")
    assert words in told
    assert verdicts(shown, "daily") == ["no text"] * 3
    assert shown.page.evaluate("window.hit") is None
    shown.clean()


def test_a_huge_file_is_refused_unread(papers: Graph, opened: Show, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    shown = opened(trace_page(papers))
    shown.page.locator("#file").set_input_files(huge)
    shown.until("document.getElementById('copy-state').textContent.includes('over 32 MiB')")
    shown.clean()


def test_sha256_is_that_of_the_library(papers: Graph, opened: Show) -> None:
    shown = opened(trace_page(papers))
    contents = [bytes(i * 7 % 256 for i in range(length)) for length in [*range(131), 100_000]]
    found = shown.page.evaluate(
        "(all) => all.map((one) => Sha256.hex(Uint8Array.from(atob(one), (c) => c.charCodeAt(0))))",
        [base64.b64encode(content).decode() for content in contents],
    )
    assert found == [hashlib.sha256(content).hexdigest() for content in contents]


LETTERS = st.sampled_from([*"ab .\n\r\t", "é", "e\u0301", "🦔", "\u00a0", "\u2028", "\u0085",
                           "\x1c", "\ufeff", "\u202e", "한"])  # fmt: skip
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


@pytest.fixture
def judged(papers: Graph, opened: Show) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a function that reads and judges one text in one page in the browser."""
    page = opened(trace_page(papers)).page

    def ask(asked: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = page.evaluate(
            """({ raw, claim }) => {
              const bytes = Uint8Array.from(atob(raw), (c) => c.charCodeAt(0));
              const copy = CopyText.measured(CopyText.normalise(bytes));
              return {
                text: copy.text, length: copy.length, digest: CopyText.digest(copy.text),
                paragraphs: CopyText.paragraphs(copy).map(({ start, end }) => [start, end]),
                verdict: Judge.verdict(copy, claim),
              };
            }""",
            asked,
        )
        return found

    return ask


@given(text=TEXTS, other=TEXTS, data=st.data())
@settings(max_examples=120)
def _law(judged: Callable[[dict[str, Any]], dict[str, Any]], text: str, other: str,
         data: st.DataObject) -> None:  # fmt: skip
    """Judge a passage of one text on another that holds it in its place, elsewhere or nowhere."""
    frozen = normalise(text.encode())
    start = data.draw(st.integers(0, len(frozen)))
    end = data.draw(st.integers(start, len(frozen)))
    passage = frozen[start:end]
    raw = data.draw(st.sampled_from([text, other, other + passage, other + text + other]))
    claim = {"start": start, "end": end, "digest": digest(passage),
             "anchor": [composed(passage[:3]), composed(passage[-3:])]}  # fmt: skip
    found = judged({"raw": base64.b64encode(raw.encode()).decode(), "claim": claim})
    copy = normalise(raw.encode())
    verdict = judge(copy, Span(start, end), digest(passage), passage[:3])
    place = {"start": verdict.span.start, "end": verdict.span.end} if verdict.span else None
    assert found == {
        "text": copy, "length": len(copy), "digest": digest(copy),
        "paragraphs": [list(span) for span in paragraphs(copy)],
        "verdict": {"grade": verdict.grade.value, "at": place},
    }  # fmt: skip


def test_texts_are_read_and_judged_as_python_does(
    judged: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    _law(judged)
