"""Does every id that is used name something, and does every id name one thing only?"""

from __future__ import annotations

from collections.abc import Container, Iterable

from kg.records.document import Document, Route, many, nodes
from kg.records.project import Project
from kg.records.vocabulary import Vocabulary
from kg.words import suggestion


def check_references(
    document: Document, known: Container[str], names: Iterable[str], vocabulary: Vocabulary
) -> None:
    """Report each reference to an id that no record, claim or statement declares."""
    for route, node in nodes(document.value):
        for key, value in node.items():
            term = vocabulary.terms.get(key)
            if term is None or term.kind != "id":
                continue
            for place, item in enumerate(many(value)):
                if isinstance(item, str) and not item.startswith("http") and item not in known:
                    at = (*route, key, place) if isinstance(value, list) else (*route, key)
                    cure = suggestion(item, names)
                    document.report(at, "dangling", f"{key}: nothing has the id {item!r}",
                        cure or "declare it in a record of its own, or correct the id")  # fmt: skip


def check_ids(documents: Iterable[Document], project: Project) -> None:
    """Report each id that two records or claims share: merged, they would speak as one."""
    seen: dict[str, tuple[Document, Route]] = {}
    for document in documents:
        for route, name in _declared(document):
            if name in seen:
                first, at = seen[name]
                mark = first.mark((*at, "id"))
                where = f"{first.file.relative_to(project.folder)}:{mark.line}:{mark.column}"
                what = f"the id {name!r} is used before, at {where}"
                cure = "give this one another id, or put both into one record"
                document.report((*route, "id"), "id-twice", what, cure)
            else:
                seen[name] = (document, route)


def _declared(document: Document) -> Iterable[tuple[Route, str]]:
    for route, record in document.records():
        claims = [
            ((*route, "claims", place), claim)
            for place, claim in enumerate(many(record.get("claims")))
            if isinstance(claim, dict)
        ]
        for at, item in [(route, record), *claims]:
            name = item.get("id")
            if isinstance(name, str):
                yield at, name
