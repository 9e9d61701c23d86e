"""Does every id that is used name something, and does every id name one thing only?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kg.records.document import Document, Route, Value, many, nodes, shown
from kg.records.identity import is_id
from kg.records.index import named
from kg.records.project import Project
from kg.records.vocabulary import Vocabulary
from kg.words import suggestion

_WEB = ("http://", "https://")
_MADE = re.compile(r".+/(passage|published|(step|name|correction|boilerplate|dating)(/\d+)?)")
_MOST = 400_000
_CURE = "declare it in a record of its own, or correct the id"


@dataclass
class References:
    """Looks for ids that no record, claim or statement declares."""

    project: Project
    known: Collection[str]
    vocabulary: Vocabulary
    cures: dict[str, str] = field(default_factory=dict)
    compared: int = 0

    def check(self, document: Document) -> None:
        """Report each reference in a document to something that nothing declares."""
        for route, node in nodes(document.value, self.vocabulary):
            for key, value in node.items():
                term = self.vocabulary.terms.get(key)
                if key == "id":
                    declares = "states" not in route or "type" in node
                    self._one(document, (*route, key), value, declares=declares)
                elif term is not None and term.kind == "id":
                    for place, item in enumerate(many(value)):
                        step = (place,) if isinstance(value, list) else ()
                        self._one(document, (*route, key, *step), item)

    def _one(
        self, document: Document, route: Route, item: Value, *, declares: bool = False
    ) -> None:
        if not isinstance(item, str):
            return
        if item.startswith(self.project.base):
            what = f"{_key(route)}: {shown(item)} is an id of this project, written in full"
            short = item[len(self.project.base) :]
            cure = f"write {short}" if is_id(short) else "write the id without the base"
            document.report(route, "dangling", what, cure)
        elif not declares and item not in self.known and not item.startswith(_WEB):
            what = f"{_key(route)}: nothing has the id {shown(item)}"
            document.report(route, "dangling", what, self._cure(item))

    def _cure(self, item: str) -> str:
        """Return what to do; "did you mean" while that takes no longer than the whole check."""
        if item not in self.cures:
            self.compared += len(self.known)
            sound = [name for name in self.known if is_id(name)] if self.compared < _MOST else []
            self.cures[item] = suggestion(item, sound) or _CURE
        return self.cures[item]


def _key(route: Route) -> str:
    return next(step for step in reversed(route) if isinstance(step, str))


def check_ids(documents: Iterable[Document], project: Project, vocabulary: Vocabulary) -> None:
    """Report each id that two records or claims share: merged, they would speak as one."""
    seen: dict[str, tuple[Document, Route]] = {}
    for document in documents:
        for route, node in named(document, vocabulary):
            name = node.get("id")
            if not isinstance(name, str) or "states" in route:
                continue
            if name in seen:
                first, at = seen[name]
                mark = first.mark((*at, "id"))
                where = f"{first.file.relative_to(project.folder)}:{mark.line}:{mark.column}"
                what = f"the id {shown(name)} is used before, at {where}"
                cure = "give this one another id, or put both into one record"
                document.report((*route, "id"), "id-twice", what, cure)
            else:
                seen[name] = (document, route)
            if _MADE.fullmatch(name):
                what = f"the tool itself makes ids that end like {shown(name)}"
                document.report((*route, "id"), "id-twice", what, "choose another id")
