"""From the structure of a SELECT to its plan: scopes, marks, and what rests on an absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kg.query.receipts.lower import Lower, bound, variables
from kg.query.receipts.parts import (
    Bind,
    Element,
    Exists,
    Filter,
    Group,
    InGraph,
    Minus,
    Optional,
    Select,
    SubSelect,
    Triples,
    Union,
)
from kg.query.receipts.plan import (
    Apart,
    Choice,
    Inside,
    Look,
    Maybe,
    Names,
    Nested,
    Node,
    Part,
    Plain,
    Query,
)
from kg.query.receipts.texts import named, plainly, used
from kg.query.receipts.unsteady import hopeless, steady
from kg.sparql import tokens

_NOTHING: Final[Names] = frozenset()
_NEGATING: Final = {"EXISTS", "MINUS"}
_UNEXPLAINED: Final = "what EXISTS finds in GROUP BY, HAVING or an aggregate is not looked up"


def plan(select: Select, lower: Lower, *, nested: bool = False) -> Query:
    """Return the plan of a SELECT.

    Raises:
        ValueError: a part of it cannot be explained.
    """
    return _Planner(select, lower, nested=nested).query()


class _Planner:
    """Plans one SELECT; its sub-selects have planners of their own."""

    def __init__(self, select: Select, lower: Lower, *, nested: bool) -> None:
        self.select = select
        self.lower = lower
        computed = used(bind.text for bind in select.computed) + used([select.having])
        self.used = used([select.where.text, *(text for text, _ in select.group_by)])
        self.counted: Counter[str] = Counter()
        self.shown = {name for _, name in select.head} | used([select.order]).keys()
        self.alone = not (nested or select.aggregated)
        if select.aggregated:
            self.counted = computed
        else:
            self.used += computed
        if nested:
            self.used += Counter(name for _, name in select.head)

    def query(self) -> Query:
        select, part = self.select, self.part(self.select.where, _NOTHING)
        visible = frozenset(name for name in part.names if not name.startswith(self.lower.hidden))
        names = sorted(visible) if select.star else [name for _, name in select.head]
        keys = [(text, name or self.lower.fresh("k")) for text, name in select.group_by]
        return Query(
            names=tuple(names),
            part=part,
            computed=tuple(self.computed(part.names, keys)),
            values=select.values,
            order=select.order,
            distinct=select.distinct,
            aggregated=select.aggregated,
            sliced=select.sliced,
            text=plainly(select.where.text),
            keys=tuple(name for _, name in keys),
            again=self.again(keys),
            stable=steady(select, names),
            remarks=self.remarks(),
            hopeless=hopeless(select),
        )

    def computed(self, names: Names, keys: list[tuple[str, str]]) -> Iterator[Plain]:
        """Yield what is computed of each solution: the keys of groups, or the columns."""
        if not self.select.aggregated:
            for bind in self.select.computed:
                yield Plain(bind.text, tuple(self.looks(bind.exists, names)))
                names |= set(bind.names)
        for text, name in keys:
            if text[:1] not in {"?", "$"}:
                yield Plain(f"BIND{named(text, name)}")

    def again(self, keys: list[tuple[str, str]]) -> str:
        """Return the SELECT once more with every key of its groups among its columns.

        The keys are computed in the pattern: Oxigraph 0.5 refuses to project some that GROUP BY
        names with AS.
        """
        select = self.select
        own = {name for _, name in select.head}
        head = [text for text, _ in select.head] + [f"?{key}" for _, key in keys if key not in own]
        binds = (node.text for node in self.computed(_NOTHING, keys))
        by = " ".join(f"?{key}" for _, key in keys)
        return (
            f"SELECT {' '.join(head)} WHERE {{ {{ {select.where.text}\n}} {' '.join(binds)} }} "
            f"GROUP BY {by} {select.having} {select.values}"
        )

    def remarks(self) -> tuple[str, ...]:
        select = self.select
        texts = [select.having, *(text for text, _ in select.group_by)]
        texts += [bind.text for bind in select.computed] if select.aggregated else []
        words = (token.text.upper() for text in texts for token in tokens(text))
        return (_UNEXPLAINED,) if "EXISTS" in words else ()

    def part(self, group: Group, seen: Names, around: Names = _NOTHING) -> Part:
        """Return the part of a group; `seen` are variables of the left side of its OPTIONAL.

        `around` are those that a group behind EXISTS sees of the solution it is tested for.
        """
        nodes: list[Node] = []
        names, sure, early = _NOTHING, _NOTHING, _NOTHING
        leading = True
        filters = [element for element in group.elements if isinstance(element, Filter)]
        for element in (e for e in group.elements if not isinstance(e, Filter)):
            for node in self.nodes(element, sure, names, around):
                nodes.append(node)
                may, must = _bound(node, element)
                leading = leading and not _decides(node, element)
                names, sure = names | may, sure | must
                early = early | must if leading else early
        for sieve in filters:
            looks = self.looks(sieve.exists, names | seen | around)
            nodes.append(Plain(sieve.text, tuple(looks)))
        return Part(tuple(nodes), names, sure, early, self.lower.fresh("m"))

    def nodes(  # noqa: PLR0911
        self, element: Element, sure: Names, before: Names, around: Names
    ) -> list[Node]:
        match element:
            case Triples():
                return self.lower.block(element)
            case Optional(group):
                return [self.maybe(group, sure, before, around)]
            case Union(groups):
                return [Choice(tuple(self.part(group, _NOTHING, around) for group in groups))]
            case InGraph(name, group):
                return [Inside(name, self.part(group, _NOTHING, around))]
            case Minus(group):
                return [Apart(group.text)]
            case SubSelect(select, text):
                query = plan(select, self.lower, nested=True)
                return [Nested(query, text, tuple(self.lower.fresh("c") for _ in query.names))]
            case Bind():
                return [Plain(element.text, tuple(self.looks(element.exists, before | around)))]
            case Filter():
                return []

    def maybe(self, group: Group, sure: Names, before: Names, around: Names) -> Maybe:
        part = self.part(group, before, around)
        within = used([group.text])
        own = part.names - sure
        shown = bool(own) if self.select.star else bool(own & self.shown)
        felt = any(self.used[name] > within[name] for name in own)
        felt = felt or (shown and any(token.text.upper() in _NEGATING for token in group.tokens))
        counted = any(self.counted[name] for name in own)
        needed = felt or shown or not self.alone
        return Maybe(part, plainly(group.text), needed, felt, counted)

    def looks(self, exists: Iterable[Exists], names: Names) -> Iterator[Look]:
        for group, held, absent, sure in exists:
            part = self.part(group, _NOTHING, names)
            seen = sorted(names & used([group.text]).keys())
            yield Look(part, tuple(seen), plainly(group.text), held, absent, sure)


def _bound(node: Node, element: Element) -> tuple[Names, Names]:
    """Return the variables that a node may bind, and those that it always binds."""
    match node, element:
        case Maybe(part), _:
            return part.names, _NOTHING
        case Inside(name, part), _:
            return part.names | variables(name), part.sure | variables(name)
        case Nested(query), _:
            return frozenset(query.names), _NOTHING
        case Plain(), Bind(text, names):
            always = text[:1] in "Vv" and "UNDEF" not in text.upper()
            return frozenset(names), frozenset(names if always else ())
        case _:
            return bound(node)


def _decides(node: Node, element: Element) -> bool:
    """Tell whether a node looks at what stands before it, so that no value may come earlier."""
    computes = isinstance(element, Bind) and element.text[:1] in "Bb"
    return isinstance(node, Maybe | Apart) or computes
