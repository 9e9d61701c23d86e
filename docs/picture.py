"""Take the pictures of the README anew: `.venv/bin/python docs/picture.py` (needs Chromium)."""  # noqa: INP001

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

import kg

IMAGES: Final = Path(__file__).resolve().parent / "images"
FOCUS: Final = "package-21bn"
PART: Final = "British part of the 21 billion package"


def main() -> None:
    """Build the founding corpus, draw a pledge and trace it, and save what is seen of each."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        graph = kg.demo(Path(folder, "demo"))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1180, "height": 720}, color_scheme="light")
        page.goto(_file(folder, kg.view(graph, FOCUS)))
        page.get_by_role("button", name=PART).last.click()
        page.wait_for_timeout(1_500)
        page.screenshot(path=IMAGES / "pledge.png")
        page.goto(_file(folder, kg.trace_page(graph, FOCUS)))
        page.wait_for_timeout(1_500)
        page.screenshot(path=IMAGES / "trace.png")
        browser.close()


def _file(folder: str, content: str) -> str:
    file = Path(folder, "page.html")
    file.write_text(content, encoding="utf-8")
    return file.as_uri()


if __name__ == "__main__":
    main()
