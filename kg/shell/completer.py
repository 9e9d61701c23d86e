"""Completion while one types: by what may stand at the place, out of what is in the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

from kg.query.anatomy.read import significant
from kg.shell.known import Known, Word
from kg.shell.position import expected, verb_before

if TYPE_CHECKING:
    from prompt_toolkit.document import Document

_MANY: Final = 60
_VARIABLE = re.compile(r"[?$]\w*$")
_NAME = re.compile(r"[\w\-]*:[\w\-.]*$")
_WORDS = re.compile(r"[^\W\d_][\w'’\-]*(?: [\w'’\-]+){0,5}$")
KEYWORDS: Final = (
    "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "MINUS", "UNION", "GRAPH", "VALUES",
    "BIND", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "MIN", "MAX",
    "AVG", "SAMPLE", "GROUP_CONCAT", "CONTAINS", "LCASE", "LANG", "STR", "BOUND", "COALESCE",
    "REGEX", "STRSTARTS", "YEAR", "NOT EXISTS", "EXISTS", "ASK", "CONSTRUCT", "DESCRIBE",
    "PREFIX",
)  # fmt: skip


class Completions(Completer):
    """Completes queries and the prompt's own commands."""

    def __init__(self, known: Known, commands: Iterable[str], formats: Iterable[str]) -> None:
        """Take the words of the graph, the commands, and the names of the formats."""
        self.known = known
        self.commands = tuple(commands)
        self.formats = tuple(formats)

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterator[Completion]:
        """Yield what could stand at the cursor, the most used first."""
        before = document.text_before_cursor
        found = self._command(before) if before.startswith(".") else self._query(before, document)
        seen: set[str] = set()
        for completion in found:
            if completion.text not in seen:
                seen.add(completion.text)
                yield completion
            if len(seen) >= _MANY:
                return

    def _command(self, before: str) -> Iterator[Completion]:
        command, space, rest = before.partition(" ")
        typed = rest.rpartition(" ")[2]
        if not space:
            yield from _given(((name, "") for name in self.commands), command)
        elif command in {".run", ".queries"} and " " not in rest:
            names = ((name, summary) for name, (summary, _) in self.known.saved.items())
            yield from _given(names, rest)
        elif command == ".run" and "=" not in typed:
            _, wanted = self.known.saved.get(rest.split(maxsplit=1)[0], ("", ()))
            yield from _given(((f"{one.name}=", one.label or one.type) for one in wanted), typed)
        elif command == ".run":
            yield from self._things(typed.partition("=")[2], bare=True)
        elif command == ".format":
            yield from _given(((name, "") for name in self.formats), rest)
        elif command == ".trace":
            yield from self._things(rest, bare=True)
        elif command == ".explain":
            yield from self._query(rest, None)

    def _query(self, before: str, document: Document | None) -> Iterator[Completion]:
        if _in_string(before):
            return
        if match := _VARIABLE.search(before):
            text = document.text if document else before
            names = {token.text for token in significant(text) if token.kind == "variable"}
            yield from _given(((name, "") for name in sorted(names - {match[0]})), match[0])
        elif match := _NAME.search(before):
            yield from self._named(before[: match.start()], match[0])
        elif match := _WORDS.search(before):
            yield from self._worded(before, match[0])
        elif before.endswith(" "):
            words = self._fitting(before)
            yield from _given(((w.text, w.called) for w in words), "")

    def _named(self, before: str, typed: str) -> Iterator[Completion]:
        words = self._fitting(before)
        others = [*self.known.classes, *self.known.properties, *self.known.concepts]
        yield from _given(((word.text, word.called) for word in [*words, *others]), typed)
        prefix, _, local = typed.partition(":")
        for thing in self.known.things.with_id(local) if not prefix else ():
            yield _completion(thing.text, thing.called, typed)

    def _worded(self, before: str, typed: str) -> Iterator[Completion]:
        """Complete a word as a prefix, a keyword, a local name, or the label of a thing."""
        last = typed.rpartition(" ")[2]
        for word in self._fitting(before[: len(before) - len(last)]):
            if word.text.partition(":")[2].casefold().startswith(last.casefold()):
                yield _completion(word.text, word.called, last)
        yield from islice(self._things(typed), _MANY // 2)
        if not before[: len(before) - len(last)].strip():
            yield from _given(((n, s) for n, (s, _) in self.known.saved.items()), last)
        if len(last) > 1 or last.isupper():
            yield from _given(((keyword, "") for keyword in KEYWORDS), last)
        prefixes = ((f"{name}:", iri) for name, iri in self.known.graph.prefixes.items() if name)
        yield from _given(prefixes, last)

    def _fitting(self, before: str) -> list[Word]:
        """Return the words that may stand behind a text."""
        place = expected(before)
        if place == "verb":
            return self.known.properties
        if place == "class":
            return self.known.classes
        if place == "object":
            return self.known.listed.get(verb_before(before), [])
        return []

    def _things(self, typed: str, *, bare: bool = False) -> Iterator[Completion]:
        """Complete a label, or its last words, with the id of the thing that is called so."""
        words = typed.split(" ")
        for first in range(len(words)):
            wanted = " ".join(words[first:])
            if len(wanted) < 2:  # noqa: PLR2004
                return
            found = self.known.things.called(wanted, whole=first < len(words) - 1)
            for one in found:
                text = one.id if bare else one.text
                yield Completion(text, -len(wanted), display=one.called or text, display_meta=text)
            if found:
                return


def _given(pairs: Iterable[tuple[str, str]], typed: str) -> Iterator[Completion]:
    folded = typed.casefold()
    for text, meta in pairs:
        if text.casefold().startswith(folded):
            yield _completion(text, meta, typed)


def _completion(text: str, meta: str, typed: str) -> Completion:
    return Completion(text, -len(typed), display_meta=meta)


def _in_string(before: str) -> bool:
    """Tell whether the cursor stands inside a text or a comment."""
    found = significant(before)
    opened = any(token.kind == "sign" and token.text in {'"', "'"} for token in found)
    line = before.rpartition("\n")[2]
    outside = re.sub(r"<[^<>\s]*>|\"[^\"]*\"|'[^']*'", "", line)
    return opened or "#" in outside
