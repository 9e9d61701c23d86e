"""Do passages stand where they say: in the text when a copy is at hand, inside it in any case?"""

from __future__ import annotations

from collections.abc import Mapping

from kg.findings import Finding, Severity
from kg.passages import Grade, judge
from kg.records.document import Document
from kg.records.index import Known
from kg.records.passages import Written, is_source, passages, sources
from kg.records.project import Project
from kg.records.texts import attached_text, text_file
from kg.text import Span, composed, digest, paragraphs

_WORDS = 4


def check_passages(document: Document, known: Known, project: Project) -> None:
    """Report every passage that is not anchored, lies outside its text, or is not in its text."""
    own, found = sources([document]), list(passages([document]))
    there = {name for name, source in known.sources.items() if is_source(source)}
    wanted = {*own} | {name for name, _ in found if name in there}
    texts = {name: attached_text(project.folder, name) for name in sorted(wanted)}
    for name, text in texts.items():
        if text is not None and _facts(name, own, known).get("digest") not in (None, digest(text)):
            if name in own:
                _other_text(own[name], name, project)
            texts[name] = None
    for name, passage in found:
        if _anchored(passage, name) and name in wanted:
            facts = _facts(name, own, known)
            text = texts[name]
            if _inside(passage, facts.get("length"), name) and text is not None:
                _compare(passage, name, text)


def _facts(name: str, own: Mapping[str, Written], known: Known) -> Mapping[str, object]:
    """Return what a source says of its text: its digest and its length."""
    return own[name].node if name in own else known.sources[name]


def _other_text(source: Written, name: str, project: Project) -> None:
    """Warn: the copy may be another edition; `kg attach` tells which passages it still holds."""
    path = text_file(project.folder, name)
    mark = source.document.mark((*source.route, "digest"))
    what = f"the copy {path.relative_to(project.folder)} is not the text that was encoded"
    cure = f"see which passages it holds: kg attach {name} {path}"
    finding = Finding(source.document.file, mark, Severity.WARNING, "digest", what, cure)
    source.document.findings.append(finding)


def _anchored(passage: Written, name: str) -> bool:
    document, route, node, _ = passage
    for key in ("first", "last"):
        words = node.get(key)
        if isinstance(words, str) and len(words.split()) > _WORDS:
            what = f"{key} holds more than {_WORDS} words of the article"
            document.report((*route, key), "too-many-words", what, "keep the fewest that are clear")
    if isinstance(node.get("start"), int) and isinstance(node.get("end"), int) and "digest" in node:
        return True
    cure = f"attach its text, then freeze them: kg anchor {name}"
    document.report(route, "not-anchored", "the passage has no offsets and digest yet", cure)
    return False


def _inside(passage: Written, length: object, name: str) -> bool:
    document, route, _, _ = passage
    span = _span(passage)
    if span.start < span.end and not (isinstance(length, int) and span.end > length):
        return True
    what = f"the passage {span.start}-{span.end} lies outside its text (0-{length})"
    document.report((*route, "start"), "outside", what, f"compute it again: kg anchor {name}")
    return False


def _span(passage: Written) -> Span:
    start, end = passage.node["start"], passage.node["end"]
    return Span(start if isinstance(start, int) else 0, end if isinstance(end, int) else 0)


def _compare(passage: Written, name: str, text: str) -> None:
    document, route, node, _ = passage
    span = _span(passage)
    first, last = (composed(str(node.get(key))) for key in ("first", "last"))
    found = text[span.start : span.end]
    number, within = node.get("paragraph"), paragraphs(text)
    again = f"compute it again: kg anchor {name}"
    if judge(text, span, str(node["digest"]), first).grade is not Grade.VERIFIED:
        what = "the text at this place is not the passage that was anchored"
        document.report((*route, "digest"), "digest", what, again)
    elif not (found.startswith(first) and found.endswith(last)):
        what = "the passage does not begin and end with the words given"
        document.report(route, "anchor-words", what, f"correct `first` and `last`; {again}")
    elif not isinstance(number, int) or not any(
        place.start <= span.start < place.end for place in within[number - 1 : number]
    ):
        what = f"the passage does not begin in paragraph {number}"
        document.report((*route, "paragraph"), "outside", what, f"correct it; {again}")
