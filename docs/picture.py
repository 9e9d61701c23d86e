"""Take the picture of the README anew: `.venv/bin/python docs/picture.py` (needs Chromium)."""  # noqa: INP001

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

import kg

PICTURE: Final = Path(__file__).resolve().parent / "images" / "pledge.png"
FOCUS: Final = "package-21bn"
PART: Final = "British part of the 21 billion package"


def main() -> None:
    """Build the founding corpus, draw a pledge, open a link of it, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "pledge.html")
        file.write_text(kg.view(kg.demo(Path(folder, "demo")), FOCUS), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1180, "height": 720}, color_scheme="light")
        page.goto(file.as_uri())
        page.get_by_role("button", name=PART).last.click()
        page.wait_for_timeout(1_500)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
