"""The page as a file: the same bytes, nothing from outside, nothing that could run."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import kg
from kg.graph.opened import Graph
from kg.show.frame.visible import script_json, seen, visible
from kg.show.network.page import vis_network
from kg.show.network.view import view
from tests.show.unpacking import data_of

if TYPE_CHECKING:
    from tests.show.conftest import Maker

SHOW = Path(kg.__file__).parent / "show"
HOSTILE = '</script><script>alert(1)</script><!--<img src=x onerror="alert(1)">&\u2028\u2029'
JSON = "application/json"
SINKS = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
    'setAttribute("style"', "fetch(", "XMLHttpRequest", "</script", "<!--",
)  # fmt: skip


class Parsed(HTMLParser):
    """The start tags of a page, the content of its scripts and styles, and what is text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag in {"script", "style"} and self.cdata_elem:
            self.raw.append((tag, attributes, data))


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(corpus: Path) -> None:
    code = f"import kg, zlib; print(zlib.crc32(kg.view(kg.open({str(corpus)!r})).encode()))"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(made) == 1


def test_the_policy_comes_first_and_allows_only_what_is_in_the_page(small: Graph) -> None:
    parsed = Parsed(view(small))
    metas = [about for tag, about in parsed.tags if tag == "meta"]
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1]["http-equiv"] == "Content-Security-Policy"
    policy = metas[1]["content"] or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for tag, about, content in parsed.raw:
        if about.get("type") != JSON:
            made = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{made}'" in policy, tag
    assert policy.count("sha256-") == sum(about.get("type") != JSON for _, about, _ in parsed.raw)


def test_nothing_in_the_page_points_outside(small: Graph) -> None:
    parsed = Parsed(view(small))
    for tag, about in parsed.tags:
        assert not {"src", "href", "style", "srcset", "action", "data"} & about.keys(), tag
        assert not [name for name in about if name.startswith("on")]
    assert not {tag for tag, _ in parsed.tags} & {
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "img",
    }
    styles = [content for tag, _, content in parsed.raw if tag == "style"]
    assert not re.search(r"url\(|@import", "".join(styles))


def test_the_page_names_its_title_its_graph_and_the_tool(small: Graph) -> None:
    html = view(small)
    assert "<h1>A graph made by hand</h1>" in html
    assert "d" * 12 in html
    assert f"Claimgraph {kg.__version__}" in html


def test_the_page_says_how_much_it_leaves_out_and_how_to_get_it(small: Graph) -> None:
    assert "more not shown" not in view(small)
    html = view(small, "aland", limit=3)
    assert re.search(r"[2-9] more not shown", html)
    assert "--limit" in html


def test_article_text_is_only_in_the_page_when_asked_for(make: Callable[..., Maker]) -> None:
    maker = make()
    maker.thing("paper", "Organization", "Paper")
    maker.thing("a", "Person", "Ann")
    maker.source("daily", "Daily", "paper", "Secret words of the author stand here.")
    maker.claim(
        "daily/1", "Ann is.", {"a": {"type": "Person", "aim": ox.Literal("x")}}, span=(0, 23)
    )
    (maker.folder / "texts").mkdir()
    (maker.folder / "texts" / "daily.txt").write_text(maker.texts["daily"], encoding="utf-8")
    plain, full = view(maker.graph(), "a"), view(maker.graph(), "a", with_text=True)
    assert "words of the" not in plain
    assert data_of(full)["claims"][0]["passage"] == "Secret words of the aut"
    assert data_of(full)["claims"][0]["grade"] == "verified"
    (maker.folder / "texts" / "daily.txt").write_text("Another text altogether.", encoding="utf-8")
    assert data_of(view(maker.graph(), "a", with_text=True))["claims"][0]["grade"] == "lost"


def test_the_default_page_does_not_depend_on_what_texts_are_at_hand(small: Graph) -> None:
    before = view(small)
    (small.folder / "texts").mkdir()
    (small.folder / "texts" / "daily.txt").write_text("anything", encoding="utf-8")
    assert view(small) == before


def test_hostile_text_stays_text(make: Callable[..., Maker]) -> None:
    maker = make(title=HOSTILE)
    maker.thing("paper", "Organization", HOSTILE)
    maker.thing("a", "Person", HOSTILE)
    maker.source("daily", HOSTILE, "paper", HOSTILE)
    maker.claim("daily/1", HOSTILE, {"a": {"type": "Person", "aim": ox.Literal(HOSTILE)}})
    html = view(maker.graph())
    parsed = Parsed(html)
    assert [tag for tag, _ in parsed.tags].count("script") == len(parsed.raw) - 1
    assert not [tag for tag, _ in parsed.tags if tag == "img"]
    node = next(node for node in data_of(html)["nodes"] if node["id"] == "a")
    assert node["label"] == HOSTILE


def test_json_in_a_script_cannot_end_it() -> None:
    made = script_json({"a": HOSTILE})
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == {"a": HOSTILE}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain Ünïcode 🦔", "plain Ünïcode 🦔"),
        ("user\u202egnp.exe", "user⟨U+202E⟩gnp.exe"),
        ("a\u2066b\u200fc\x00d\x1b", "a⟨U+2066⟩b⟨U+200F⟩c⟨U+0000⟩d⟨U+001B⟩"),
        ("line\nbreak\ttab", "line\nbreak\ttab"),
    ],
)
def test_characters_that_hide_are_made_visible(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize("hidden", [
    "\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff",
    *map(chr, (*range(9), *range(11, 32), *range(127, 160))),
], ids=ascii)  # fmt: skip
def test_one_character_that_hides_anywhere_in_json_is_made_visible(hidden: str) -> None:
    shown = {"text": f"a{hidden}b", "rows": [{"deep": [hidden]}], "number": 3}
    told = f"⟨U+{ord(hidden):04X}⟩"
    assert seen(shown) == {"text": f"a{told}b", "rows": [{"deep": [told]}], "number": 3}


def test_json_in_which_nothing_hides_stays_as_it_is() -> None:
    shown = {"text": 'a\tb\nc "d" \\ \\u0007 é Ж 漢 😀', "rows": [[], None, True, 1.5]}
    assert seen(shown) == shown


def test_vis_network_is_pyvis_own_and_asks_for_no_source_map() -> None:
    script = vis_network()
    assert "@version 9.1.2" in script
    assert "sourceMappingURL" not in script
    assert "</script" not in script.casefold()


@pytest.mark.parametrize("file", sorted(SHOW.rglob("*.js")), ids=lambda file: file.name)
def test_our_scripts_build_no_markup_from_text(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    for sink in SINKS:
        assert sink not in script
    assert script.startswith('"use strict";\n/*')
    assert script.count("\n") < 250
