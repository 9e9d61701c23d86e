"""kg.toml, wrong in every way: the message names the file, the setting and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import InputError, KgError

BASE = 'base = "https://example.org/x/"\n'
TITLE = 'title = "x"\n'

WRONG = {
    "": "base is missing",
    TITLE: "base is missing",
    BASE: "title is missing",
    BASE + 'title = ""\n': "title is missing",
    BASE + "title = 7\n": "title must be a text",
    "base = [\n": "not TOML",
    'base = "a"\nbase = "b"\n': "not TOML",
    "base = " + "[" * 5000: "not TOML",
    "base = " + "1" * 5000: "not TOML",
    "\0": "not TOML",
    TITLE + "base = 7\n": "base must be a text",
    TITLE + 'base = "example.org"\n': "base must be an http",
    TITLE + 'base = "https://example.org"\n': "base must be an http",
    TITLE + 'base = "https://example.org/x#"\n': "base must be an http",
    TITLE + 'base = "https://[/"\n': "base must be an http",
    TITLE + 'base = "https://a b/"\n': "base must be an http",
    TITLE + 'base = "https://example.org/a/../b/"\n': "base must be an http",
    TITLE + 'base = "https://example.org/%zz/"\n': "base must be an http",
    TITLE + 'base = "file:///tmp/"\n': "base must be an http",
    TITLE + 'base = "https://w3id.org/claimgraph/"\n': "the base .* holds the words of kg",
    TITLE + 'base = "http://www.w3.org/"\n': "the base .* holds the words of rdf",
    BASE + TITLE + 'lisence = "x"\n': "(?s)unknown setting 'lisence'.*did you mean licence",
    BASE + TITLE + 'zzz = "x"\n': "(?s)unknown setting 'zzz'.*one of: base",
    BASE + TITLE + 'language = "english"\n': "language must be",
    BASE + TITLE + 'language = "EN"\n': "language must be",
    BASE + TITLE + 'creators = "me"\n': "creators must be a list",
    BASE + TITLE + "creators = [1]\n": "creators must be a list",
    BASE + TITLE + 'licence = "https://a b"\n': "licence",
    BASE + TITLE + '[prefixes]\nkg = "https://example.org/"\n': "prefix 'kg' is taken",
    BASE + TITLE + '[prefixes]\n"" = "https://example.org/"\n': "prefix '' is taken or not a name",
    BASE + TITLE + '[prefixes]\n"a-" = "https://example.org/"\n': "prefix 'a-'",
    BASE + TITLE + "[prefixes]\nex = 1\n": "prefix ex",
    BASE + TITLE + '[prefixes]\nex = "https://a<b"\n': "prefix ex",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items())
def test_a_wrong_setting(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "kg.toml").write_text(text, "utf-8")
    for verb in (kg.check, kg.build):
        with pytest.raises(InputError, match=told) as caught:
            verb(tmp_path)
        assert str(tmp_path / "kg.toml") in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["kg.toml"]


def test_kg_toml_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        kg.check(tmp_path)


@pytest.mark.parametrize("raw", [b"\xff\xfe", "title = 'é'".encode("latin-1")])
def test_kg_toml_that_is_no_text(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "kg.toml").write_bytes(raw)
    with pytest.raises(InputError, match=r"kg\.toml"):
        kg.check(tmp_path)


def test_kg_toml_from_another_system(tmp_path: Path) -> None:
    text = "\ufeff" + (BASE + TITLE).replace("\n", "\r\n")
    (tmp_path / "kg.toml").write_bytes(text.encode("utf-8"))
    assert kg.check(tmp_path) == []


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hant-TW", "gsw"])
def test_the_language_of_a_project(ferry: Path, language: str) -> None:
    with (ferry / "kg.toml").open("a", encoding="utf-8") as file:
        file.write(f'language = "{language}"\n')
    kg.build(ferry)
    found = kg.trace(kg.open(ferry), "zoe-quill")
    assert found.of.label == "Zoë Quill"
    assert found.claims[0].paraphrase.startswith("Northmarsh promises")


def test_own_prefixes_are_known_in_queries(ferry: Path) -> None:
    with (ferry / "kg.toml").open("a", encoding="utf-8") as file:
        file.write('[prefixes]\nwiki = "https://wiki.example.org/"\n')
    kg.build(ferry)
    graph = kg.open(ferry)
    assert graph.iri("wiki:Ferry").value == "https://wiki.example.org/Ferry"
    assert graph.engine.query("ASK { wiki:Ferry ?p ?o }") is False


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["base", "title", "=", '"', "[", "]", "{", "}", "\n", "https://x/", "#", "."]
        ),
        max_size=30,
    ).map("".join)
)
def test_random_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    home = tmp_path_factory.mktemp("random")
    (home / "kg.toml").write_bytes(text.encode("utf-8", "replace"))
    try:
        kg.check(home)
    except KgError as fault:
        assert "kg.toml" in str(fault)  # noqa: PT017
