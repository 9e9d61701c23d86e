"""Every link inside the documentation leads to a file, and to a heading that is there."""

from __future__ import annotations

import re
from pathlib import Path

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OUTWARD = ("http://", "https://", "mailto:")


def prose(page: Path) -> str:
    """The text of a page without its fenced blocks and its code."""
    text = re.sub(r"^\s*```.*?^\s*```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = sum(1 for other in found if re.fullmatch(rf"{re.escape(slug)}(-\d+)?", other))
        found.add(f"{slug}-{number}" if number else slug)
    return found


def test_links_lead_to_files_and_headings(pages: list[Path], root: Path) -> None:
    broken, seen = [], 0
    for page in pages:
        for target in LINK.findall(prose(page)):
            if target.startswith(OUTWARD):
                continue
            seen += 1
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            inside = file.is_relative_to(root) and file.exists()
            if not inside or (anchor and anchor not in anchors(file)):
                broken.append(f"{page.relative_to(root)}: {target}")
    assert seen > 50
    assert broken == []


def test_every_page_is_reached_from_the_index(pages: list[Path], root: Path) -> None:
    index = root / "docs/index.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in
              LINK.findall(index.read_text("utf-8"))}  # fmt: skip
    missing = {page for page in pages if page not in linked | {index, root / "README.md"}}
    assert missing == set()
    assert index.resolve() in {
        (root / target.partition("#")[0]).resolve()
        for target in LINK.findall((root / "README.md").read_text("utf-8"))
    }
