"""Did you mean: the words of this graph that are nearest to one that it does not use."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Final

from kg.graph.opened import Graph
from kg.query.vocab import Vocabulary
from kg.words import LABEL, PREFIXES, asked_back

_MANY: Final = 3
_CLOSE: Final = 0.7
_LOCAL = re.compile(r"[^#/]*$")
# What different vocabularies call "is called".
_NAMING: Final = frozenset(
    (
        LABEL, f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['schema']}name",
        "http://schema.org/name", f"{PREFIXES['foaf']}name", f"{PREFIXES['dcterms']}title",
        "http://purl.org/dc/elements/1.1/title",
    )
)  # fmt: skip


def written(graph: Graph, iri: str) -> str:
    """Return an IRI as one writes it in a query over a graph."""
    base = graph.manifest.base
    if iri.startswith(base) and re.fullmatch(r"\w[\w\-]*", iri[len(base) :]):
        return f":{iri[len(base) :]}"
    short = graph.id(iri)
    return short if re.fullmatch(r"[\w\-]+:\w[\w\-]*", short) else f"<{iri}>"


def near(iri: str, used: Mapping[str, int], words: Vocabulary) -> list[str]:
    """Return the used classes or properties that are most probably meant by an IRI."""
    if iri in _NAMING:
        return sorted((name for name in _NAMING if name in used), key=lambda name: -used[name])
    under = [name for name in words.narrower.get(iri, []) if name in used]
    same = [name for name in used if local(name) == local(iri)]
    found = sorted({*under, *same}, key=lambda name: (-used[name], name))
    return found or alike(iri, used)


def alike(iri: str, known: Iterable[str]) -> list[str]:
    """Return the IRIs with the same last part as another, or else with one that is close."""
    place, wanted = iri[: -len(local(iri)) or None], local(iri).casefold()
    known = sorted(known)
    same = [name for name in known if local(name).casefold() in {wanted, f"{wanted}s"}]
    same += [name for name in known if f"{local(name).casefold()}s" == wanted]
    if same:
        return same[:_MANY]
    siblings = [name for name in known if name.startswith(place)]
    for group in (siblings, known):
        by_name = {local(name): name for name in group}
        close = difflib.get_close_matches(local(iri), sorted(by_name), _MANY, _CLOSE)
        if close:
            return [by_name[name] for name in close]
    return []


def local(iri: str) -> str:
    """Return the last part of an IRI."""
    match = _LOCAL.search(iri)
    return match[0] if match else ""


def question(graph: Graph, iris: Iterable[str], counts: Mapping[str, int] | None = None) -> str:
    """Return "did you mean a (3), b (2) or c (1)?", or nothing."""
    told = [
        f"{written(graph, iri)} ({counts[iri]:,})" if counts else written(graph, iri)
        for iri in iris
    ]
    return asked_back(told)
