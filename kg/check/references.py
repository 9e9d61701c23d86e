"""Does every id that is used name something, and does every id name one thing only?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.records.document import Document, Route, Value, many, nodes, shown
from kg.records.identity import is_id
from kg.records.index import Index, Known
from kg.records.project import Project
from kg.records.told import Told, named
from kg.records.vocabulary import Vocabulary
from kg.words import suggestion

_WEB = ("http://", "https://")
_LAST = {"passage", "published", "step", "name", "correction", "boilerplate", "dating"}
_MADE = re.compile(r".+/(passage|published|(step|name|correction|boilerplate|dating)(/\d+)?)")
_MOST = 400_000
_CURE = "declare it in a record of its own, or correct the id"


@dataclass
class References:
    """Looks for ids that no record, claim or statement declares."""

    project: Project
    known: Known
    vocabulary: Vocabulary

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
        elif not declares and item not in self.known.types and not item.startswith(_WEB):
            what = f"{_key(route)}: nothing has the id {shown(item)}"
            document.report(route, "dangling", what, self.known.cures.get(item, _CURE))


@dataclass
class Cures:
    """Says of ids that nothing declares which one may have been meant."""

    index: Index
    told: dict[str, str] = field(default_factory=dict)
    compared: int = 0

    def of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return what to do about those of the ids that nothing declares."""
        unknown = [name for name in names if not self.index.kind(name)]
        return {name: self._cure(name) for name in unknown if not name.startswith(_WEB)}

    def _cure(self, name: str) -> str:
        """Return what to do; "did you mean" while that takes no longer than the whole check."""
        if name not in self.told:
            known = {*self.index.records, *self.index.stated}
            self.compared += len(known)
            close = (one for one in known if self.index.kind(one) and is_id(one))
            self.told[name] = suggestion(name, close if self.compared < _MOST else []) or _CURE
        return self.told[name]


def is_doubtful(told: Told, index: Index, project: Project) -> bool:
    """Tell whether an id in a part may be used twice, be one that the tool makes, or name nothing.

    Where none is, `check_ids` and `References` find nothing.
    """
    return (
        any(name in index.twice or _is_made(name) for name, *_ in told.records)
        or any(not index.kind(name) and not name.startswith(_WEB) for name in told.names)
        or any(name.startswith(project.base) for name in told.names)
    )


def _is_made(name: str) -> bool:
    """Tell whether the tool itself makes such ids."""
    last = name[name.rfind("/") + 1 :]
    return (last in _LAST or last.isdecimal()) and bool(_MADE.fullmatch(name))


def _key(route: Route) -> str:
    return next(step for step in reversed(route) if isinstance(step, str))


def check_ids(document: Document, known: Known, project: Project, vocabulary: Vocabulary) -> None:
    """Report each id that two records or claims share: merged, they would speak as one."""
    seen: dict[str, str | Route] = {**known.twice}
    for route, node in named(document, vocabulary):
        name = node.get("id")
        if not isinstance(name, str) or "states" in route:
            continue
        at = (*route, "id")
        if name in seen:
            before = seen[name]
            where = before if isinstance(before, str) else place_of(document, before, project)
            what = f"the id {shown(name)} is used before, at {where}"
            cure = "give this one another id, or put both into one record"
            document.report(at, "id-twice", what, cure)
        else:
            seen[name] = at
        if _is_made(name):
            what = f"the tool itself makes ids that end like {shown(name)}"
            document.report(at, "id-twice", what, "choose another id")


def place_of(document: Document, route: Route, project: Project) -> str:
    """Return where something stands, as a message tells it: the file, the line and the column."""
    mark = document.mark(route)
    file = document.file
    inside = file.relative_to(project.folder) if file.is_relative_to(project.folder) else file
    return f"{inside}:{mark.line}:{mark.column}"
