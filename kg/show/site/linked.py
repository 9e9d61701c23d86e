"""JSON-LD for a page: triples of the graph, and what schema.org calls them by the ontology.

The context stands in the page, so that no reader has to fetch one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from kg.graph.ask import ask
from kg.graph.engine import Term
from kg.graph.opened import Graph
from kg.show.frame.visible import script_json
from kg.show.site.read import QUERIES
from kg.words import KG, LABEL, SKOS, TYPE, XSD

_SCHEMA: Final = "https://schema.org/"
_DCT: Final = "http://purl.org/dc/terms/"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
# Terms of other vocabularies that our graphs hold, and what schema.org calls them.
_BESIDES: Final = {
    LABEL: f"{_SCHEMA}name",
    f"{SKOS}altLabel": f"{_SCHEMA}alternateName",
    f"{_DCAT}Dataset": f"{_SCHEMA}Dataset",
    f"{_DCAT}version": f"{_SCHEMA}version",
    f"{_DCT}title": f"{_SCHEMA}name",
    f"{_DCT}description": f"{_SCHEMA}description",
    f"{_DCT}license": f"{_SCHEMA}license",
    f"{_DCT}creator": f"{_SCHEMA}creator",
}
_TERM: Final = re.compile(r"[A-Za-z]\w*")
_STRING: Final = f"{XSD}string"

Triple = tuple[str, str, Term]


@dataclass(frozen=True)
class Mapping:
    """What schema.org calls our classes and properties, by IRI."""

    of: dict[str, tuple[str, ...]]

    def also(self, triple: Triple) -> Iterable[Triple]:
        """Yield a triple in schema.org's words, as far as it has any."""
        subject, prop, value = triple
        if prop == TYPE and isinstance(value, ox.NamedNode):
            for theirs in self.of.get(value.value, ()):
                yield subject, TYPE, ox.NamedNode(theirs)
        for theirs in self.of.get(prop, ()):
            yield subject, theirs, value


def mapping(graph: Graph) -> Mapping:
    """Return what the graph's ontology maps to schema.org: one query."""
    found: dict[str, set[str]] = defaultdict(set)
    for ours, theirs in ask(graph, QUERIES / "mapping.rq"):
        if isinstance(ours, ox.NamedNode) and isinstance(theirs, ox.NamedNode):
            found[ours.value].add(theirs.value)
    for ours_known, theirs_known in _BESIDES.items():
        found[ours_known].add(theirs_known)
    return Mapping({term: tuple(sorted(names)) for term, names in found.items()})


def described(graph: Graph, subjects: Iterable[str]) -> dict[str, list[Triple]]:
    """Return what the default graph says of each subject and of its parts: one query."""
    found: dict[str, list[Triple]] = defaultdict(list)
    for subject, node, prop, value in ask(graph, QUERIES / "described.rq", subject=subjects):
        if (
            isinstance(subject, ox.NamedNode)
            and isinstance(node, ox.NamedNode)
            and isinstance(prop, ox.NamedNode)
            and value is not None
        ):
            found[subject.value].append((node.value, prop.value, value))
    return found


def json_ld(
    known: Mapping, triples: Iterable[Triple], stated: dict[str, list[Triple]] | None = None
) -> str:
    """Return a JSON-LD document that can stand inside a script element.

    Args:
        known: what schema.org calls our terms; that is told beside ours.
        triples: triples of the default graph.
        stated: claim → what it states; told in the named graph that bears the claim's IRI.
    """
    default = {*triples}
    default |= {also for triple in default for also in known.also(triple)}
    nodes = _nodes(default)
    for claim, told in sorted((stated or {}).items()):
        nodes.append({"@id": claim, "@graph": _nodes(set(told))})
    return script_json({"@context": {"@vocab": KG}, "@graph": nodes})


def _nodes(triples: set[Triple]) -> list[dict[str, Any]]:
    by_subject: dict[str, dict[str, list[Any]]] = {}
    for subject, prop, value in sorted(triples, key=lambda t: (t[0], t[1], str(t[2]))):
        about = by_subject.setdefault(subject, {})
        if prop == TYPE and isinstance(value, ox.NamedNode):
            about.setdefault("@type", []).append(_short(value.value))
        else:
            about.setdefault(_short(prop), []).append(_object(value))
    return [{"@id": subject, **about} for subject, about in by_subject.items()]


def _short(iri: str) -> str:
    """Return one of our terms without its namespace, any other IRI whole."""
    name = iri.removeprefix(KG)
    return name if name != iri and _TERM.fullmatch(name) else iri


def _object(term: Term) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
