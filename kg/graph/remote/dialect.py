"""What differs between engines that all speak SPARQL 1.1, and what is done about it.

- Where the default graph is. In Oxigraph it has no name; in Virtuoso a query is told the name of
  the graph that it is to take for the default one.
- What `GRAPH ?claim` finds. An engine may hold more than the claims of this graph: a default graph
  with a name, its own bookkeeping, what is being published. So what binds the name of a graph is
  told to bind only names below the graph's base.
- How rows are written. Of the four formats JSON is the one that all of them write rightly:
  Virtuoso's TSV leaves out languages, and its XML is laid out with spaces that a reader may take
  for a literal's own. A boolean may come as 1 or 0, and is put back.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.graph.engine import Term
from kg.sparql import Token, tokens
from kg.words import XSD

ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_ROWS: Final = {ROWS, "application/json"}
_TRIPLES: Final = {TRIPLES, "text/plain", "text/ntriples", "text/rdf+n3"}
_BOOLEAN: Final = ox.NamedNode(f"{XSD}boolean")
_BOOLEANS: Final = {"1": ox.Literal(True), "0": ox.Literal(False)}  # noqa: FBT003
_SILENT: Final = {"space", "comment"}


@dataclass(frozen=True)
class Dialect:
    """How to speak to one engine about one graph; `default` is the default graph's name, if any."""

    base: str = ""
    default: str = ""

    def query(self, text: str, prefixes: Mapping[str, str]) -> str:
        """Return a query as the engine is to be asked it: with its prefixes, kept to its graphs.

        The base comes first, for SPARQL 1.0 and Virtuoso take none behind a prefix.
        """
        found = list(tokens(text))
        if self.base:
            found = list(_kept(found, self.base))
        start = _behind_base(found)
        return "".join(
            [*_texts(found[:start]), *_declared(found, prefixes), *_texts(found[start:])]
        )

    def datasets(self, text: str) -> dict[str, str]:
        """Return what of the data set is said beside a query that does not say it itself."""
        words = {token.text.upper() for token in tokens(text) if token.kind == "word"}
        return {"default-graph-uri": self.default} if self.default and "FROM" not in words else {}


def is_rows(content_type: str) -> bool:
    """Tell whether a content type stands for rows, or for yes and no, as JSON."""
    return _bare(content_type) in _ROWS


def is_triples(content_type: str) -> bool:
    """Tell whether a content type stands for N-Triples; older servers have other names for it."""
    return _bare(content_type) in _TRIPLES


def canonical(term: Term | None) -> Term | None:
    """Return a term as the embedded engine writes it."""
    if isinstance(term, ox.Literal) and term.datatype == _BOOLEAN:
        return _BOOLEANS.get(term.value, term)
    return term


def _bare(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _texts(found: Sequence[Token]) -> Iterator[str]:
    return (token.text for token in found)


def _behind_base(found: Sequence[Token]) -> int:
    """Return the place behind the base that a query begins with; 0 if it does not."""
    words = [place for place, token in enumerate(found) if token.kind not in _SILENT][:2]
    is_base = len(words) > 1 and found[words[0]].text.upper() == "BASE"
    return words[1] + 1 if is_base else 0


def _declared(found: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a declaration for each known prefix that a query uses and does not declare."""
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    words = [token for token in found if token.kind not in _SILENT]
    own = {
        after.text.partition(":")[0]
        for word, after in itertools.pairwise(words)
        if word.text.upper() == "PREFIX"
    }
    for name in sorted(used - own):
        if name in known:
            yield f"\nPREFIX {name}: {ox.NamedNode(known[name])}\n"


def _kept(found: Sequence[Token], base: str) -> Iterator[Token]:
    """Yield the tokens of a query whose `GRAPH ?name { … }` keep to the graphs below a base.

    The filter stands behind the braces: it looks at a name that the pattern before it has bound.
    """
    waiting, names = "", [""]
    for token in found:
        yield token
        if token.kind in _SILENT:
            continue
        if token.text == "{":
            names.append(waiting)
        elif token.text == "}" and len(names) > 1 and (name := names.pop()):
            below = f" FILTER(STRSTARTS(STR({name}), {ox.Literal(base)}))"
            yield Token("filter", below, token.start)
        is_name = token.kind == "variable" and waiting == "GRAPH"
        is_graph = token.kind == "word" and token.text.upper() == "GRAPH"
        waiting = token.text if is_name else "GRAPH" if is_graph else ""
