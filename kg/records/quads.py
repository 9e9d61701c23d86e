"""From completed records to quads: JSON-LD does the mapping, and claims are added to the whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.files import resource
from kg.records.document import Node, Value
from kg.records.project import Project
from kg.records.vocabulary import Vocabulary, context
from kg.words import ROOT

_NUMBERS = {"number", "integer"}
_AT_ONCE = 500
_DEFAULT = ox.DefaultGraph()
_FORMAT = ox.RdfFormat.JSON_LD


def quads(project: Project, records: Iterable[Node], vocabulary: Vocabulary) -> Iterator[ox.Quad]:
    """Yield the quads of a data set: records, what claims state, its description, its ontology.

    What a claim states stands in the graph that bears the claim's IRI, and in the default graph.
    A quad may come more than once; a store holds it once.
    """
    head = {**_in_language(context(), project.language), "@base": project.base}
    for some in _batches(records):
        document = {"@context": head, "@graph": [_plain(record, vocabulary) for record in some]}
        content = msgspec.json.encode(document)
        for quad in ox.parse(content, format=_FORMAT, base_iri=project.base):
            yield quad
            if quad.graph_name != _DEFAULT:
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
    yield from _description(project)
    yield from ontology()


def _batches(records: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield records some at a time: reading the context costs as much as reading dozens of them."""
    rest = iter(records)
    while some := list(itertools.islice(rest, _AT_ONCE)):
        yield some


def ontology() -> Iterator[ox.Quad]:
    """Yield the triples of the ontology and its concepts, so that their labels can be asked for."""
    for name in ("ontology/kg.ttl", "ontology/concepts.ttl"):
        yield from ox.parse(path=str(resource(name)), format=ox.RdfFormat.TURTLE)


def _in_language(terms: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the context with the project's language where texts are tagged with one."""
    return {
        name: {**meaning, "@language": language}
        if isinstance(meaning, dict) and "@language" in meaning
        else meaning
        for name, meaning in terms.items()
    }


def _plain(node: Node, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a node for JSON: numbers by their shortest decimal form, texts by language."""
    return {
        key: _json(value, vocabulary.terms[key].kind, vocabulary)
        for key, value in node.items()
        if value is not None
    }


def _json(value: Value, kind: str, vocabulary: Vocabulary) -> object:
    if isinstance(value, list):
        return [_json(item, kind, vocabulary) for item in value]
    if isinstance(value, dict):
        if kind == "text":
            return [{"@value": text, "@language": tag} for tag, text in value.items()]
        return _plain(value, vocabulary)
    if kind in _NUMBERS and isinstance(value, int | Decimal):
        return decimal_form(value)
    return value


def decimal_form(number: int | Decimal) -> str:
    """Return the one lexical form of a number: no exponent, no idle zeros (XSD 1.1, 3.3.3.1)."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


_DESCRIPTION = {
    "title": "http://purl.org/dc/terms/title",
    "description": "http://purl.org/dc/terms/description",
    "licence": "http://purl.org/dc/terms/license",
    "version": "http://www.w3.org/ns/dcat#version",
    "creators": "http://purl.org/dc/terms/creator",
}


def _description(project: Project) -> Iterator[ox.Quad]:
    """Yield the data set's own description (DCAT 3, VoID), from kg.toml."""
    dataset = ox.NamedNode(project.base)
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for kind in ("http://www.w3.org/ns/dcat#Dataset", "http://rdfs.org/ns/void#Dataset"):
        yield ox.Quad(dataset, a, ox.NamedNode(kind))
    vocabulary = ox.NamedNode("http://rdfs.org/ns/void#vocabulary")
    yield ox.Quad(dataset, vocabulary, ox.NamedNode(f"{ROOT}ns"))
    for name, predicate in _DESCRIPTION.items():
        value = getattr(project, name)
        for text in value if isinstance(value, list) else [value]:
            if text:
                yield ox.Quad(dataset, ox.NamedNode(predicate), _described(name, text, project))


def _described(name: str, text: str, project: Project) -> ox.NamedNode | ox.Literal:
    if name == "licence" and text.startswith(("http://", "https://")):
        return ox.NamedNode(text)
    if name in {"title", "description"}:
        return ox.Literal(text, language=project.language)
    return ox.Literal(text)
