"""Take the pictures of the README anew: `.venv/bin/python docs/picture.py` (needs Chromium)."""  # noqa: INP001

from __future__ import annotations

import queue
import shutil
import tempfile
import threading
import urllib.parse
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

import kg
from kg.serve.settings import Settings

IMAGES: Final = Path(__file__).resolve().parent / "images"
FOCUS: Final = "package-21bn"
PART: Final = "British part of the 21 billion package"
ASKED: Final = """SELECT ?pledge ?who ?amount {
  ?pledge a kg:Pledge ;
    kg:pledgedBy ?who ;
    kg:amount ?amount
} ORDER BY DESC(?amount)"""


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
        page.goto(f"{_served(graph)}/query?{urllib.parse.urlencode({'query': ASKED})}")
        page.locator(".why-button").first.click()
        page.wait_for_timeout(1_500)
        page.screenshot(path=IMAGES / "query.png")
        browser.close()


def _served(graph: kg.Graph) -> str:
    """Serve a graph as long as this runs, and return the address."""
    address: queue.Queue[str] = queue.Queue()
    settings = Settings(port=0)
    serving = threading.Thread(
        target=kg.serve, args=(graph.folder, settings, address.put), daemon=True
    )
    serving.start()
    return address.get(timeout=30)


def _file(folder: str, content: str) -> str:
    file = Path(folder, "page.html")
    file.write_text(content, encoding="utf-8")
    return file.as_uri()


if __name__ == "__main__":
    main()
