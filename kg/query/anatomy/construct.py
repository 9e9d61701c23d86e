"""A CONSTRUCT as the SELECT that fills its template: rows, which have receipts, for its triples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.query.anatomy.pattern import Word
from kg.query.anatomy.read import closing, end_of, is_word, read
from kg.query.anatomy.triples import triples
from kg.words import TYPE

Triple = tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, Term]

# A column of the SELECT that holds a constant of the template.
_CONSTANT: Final = "kg_template_"


@dataclass(frozen=True)
class Template:
    """The template of a CONSTRUCT, and `select`, each row of which fills it once.

    Each place of a pattern is the name of a column, or `_:` and the name of a blank node.
    """

    select: str
    patterns: tuple[tuple[str, str, str], ...]

    def filled(self, names: Sequence[str], row: Sequence[Term | None]) -> Iterator[Triple]:
        """Yield the triples that a row makes, as SPARQL 1.1 has it (16.2): whole ones only."""
        known = dict(zip(names, row, strict=True))
        blank: dict[str, ox.BlankNode] = {}
        for pattern in self.patterns:
            subject, prop, value = (
                blank.setdefault(name, ox.BlankNode()) if name.startswith("_:") else known.get(name)
                for name in pattern
            )
            if (
                isinstance(subject, ox.NamedNode | ox.BlankNode)
                and isinstance(prop, ox.NamedNode)
                and value is not None
            ):
                yield subject, prop, value


def template(query: str) -> Template:
    """Return the template of a CONSTRUCT; patterns with a collection in them are left out.

    Raises:
        ValueError: the query is no CONSTRUCT, or goes beyond SPARQL 1.1.
    """
    found = read(query)
    if found.form != "CONSTRUCT":
        raise ValueError("the query constructs no triples")
    first = next(at for at, token in enumerate(found.tokens) if is_word(token, "CONSTRUCT"))
    # CONSTRUCT WHERE { … } has its pattern for a template (SPARQL 1.1, 16.2.4).
    own = found.tokens[first + 1].text == "{"
    opened = first + 1 if own else found.opening
    closed = closing(found.tokens, opened)
    inside = found.tokens[opened + 1 : closed]
    columns = _Columns()
    patterns = tuple(
        (columns.of(one.subject), columns.of(one.verb), columns.of(one.object))
        for one in triples(query, inside)
        if all(word.kind != "list" for word in one.words)
    )
    start, rest = found.tokens[first].start, end_of(found.tokens[closed if own else first])
    return Template(
        f"{query[:start]}SELECT {' '.join(columns.of_terms.values()) or '*'} {query[rest:]}",
        patterns,
    )


@dataclass
class _Columns:
    """The columns of the SELECT: name → what is projected under it."""

    of_terms: dict[str, str] = field(default_factory=dict)

    def of(self, word: Word) -> str:
        """Return the name of a term's column; of a blank node, its own with `_:` before it."""
        if word.kind == "blank":
            return f"_:{word.variable}"
        if word.variable:
            self.of_terms[word.variable] = f"?{word.variable}"
            return word.variable
        name = f"{_CONSTANT}{len(self.of_terms)}"
        self.of_terms[name] = (
            f"(<{TYPE}> AS ?{name})" if word.kind == "a" else f"({word.sparql} AS ?{name})"
        )
        return name
