"""One page in headless Chromium without a GPU: when it is ready, how it pans, how it answers."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Playwright

_READY = "document.documentElement.dataset.ready === 'yes'"
# Frames that end while the mouse drags, between the first and the last move.
_WATCH = """() => {
  window.frames_at = [];
  const note = (at) => {
    window.frames_at.push(at);
    if (window.frames_on) requestAnimationFrame(note);
  };
  window.frames_on = true;
  requestAnimationFrame(note);
}"""


class Measured(NamedTuple):
    """What was measured of a page; times in milliseconds."""

    ready: float
    frames: float
    panel: float


def chromium(playwright: Playwright) -> Browser:
    """Return the system's Chromium, headless, drawing without a GPU."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )


def opened(
    browser: Browser, file: Path, ready: str = _READY, seconds: float = 60
) -> tuple[Page, float]:
    """Return a page, and the milliseconds from the start of its loading until it is ready.

    The page itself notes the time of its first frame in which it is ready.
    """
    context = browser.new_context(viewport={"width": 1300, "height": 800}, offline=True)
    page = context.new_page()
    page.add_init_script(
        f"""(() => {{ const look = () => {{ let done = false; try {{ done = {ready}; }} catch {{}}
        if (done) requestAnimationFrame(() => {{ window.ready_at = performance.now(); }});
        else setTimeout(look, 4); }}; look(); }})()"""
    )
    page.goto(file.as_uri(), wait_until="commit", timeout=seconds * 1000)
    end = time.monotonic() + seconds
    while not page.evaluate("window.ready_at"):
        if time.monotonic() > end:
            return page, float("inf")
        time.sleep(0.05)
    return page, page.evaluate("window.ready_at")


def panning(page: Page, box: str, seconds: float = 2.5) -> float:
    """Return the frames a second while the mouse drags the picture round in a circle."""
    area = page.locator(box).bounding_box()
    assert area
    x, y = area["x"] + 40, area["y"] + 40  # a corner, where no dot is caught
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_WATCH)
    start, step = time.monotonic(), 0
    while time.monotonic() - start < seconds:
        step += 1
        page.mouse.move(
            x + 4 * (step % 50 if step % 100 < 50 else 50 - step % 50), y + 3 * (step % 60)
        )
    times = page.evaluate("() => { window.frames_on = false; return window.frames_at; }")
    page.mouse.up()
    return 1000 * (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0.0


def answering(page: Page) -> float:
    """Return the milliseconds from the release of the mouse on a dot to its filled panel.

    The median of five of the best linked dots that can be seen.
    """
    page.click("#fit")
    page.evaluate(
        """() => { document.getElementById("canvas").addEventListener("pointerup",
             (event) => { window.up_at = event.timeStamp; }, true);
           new MutationObserver(() => requestAnimationFrame(() => setTimeout(() =>
             { window.filled_at = performance.now(); })))
             .observe(document.getElementById("panel"), { childList: true }); }"""
    )
    best = "[...Model.nodes].sort((a, b) => b.degree - a.degree).slice(0, 5).map((n) => n.index)"
    found = []
    for node in page.evaluate(best):
        page.evaluate("() => { Store.clear(); window.filled_at = 0; }")
        page.wait_for_timeout(300)
        page.evaluate("() => { window.filled_at = 0; }")
        page.click("#fit")
        page.wait_for_timeout(400)
        page.locator("#canvas").click(position=page.evaluate(f"Page.place({node})"))
        end = time.monotonic() + 5
        while not page.evaluate("window.filled_at") and time.monotonic() < end:
            time.sleep(0.02)
        found.append(page.evaluate("window.filled_at - window.up_at"))
    return median(found)
