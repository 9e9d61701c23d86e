"""What may be written: the context's terms, and what the ontology and concepts say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.files import resource
from kg.words import KG, RDFS, ROOT, SKOS, TYPE

_KINDS = {
    "@id": "id",
    "@vocab": "concept",
    "xsd:decimal": "number",
    "xsd:integer": "integer",
    "xsd:boolean": "boolean",
    "xsd:date": "date",
    "xsd:anyURI": "iri",
}
_INCLUDES = "https://schema.org/domainIncludes"
_KEYWORDS = {"@id": "id", "@type": "type", "@graph": "states"}


@dataclass(frozen=True)
class TermInfo:
    """One key that people write: what its values are, and on what it may stand.

    `kind` is id, concept, number, integer, boolean, date, iri, text (in a language), plain or
    keyword; `layer` is record, world or any; `domains` are the classes it may stand on (none: all).
    """

    name: str
    iri: str
    kind: str
    scheme: str = ""
    layer: str = "any"
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Vocabulary:
    """Every term, class and concept by the name people write."""

    terms: dict[str, TermInfo]
    classes: dict[str, frozenset[str]]
    concepts: dict[str, dict[str, str]]

    def fits(self, kind: str, term: TermInfo) -> bool:
        """Tell whether a term may stand on a class."""
        return not term.domains or any(self.is_a(kind, domain) for domain in term.domains)

    @cached_property
    def links(self) -> frozenset[str]:
        """The terms whose values are ids, or nodes with an id; and `id` itself."""
        return frozenset({"id"} | {term.name for term in self.terms.values() if term.kind == "id"})

    @cached_property
    def flat(self) -> frozenset[str]:
        """The terms below which no mapping is a node; below an unknown key it may be one."""
        return frozenset(self.terms) - self.links - {"states"} | {"id"}

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class is another, or below it."""
        return name == ancestor or ancestor in self.classes.get(name, frozenset())


@cache
def context() -> dict[str, Any]:
    """Return the JSON-LD context, as packaged."""
    content: dict[str, Any] = msgspec.json.decode(resource("ontology/context.jsonld").read_bytes())
    inner: dict[str, Any] = content["@context"]
    return inner


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the packaged ontology."""
    ontology = _Triples("ontology/kg.ttl")
    concepts = _Triples("ontology/concepts.ttl")
    terms = {
        name: _term(name, meaning, ontology)
        for name, meaning in context().items()
        if isinstance(meaning, dict) or meaning in _KEYWORDS
    }
    return Vocabulary(terms, _classes(ontology), _concepts(concepts))


class _Triples:
    """The triples of one Turtle file: subject → predicate → objects."""

    def __init__(self, name: str) -> None:
        self.table: dict[str, dict[str, list[str]]] = {}
        for quad in ox.parse(path=str(resource(name)), format=ox.RdfFormat.TURTLE):
            about = self.table.setdefault(quad.subject.value, {})
            value = getattr(quad.object, "value", "")
            about.setdefault(quad.predicate.value, []).append(value)

    def values(self, subject: str, predicate: str) -> list[str]:
        return self.table.get(subject, {}).get(predicate, [])

    def local(self, subject: str, predicate: str) -> str:
        """The one value inside our namespace, by its local name; empty when there is none."""
        ours = [v[len(KG) :] for v in self.values(subject, predicate) if v.startswith(KG)]
        return ours[0] if ours else ""

    def domains(self, iri: str) -> frozenset[str]:
        """The classes that a property may stand on: its domain, or those it is said to include."""
        found = [*self.values(iri, f"{RDFS}domain"), *self.values(iri, _INCLUDES)]
        return frozenset(name[len(KG) :] for name in found if name.startswith(KG))


def _term(name: str, meaning: dict[str, Any] | str, ontology: _Triples) -> TermInfo:
    if isinstance(meaning, str):
        return TermInfo(name, meaning, "keyword")
    if "@reverse" in meaning:
        return TermInfo(
            name, meaning["@reverse"], "id", layer="record", domains=frozenset({"Source"})
        )
    prefix, _, local = meaning["@id"].partition(":")
    iri = context()[prefix] + local
    kind = _KINDS.get(meaning.get("@type", ""), "text" if "@language" in meaning else "plain")
    scheme = meaning.get("@context", {}).get("@vocab", "").removeprefix(ROOT).rstrip("#")
    layer = ontology.local(iri, f"{KG}layer").removesuffix("Layer") or "any"
    return TermInfo(name, iri, kind, scheme, layer, ontology.domains(iri))


def _classes(ontology: _Triples) -> dict[str, frozenset[str]]:
    direct = {
        iri[len(KG) :]: {
            parent[len(KG) :]
            for parent in about.get(f"{RDFS}subClassOf", [])
            if parent.startswith(KG)
        }
        for iri, about in ontology.table.items()
        if iri.startswith(KG) and "http://www.w3.org/2002/07/owl#Class" in about.get(TYPE, [])
    }
    return {name: frozenset(_ancestors(name, direct)) for name in direct}


def _ancestors(name: str, direct: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(direct.get(name, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting.extend(direct.get(parent, ()))
    return found


def _concepts(concepts: _Triples) -> dict[str, dict[str, str]]:
    schemes: dict[str, dict[str, str]] = {}
    for iri, about in concepts.table.items():
        namespace, hash_, slug = iri.partition("#")
        if hash_ and f"{SKOS}Concept" in about.get(TYPE, []):
            label = about.get(f"{SKOS}prefLabel", [slug])[0]
            schemes.setdefault(namespace.removeprefix(ROOT), {})[slug] = label
    return schemes
