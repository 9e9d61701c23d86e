"""From completed records to N-Quads: the JSON-LD context, compiled into the lines it makes.

What a term means is said in `ontology/context.jsonld` alone. Reading records through a JSON-LD
processor took 15 µs a quad, most of it for objects that nobody keeps; here it is under 1 µs, and
the tests hold every line to what the processor makes of the same record and the same context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, NamedTuple

from kg.records.document import Node, Value, many
from kg.records.project import Project
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.words import KG, ROOT, TYPE, XSD

_WEB: Final = ("http://", "https://")
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES: Final = {
    '"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f",
}  # fmt: skip
_SIZE: Final = 2**256
# Adds the triples of a subject with a value to a list.
_Write = Callable[[str, Value, list[str]], None]


class Lines(NamedTuple):
    """N-Quads of records: `plain` is the default graph, `stated` what each claim states.

    `plain` holds copies of what is stated. `total` is the sum, modulo 2^256, of the SHA-256 of each
    record's and each claim's triples, so that it hangs neither on order nor on files; `quads` and
    `graphs` count the triples and the claim graphs behind it.
    """

    plain: bytes
    stated: bytes
    total: int = 0
    quads: int = 0
    graphs: int = 0

    def with_counts(self, other: Lines) -> Lines:
        """Return these lines with the sum and the counts of others added."""
        total = (self.total + other.total) % _SIZE
        return self._replace(
            total=total, quads=self.quads + other.quads, graphs=self.graphs + other.graphs
        )


class Writer:
    """Writes the records of one project."""

    def __init__(self, project: Project, vocabulary: Vocabulary) -> None:
        """Compile each term of the vocabulary into what writes its values."""
        self._base = project.base
        self._language = project.language.lower()
        self._terms = {term.name: self._compiled(term) for term in vocabulary.terms.values()}

    def lines(self, records: Iterable[Node]) -> Lines:
        """Return the N-Quads of completed records."""
        plain: list[str] = []
        stated: list[str] = []
        total = quads = graphs = 0
        for record in records:
            for triples, graph in self._blocks(record):
                block = sorted(set(triples))
                total += _number(graph, block)
                quads += len(block)
                plain += block
                if graph:
                    graphs += 1
                    stated.append(f" {graph} .\n".join([*block, ""]))
        text = " .\n".join([*plain, ""])
        return Lines(text.encode(), "".join(stated).encode(), total % _SIZE, quads, graphs)

    def _blocks(self, record: Node) -> Iterable[tuple[list[str], str]]:
        """Yield the triples of a record, of each of its claims, and of what each claim states."""
        for claim in [record, *many(record.get("claims"))]:
            if not isinstance(claim, dict):
                continue
            triples: list[str] = []
            self._node(claim, triples)
            yield triples, ""
            states = many(claim.get("states"))
            if states:
                triples = []
                for node in states:
                    if isinstance(node, dict):
                        self._node(node, triples)
                yield triples, self._iri(str(claim["id"]))

    def _node(self, node: Node, triples: list[str]) -> None:
        subject = self._iri(str(node["id"]))
        for key, value in node.items():
            write = self._terms[key]
            if write is not None and value is not None:
                write(subject, value, triples)

    def _iri(self, name: str) -> str:
        return f"<{name}>" if name.startswith(_WEB) else f"<{self._base}{name}>"

    def _compiled(self, term: TermInfo) -> _Write | None:
        """Return what adds the triples of a term; nothing for what `_blocks` sees to."""
        if term.name in {"id", "states", "claims"}:
            return None
        if term.name == "type":
            return _written(f"<{TYPE}> <{KG}", str, ">")
        if term.kind == "id":
            return self._links(f"<{term.iri}>")
        if term.kind == "concept":
            return _written(f"<{term.iri}> <{ROOT}{term.scheme}#", str, ">")
        if term.kind == "text":
            return self._texts(f"<{term.iri}>")
        datatype = {"iri": "anyURI", "number": "decimal"}.get(term.kind, term.kind)
        tail = '"' if term.kind == "plain" else f'"^^<{XSD}{datatype}>'
        return _written(f'<{term.iri}> "', _FORMS.get(term.kind, escaped), tail)

    def _links(self, predicate: str) -> _Write:
        """Return what adds links; their values may be nodes with triples of their own."""

        def write(subject: str, value: Value, triples: list[str]) -> None:
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, dict):
                    triples.append(f"{subject} {predicate} {self._iri(str(item['id']))}")
                    self._node(item, triples)
                else:
                    triples.append(f"{subject} {predicate} {self._iri(str(item))}")

        return write

    def _texts(self, predicate: str) -> _Write:
        """Return what adds texts in a language: the project's, where none is named."""

        def write(subject: str, value: Value, triples: list[str]) -> None:
            for item in many(value):
                said = item if isinstance(item, dict) else {self._language: item}
                for tag, text in said.items():
                    literal = escaped(str(text))
                    triples.append(f'{subject} {predicate} "{literal}"@{tag.lower()}')

        return write


def _written(head: str, form: Callable[[Any], str], tail: str) -> _Write:
    """Return what adds values, each between what comes before and after it."""

    def write(subject: str, value: Value, triples: list[str]) -> None:
        if isinstance(value, list):
            triples += [f"{subject} {head}{form(item)}{tail}" for item in value]
        else:
            triples.append(f"{subject} {head}{form(value)}{tail}")

    return write


def escaped(text: str) -> str:
    """Return a text as it stands in a literal of N-Quads, in the form that Oxigraph writes."""
    if _UNSAFE.search(text):
        return _UNSAFE.sub(lambda sign: _ESCAPES.get(sign[0], f"\\u{ord(sign[0]):04X}"), text)
    return text


def decimal_form(number: int | Decimal) -> str:
    """Return the one lexical form of a number: no exponent, no idle zeros (XSD 1.1, 3.3.3.1)."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _truth(item: Value) -> str:
    return "true" if item else "false"


def _number(graph: str, block: list[str]) -> int:
    return int.from_bytes(sha256("\n".join([graph, *block]).encode()).digest(), "big")


_FORMS: Final[dict[str, Callable[[Any], str]]] = {
    "number": decimal_form, "integer": str, "boolean": _truth, "date": str,
}  # fmt: skip
