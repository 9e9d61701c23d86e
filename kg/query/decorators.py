"""The `#+` lines of a .rq file (grlc): what the query is for, what it wants to be told, an example.

They are YAML. One that is misspelt is a finding with its line, never a query that vanishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.findings import Finding
from kg.query.declared import TYPES, Declaration
from kg.records.document import Document, Node, Route, Value
from kg.records.yaml import read_yaml
from kg.sparql import tokens
from kg.words import suggestion

_TEXTS: Final = ("summary", "question", "description")
_OURS: Final = (*_TEXTS, "tags", "parameters", "params", "columns", "example")
# grlc's own, which say how its server shows a query; they are accepted, and have no effect here.
_GRLC: Final = (
    "endpoint", "endpoint-method", "endpoint_in_url", "method", "pagination", "defaults",
    "enumerate", "transform", "mime", "title", "licence", "license", "contact", "auth",
)  # fmt: skip
_OF_PARAMETER: Final = ("name", "type", "label", "default", "choices", "optional")
_SCALARS = (str, int, bool, type(None))


@dataclass(frozen=True)
class Decorators:
    """What a query's decorators say; empty where they say nothing."""

    summary: str = ""
    question: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Declaration, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)


def read_decorators(file: Path, text: str) -> tuple[Decorators, list[Finding]]:
    """Return a query's decorators, and a finding for each that is wrong or unknown."""
    lines = [f"  {line[2:]}" if line.startswith("#+") else "" for line in text.split("\n")]
    document = read_yaml(file, "\n".join(lines))
    if document.value is None:
        return Decorators(), document.findings
    if not isinstance(document.value, dict):
        what = "decorators are names and values"
        document.report((), "not-a-decorator", what, "for example: #+ summary: Who pledged what")
        return Decorators(), document.findings
    read = _Reading(document, document.value, text)
    return read.decorators(), document.findings


class _Reading:
    def __init__(self, document: Document, node: Node, text: str) -> None:
        self.document = document
        self.node = node
        self.variables = {token.text[1:] for token in tokens(text) if token.kind == "variable"}

    def decorators(self) -> Decorators:
        for name in self.node:
            if name not in (*_OURS, *_GRLC):
                cure = suggestion(name, [*_OURS, *_GRLC]) or f"known: {', '.join(_OURS)}"
                self._report((name,), "unknown-decorator", f"unknown decorator {name!r}", cure)
        return Decorators(
            **{name: self._text((name,), self.node.get(name)) for name in _TEXTS},
            tags=tuple(self._texts("tags")),
            parameters=tuple(self._parameters()),
            columns=self._columns(),
            example=self._mapping("example"),
        )

    def _report(self, route: Route, code: str, what: str, cure: str = "") -> None:
        self.document.report(route, code, what, cure, key=isinstance(route[-1], str))

    def _text(self, route: Route, value: Value) -> str:
        if value is None or isinstance(value, list | dict):
            if value is not None:
                self._report(route, "wrong-type", f"{route[-1]} must be a text")
            return ""
        return str(value).strip() if not isinstance(value, bool) else str(value).lower()

    def _texts(self, name: str) -> Iterable[str]:
        value = self.node.get(name)
        items = value if isinstance(value, list) else [value] if value is not None else []
        return (self._text((name, place), item) for place, item in enumerate(items))

    def _mapping(self, name: str) -> dict[str, str]:
        value = self.node.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._report((name,), "wrong-type", f"{name} must be names and values")
            return {}
        return {key: self._text((name, key), item) for key, item in value.items()}

    def _columns(self) -> dict[str, str]:
        columns = self._mapping("columns")
        for name in columns:
            self._occurs(("columns", name), name)
        return columns

    def _parameters(self) -> Iterable[Declaration]:
        for name in ("parameters", "params"):
            for route, key, node in self._entries(name):
                yield self._declaration(route, key, node)
        yield from self._grlc()

    def _entries(self, name: str) -> Iterable[tuple[Route, str, Node]]:
        """Yield each parameter, whether written as `name: {…}` or as a list of `{name: …}`."""
        value = self.node.get(name)
        listed: list[tuple[Route, str, Value]] = []
        if isinstance(value, dict):
            listed = [((name, key), key, item) for key, item in value.items()]
        elif isinstance(value, list):
            listed = [((name, at), self._named((name, at), x), x) for at, x in enumerate(value)]
        elif value is not None:
            self._report((name,), "wrong-type", f"{name} must be parameters by their names")
        for route, key, item in listed:
            if isinstance(item, dict):
                yield route, key, item
            else:
                what = f"the parameter {key!r} must be described by type, label …"
                self.document.report(route, "wrong-type", what, f"one of: {', '.join(TYPES)}")

    def _named(self, route: Route, item: Value) -> str:
        return self._text((*route, "name"), item.get("name")) if isinstance(item, dict) else ""

    def _declaration(self, route: Route, name: str, node: Node) -> Declaration:
        for key in node:
            if key not in _OF_PARAMETER:
                cure = suggestion(key, _OF_PARAMETER) or f"known: {', '.join(_OF_PARAMETER)}"
                self._report((*route, key), "unknown-key", f"unknown key {key!r}", cure)
        kind = node.get("type")
        if kind is not None and kind not in TYPES:
            cure = suggestion(str(kind), TYPES) or f"one of: {', '.join(TYPES)}"
            self.document.report((*route, "type"), "unknown-type", f"unknown type {kind!r}", cure)
            kind = None
        self._occurs(route, name)
        default, optional = node.get("default"), node.get("optional")
        return Declaration(
            name,
            type=str(kind) if kind is not None else None,
            label=self._text((*route, "label"), node.get("label")),
            default=None if default is None else self._text((*route, "default"), default),
            choices=self._choices((*route, "choices"), node.get("choices")),
            optional=optional if isinstance(optional, bool) else None,
        )

    def _choices(self, route: Route, value: Value) -> tuple[str, ...] | str:
        if isinstance(value, list):
            return tuple(self._text((*route, place), item) for place, item in enumerate(value))
        return self._text(route, value)

    def _occurs(self, route: Route, name: str) -> None:
        plain = {variable.lstrip("_") for variable in self.variables}
        if not any(item == name or item.startswith(f"{name}_") for item in plain):
            heads = {item.partition("_")[0] for item in plain}
            cure = suggestion(name, plain | heads) or f"the query has no ?{name} or ?_{name}"
            self._report(route, "no-such-variable", f"{name!r} is no variable of this query", cure)

    def _grlc(self) -> Iterable[Declaration]:
        """Yield what grlc's own decorators say of parameters: a default, and values to choose from.

        grlc lists values only to help; a default that is not among them can be chosen as well.
        """
        defaults = {
            name: str(value)
            for name, value in self._by_name("defaults")
            if isinstance(value, _SCALARS)
        }
        listed = {
            name: tuple(str(item) for item in value if isinstance(item, _SCALARS))
            for name, value in self._by_name("enumerate")
            if isinstance(value, list)
        }
        for name in {**defaults, **listed}:
            default, choices = defaults.get(name), listed.get(name, ())
            if default is not None and choices and default not in choices:
                choices = (default, *choices)
            yield Declaration(name, default=default, choices=choices)

    def _by_name(self, name: str) -> Iterable[tuple[str, Value]]:
        value = self.node.get(name)
        for item in value if isinstance(value, list) else [value]:
            yield from (item if isinstance(item, dict) else {}).items()
