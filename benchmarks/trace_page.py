"""How soon a trace page is ready, and how soon it answers: the founding corpus, and 5,000 claims.

Usage: python benchmarks/trace_page.py [--runs N]. Needs Playwright and Chromium; opens pages
headless, without a network. Milliseconds, the median of the runs: `ready` (every part is wired)
and `painted` (the frame after it) from the start of the navigation, `step` from `j` to the next
frame, `find` from a word typed to the frame with its claims (120 of it the page waits for more).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import kg
from kg.files import resource
from kg.passages import Grade
from kg.records.texts import text_file
from kg.show.trace.page import page
from kg.show.trace.traced import Traced, of_everything
from kg.text import Span, digest
from kg.trace.evidence import Evidence, Passage, Source, Step, Thing

_WORDS = (
    "the", "harbour", "ferry", "council", "bridge", "money", "vote", "mayor", "refuses", "promises",
    "reports", "spring", "passengers", "boats", "figure", "study", "southern", "shore", "builds",
)  # fmt: skip
_CLAIMS = 5_000
_EMPTY = "<!doctype html><script>document.documentElement.dataset.ready = 'yes'</script>"
_WATCH = """
new MutationObserver(() => {
  if (document.documentElement.dataset.ready !== "yes" || window.readyAt) return;
  window.readyAt = performance.now();
  requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
_FRAME = """async (act) => {
  const before = performance.now();
  const box = document.getElementById("words");
  const old = document.getElementById("count").textContent;
  const key = new KeyboardEvent("keydown", { key: "j", bubbles: true });
  if (act === "step") document.body.dispatchEvent(key);
  else { box.value = act; box.dispatchEvent(new Event("input")); }
  while (act !== "step" && document.getElementById("count").textContent === old)
    await new Promise((next) => setTimeout(next, 2));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now() - before;
}"""


def main() -> None:
    """Print a table: one line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'page':<34}{'KB':>8}{'ready':>8}{'painted':>9}{'step':>7}{'find':>7}")
        pages = (("an empty page, to compare with", _EMPTY), *_pages(Path(folder)))
        for name, html in pages:
            file = Path(folder) / "page.html"
            file.write_text(html, encoding="utf-8")
            found = [_measured(chromium, file) for _ in range(runs)]
            told = [statistics.median(times) for times in zip(*found, strict=True)]
            wide = zip(told, (8, 9, 7, 7), strict=True)
            row = "".join(f"{time:>{columns}.0f}" for time, columns in wide)
            print(f"{name:<34}{len(html) // 1024:>8,}{row}")
        chromium.close()


def _measured(chromium: Browser, file: Path) -> tuple[float, ...]:
    context = chromium.new_context(viewport={"width": 1300, "height": 850}, offline=True)
    opened = context.new_page()
    opened.add_init_script(_WATCH)
    opened.goto(file.as_uri())
    while not opened.evaluate("window.paintedAt"):
        opened.wait_for_timeout(20)
    ready, painted = opened.evaluate("[window.readyAt, window.paintedAt]")
    opened.wait_for_timeout(1500)
    if not opened.locator("#words").count():
        return ready, painted, 0, 0
    step = statistics.median(opened.evaluate(_FRAME, "step") for _ in range(5))
    find = opened.evaluate(_FRAME, "money")
    context.close()
    return ready, painted, step, find


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    project = shutil.copytree(resource("corpus"), folder / "corpus", ignore=_built)
    kg.build(project)
    graph = kg.open(project)
    whole = of_everything(graph)
    yield f"founding corpus, {len(whole.claims)} claims", page(whole, graph)
    text = _text()
    file = text_file(project, "invented")
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    many = Traced("Invented", "every claim of this graph", tuple(_invented(text)))
    yield f"{_CLAIMS:,} claims of one article", page(many, graph)
    yield f"{_CLAIMS:,} claims, with its text", page(many, graph, with_text=True)


def _built(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name in {"graph", "texts"}]


def _text() -> str:
    """Return an article of a thousand paragraphs, five sentences each."""
    sentences = (
        " ".join(_WORDS[(number * step) % len(_WORDS)] for step in range(3, 21)) + f" {number}."
        for number in range(_CLAIMS)
    )
    listed = list(sentences)
    return "\n".join(" ".join(listed[at : at + 5]) for at in range(0, len(listed), 5))


def _invented(text: str) -> Iterator[Evidence]:
    """Yield a claim for each sentence of the text."""
    source = Source(
        "invented", "An invented article", Thing("paper", "The Paper"), "2031-05-03", "",
        len(text), text.count("\n") + 1, digest(text),
    )  # fmt: skip
    start = 0
    for number in range(_CLAIMS):
        end = text.index(".", start) + 1
        words = text[start:end].split()
        yield Evidence(
            f"invented/{number}", f"Somebody says so, for the {number}th time.",
            ("assertion", "demand", "forecast")[number % 3], "certain", "active", "", "", source,
            (Step(Thing("paper", "The Paper"), "publishes", "printed", None, ""),
             Step(Thing("who", f"Speaker {number % 40}"), "says", "printed", None, "")),
            Passage(number // 5 + 1, start, end, " ".join(words[:3]), " ".join(words[-3:]),
                    Grade.NO_TEXT, None, Span(start, end), digest(text[start:end])),
            (("The ferry", "costs", f"{number} crowns of money" if number % 9 == 0 else "much"),),
            (), (),
        )  # fmt: skip
        start = end + 1


if __name__ == "__main__":
    main()
