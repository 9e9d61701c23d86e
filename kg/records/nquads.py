"""From completed records to N-Quads: the JSON-LD context, compiled into the lines it makes.

What a term means is said in `ontology/context.jsonld` alone. Reading records through a JSON-LD
processor took 15 µs a quad, most of it for objects that nobody keeps; here it is under 1 µs, and
the tests hold every line to what the processor makes of the same record and the same context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
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
# Of each subject its predicates with their objects, such as `<p> <o>`, in order and each once.
Said = dict[str, list[str]]
# Adds what a value says to the list of its node; nodes inside it get lists of their own.
_Write = Callable[[Value, list[str], Said], None]
_PLANS: Final = 10_000


class Block(NamedTuple):
    """Triples that belong together, in order and each once: those of a record, or of a claim.

    What a claim states stands in its `graph`, and in the default graph as well.
    """

    said: Said
    graph: str = ""

    @property
    def triples(self) -> bytes:
        """The triples in TriG, a subject a line."""
        nodes = [f"{subject} {';'.join(said)}.\n" for subject, said in self.said.items()]
        return "".join(nodes).encode()


class Lines(NamedTuple):
    """Records as N-Quads or TriG: `plain` is the default graph, `stated` what each claim states.

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

    def with_blocks(self, blocks: Collection[Block], triples: Iterable[bytes]) -> Lines:
        """Return these lines with the sum and the counts of what they were written from.

        `triples` are those of each block; its graph goes before them into its SHA-256.
        """
        sums = (
            sha256(block.graph.encode() + content).digest()
            for block, content in zip(blocks, triples, strict=True)
        )
        return self._replace(
            total=sum([int.from_bytes(one) for one in sums]) % _SIZE,
            quads=sum([len(said) for block in blocks for said in block.said.values()]),
            graphs=sum([1 for block in blocks if block.graph]),
        )


def nquads(blocks: Collection[Block]) -> Lines:
    """Return blocks as N-Quads, a quad a line."""
    plain = [_lines(block, " .\n") for block in blocks]
    stated = [_lines(block, f" {block.graph} .\n") for block in blocks if block.graph]
    lines = Lines("".join(plain).encode(), "".join(stated).encode())
    return lines.with_blocks(blocks, (block.triples for block in blocks))


def _lines(block: Block, end: str) -> str:
    return "".join([f"{node} {one}{end}" for node, said in block.said.items() for one in said])


class Writer:
    """Writes the records of one project."""

    def __init__(self, project: Project, vocabulary: Vocabulary) -> None:
        """Compile each term of the vocabulary into what writes its values."""
        self._iris = _Iris(project.base)
        self._language = project.language.lower()
        self._terms = {term.name: term for term in vocabulary.terms.values()}
        self._writes = {name: self._compiled(term) for name, term in self._terms.items()}
        self._plans: dict[tuple[str, ...], list[tuple[str, _Write]]] = {}

    def blocks(self, records: Iterable[Node]) -> list[Block]:
        """Return the triples of completed records, of their claims, and of what claims state."""
        self._iris.clear()
        return [block for record in records for block in self._blocks(record)]

    def _blocks(self, record: Node) -> Iterator[Block]:
        for claim in [record, *many(record.get("claims"))]:
            if not isinstance(claim, dict):
                continue
            yield Block(self._said([claim]))
            states = many(claim.get("states"))
            if states:
                yield Block(self._said(states), self._iris[str(claim["id"])])

    def _said(self, nodes: Iterable[Value]) -> Said:
        block: Said = {}
        for node in nodes:
            if isinstance(node, dict):
                self._node(node, block)
        return dict(sorted(block.items()))

    def _node(self, node: Node, block: Said) -> None:
        said: list[str] = []
        keys = tuple(node)
        for key, write in self._plans.get(keys) or self._plan(keys):
            value = node[key]
            if value is not None:
                write(value, said, block)
        subject = self._iris[str(node["id"])]
        if subject in block:
            said = sorted({*block[subject], *said})
        if said:
            block[subject] = said

    def _plan(self, keys: tuple[str, ...]) -> list[tuple[str, _Write]]:
        """Return what writes the values of such a node, in the order of its triples."""
        terms = sorted((self._terms[key] for key in keys), key=lambda term: f"<{term.iri}>")
        writes = [(term.name, self._writes[term.name]) for term in terms]
        if len(self._plans) == _PLANS:
            self._plans.clear()
        plan = self._plans[keys] = [(name, write) for name, write in writes if write is not None]
        return plan

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
        """Return what adds links; their values may be nodes of which something is said."""
        iris = self._iris

        def one(item: Value, block: Said) -> str:
            if isinstance(item, dict):
                self._node(item, block)
                return f"{predicate} {iris[str(item['id'])]}"
            return f"{predicate} {iris[str(item)]}"

        def write(value: Value, said: list[str], block: Said) -> None:
            if isinstance(value, list):
                said += sorted({one(item, block) for item in value})
            else:
                said.append(one(value, block))

        return write

    def _texts(self, predicate: str) -> _Write:
        """Return what adds texts in a language: the project's, where none is named."""
        head, tail = f'{predicate} "', f'"@{self._language}'

        def all_of(value: Value) -> Iterator[str]:
            for item in many(value):
                if isinstance(item, dict):
                    for tag, text in item.items():
                        yield f'{head}{escaped(str(text))}"@{tag.lower()}'
                else:
                    yield f"{head}{escaped(str(item))}{tail}"

        def write(value: Value, said: list[str], _: Said) -> None:
            if isinstance(value, str):
                said.append(f"{head}{escaped(value)}{tail}")
            else:
                said += sorted(set(all_of(value)))

        return write


class _Iris(dict[str, str]):
    """The IRIs of ids, as they are written."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def __missing__(self, name: str) -> str:
        iri = self[name] = f"<{name}>" if name.startswith(_WEB) else f"<{self._base}{name}>"
        return iri


def _written(head: str, form: Callable[[Any], str], tail: str) -> _Write:
    """Return what adds values, each between what comes before and after it."""

    def write(value: Value, said: list[str], _: Said) -> None:
        if isinstance(value, list):
            said += sorted({f"{head}{form(item)}{tail}" for item in value})
        else:
            said.append(f"{head}{form(value)}{tail}")

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


_FORMS: Final[dict[str, Callable[[Any], str]]] = {
    "number": decimal_form, "integer": str, "boolean": _truth, "date": str,
}  # fmt: skip
