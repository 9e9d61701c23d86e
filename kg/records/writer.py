"""From completed records to triples: the JSON-LD context, compiled into the text that it makes.

What a term means is said in `ontology/context.jsonld` alone. Reading records through a JSON-LD
processor took 15 µs a quad, most of it for objects that nobody keeps; here it is under 1 µs, and
the tests hold every triple to what the processor makes of the same record and the same context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from kg.records.document import Node, Value, many
from kg.records.project import Project
from kg.records.trig import NEXT, Block
from kg.records.vocabulary import TermInfo, Vocabulary
from kg.words import KG, ROOT, TYPE, XSD

_WEB: Final = ("http://", "https://")
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES: Final = {
    '"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f",
}  # fmt: skip
_PLANS: Final = 10_000
# Of each subject in a block, what is said of it: `<p> <o>`, and `NEXT` between two such.
_Said = dict[str, str]
# Returns what a value says of its node; nodes inside the value get a text of their own.
_Write = Callable[[Any, _Said], str]


class Writer:
    """Writes the records of one project."""

    def __init__(self, project: Project, vocabulary: Vocabulary) -> None:
        """Compile each term of the vocabulary into what writes its values."""
        self._base = project.base
        self._iris: dict[str, str] = {}
        self._language = project.language.lower()
        self._terms = vocabulary.terms
        self._writes = {term.name: self._compiled(term) for term in self._terms.values()}
        self._plans: dict[tuple[str, ...], list[tuple[str, _Write]]] = {}

    def blocks(self, records: Iterable[Node]) -> list[Block]:
        """Return the triples of completed records, of their claims, and of what claims state."""
        self._iris.clear()
        return [block for record in records for block in self._blocks(record)]

    def _blocks(self, record: Node) -> Iterator[Block]:
        for claim in [record, *many(record.get("claims"))]:
            if not isinstance(claim, dict):
                continue
            yield Block(self._content([claim]))
            states = many(claim.get("states"))
            if states:
                yield Block(self._content(states), self._iri(str(claim["id"])).encode())

    def _content(self, nodes: Iterable[Value]) -> bytes:
        block: _Said = {}
        for node in nodes:
            if isinstance(node, dict):
                self._node(node, block)
        lines = [f"{subject} {said}.\n".encode() for subject, said in sorted(block.items())]
        return b"".join(lines)

    def _node(self, node: Node, block: _Said) -> str:
        """Add what a node says to a block, and return its IRI."""
        keys = tuple(node)
        plan = self._plans.get(keys) or self._plan(keys)
        said = NEXT.join(filter(None, [write(node[key], block) for key, write in plan]))
        subject = self._iri(str(node["id"]))
        if subject in block:
            said = NEXT.join(sorted({*block[subject].split(NEXT), *said.split(NEXT)} - {""}))
        if said:
            block[subject] = said
        return subject

    def _iri(self, name: str) -> str:
        return f"<{name}>" if name.startswith(_WEB) else f"<{self._base}{name}>"

    def _plan(self, keys: tuple[str, ...]) -> list[tuple[str, _Write]]:
        """Return what writes the values of such a node, in the order of its triples."""
        terms = [self._terms[key] for key in keys if key not in _ELSEWHERE]
        terms.sort(key=lambda term: f"<{term.iri}>")
        if len(self._plans) == _PLANS:
            self._plans.clear()
        plan = self._plans[keys] = [(term.name, self._writes[term.name]) for term in terms]
        return plan

    def _compiled(self, term: TermInfo) -> _Write:
        """Return what writes the values of a term."""
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
        """Return what writes links; their values may be nodes of which something is said."""
        iris = self._iris

        def write(value: Value, block: _Said) -> str:
            if isinstance(value, str):
                iri = iris.get(value) or iris.setdefault(value, self._iri(value))
                return f"{predicate} {iri}"
            if isinstance(value, dict):
                return f"{predicate} {self._node(value, block)}"
            return _in_order([write(item, block) for item in many(value)])

        return write

    def _texts(self, predicate: str) -> _Write:
        """Return what writes texts in a language: the project's, where none is named."""
        head, tail = f'{predicate} "', f'"@{self._language}'

        def write(value: Value, block: _Said) -> str:
            if isinstance(value, str):
                return f"{head}{escaped(value)}{tail}"
            if isinstance(value, dict):
                items = value.items()
                return _in_order(
                    [f'{head}{escaped(str(text))}"@{tag.lower()}' for tag, text in items]
                )
            return _in_order([write(item, block) for item in many(value)])

        return write


_ELSEWHERE: Final = {"id", "states", "claims"}


def _written(head: str, form: Callable[[Any], str], tail: str) -> _Write:
    """Return what writes values, each between what comes before and after it."""

    def write(value: Value, _: _Said) -> str:
        if isinstance(value, list):
            return _in_order([f"{head}{form(item)}{tail}" for item in value])
        return "" if value is None else f"{head}{form(value)}{tail}"

    return write


def _in_order(said: list[str]) -> str:
    """Return what is said by several values together, in order and each once."""
    if len(said) == 1:
        return said[0]
    return NEXT.join(sorted({one for some in said for one in some.split(NEXT)}))


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


_FORMS: Final[dict[str, Callable[[Any], str]]] = {
    "number": decimal_form, "integer": str, "boolean": _truth, "date": str,
}  # fmt: skip
