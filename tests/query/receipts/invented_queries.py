"""SELECT queries made at random over the invented claims: every part of SPARQL 1.1 by turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.query.receipts.invented_claims import EDGES, FIGURE, THINGS

_NAMES = ("a", "b", "c", "d")
_AGGREGATES = ("COUNT(*)", "COUNT(?{0})", "COUNT(DISTINCT ?{0})", "SUM(?{0})", "MIN(?{0})",
               "MAX(?{0})", "AVG(?{0})")  # fmt: skip
_ON_ABSENCE = {"optional", "exists", "minus", "inner aggregate", "inner slice"}


@dataclass
class Query:
    """A query in its pieces; `parts` are the kinds of parts that it is made of."""

    head: str
    distinct: bool
    datasets: str
    where: str
    behind: str
    sliced: str
    parts: set[str]

    def text(self) -> str:
        """Return the query as it is asked."""
        return f"{self.whole()} {self.sliced}"

    def whole(self) -> str:
        """Return the query without LIMIT and OFFSET."""
        return self._said("DISTINCT " * self.distinct)

    def every(self) -> str:
        """Return the query without LIMIT, OFFSET and DISTINCT."""
        return self._said("")

    def counted(self) -> str:
        """Return an aggregate with the number of solutions of each group as one more column."""
        return self.every().replace("SELECT ", "SELECT (COUNT(*) AS ?solutions) ", 1)

    def _said(self, distinct: str) -> str:
        return (
            f"SELECT {distinct}{self.head} {self.datasets} WHERE {{ {self.where} }} {self.behind}"
        )


def query(chance: Random) -> Query:
    """Return a query."""
    return _Maker(chance).query()


@dataclass
class _Maker:
    chance: Random
    parts: set[str] = field(default_factory=set)
    made: int = 0

    def fresh(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def query(self) -> Query:
        datasets = self.datasets() if self.likely(0.15) else ""
        where, names = self.group(3)
        head, behind = self.projected(names)
        distinct = self.likely(0.25)
        if distinct:
            self.parts.add("distinct")
        behind += self.ordered(names) if "aggregate" not in self.parts and self.likely(0.2) else ""
        sliced = f"LIMIT {self.chance.randint(1, 4)}" if self.likely(0.15) else ""
        if sliced and self.likely(0.3):
            sliced += " OFFSET 1"
        return Query(head, distinct, datasets, where, behind, sliced, self.parts)

    def datasets(self) -> str:
        self.parts.add("from")
        clauses = [f"FROM {self.claim()}" for _ in range(self.chance.randint(0, 3))]
        clauses += [f"FROM NAMED {self.claim()}" for _ in range(self.chance.randint(0, 2))]
        return " ".join(dict.fromkeys(clauses))

    def projected(self, names: set[str]) -> tuple[str, str]:
        """Return what is projected, and GROUP BY and HAVING if it is an aggregate."""
        known = sorted(names)
        if known and self.likely(0.25):
            self.parts.add("aggregate")
            return self.grouped(known)
        if self.likely(0.3) or not known:
            return "*", ""
        some = self.chance.sample(known, self.chance.randint(1, len(known)))
        head = " ".join(f"?{name}" for name in some)
        if self.likely(0.15):
            head += f" ({self.expression(known)} AS ?{self.fresh('x')})"
        return head, ""

    def grouped(self, known: list[str]) -> tuple[str, str]:
        keys = self.chance.sample(known, self.chance.randint(0, min(2, len(known))))
        shown = [f"?{key}" for key in keys if self.likely(0.8)]
        for _ in range(self.chance.randint(1, 2)):
            call = self.chance.choice(_AGGREGATES).format(self.chance.choice(known))
            shown.append(f"({call} AS ?{self.fresh('x')})")
        by = [f"?{key}" for key in keys]
        if not set(by) <= set(shown):
            self.parts.add("hidden key")
        if self.likely(0.15):
            self.parts.add("hidden key")
            by.append(f"({self.expression(known)} AS ?{self.fresh('x')})")
        behind = f" GROUP BY {' '.join(by)}" if by else ""
        if self.likely(0.25):
            sign = self.chance.choice((">", "<", ">="))
            behind += f" HAVING (COUNT(*) {sign} {self.chance.randint(1, 3)})"
        return " ".join(shown), behind

    def ordered(self, names: set[str]) -> str:
        if not names:
            return ""
        name = self.chance.choice(sorted(names))
        return self.chance.choice((f" ORDER BY ?{name}", f" ORDER BY DESC(?{name})"))

    def group(self, depth: int) -> tuple[str, set[str]]:
        """Return the text between two braces, and the variables it may bind."""
        names: set[str] = set()
        said = [self.triples(names)] if self.likely(0.9) else []
        kinds: list[Callable[[int, set[str]], str]] = [
            lambda _, found: self.triples(found), self.optional, self.union, self.values,
            self.in_graph, self.sub_select, self.exists, self.minus, self.bind, self.filter,
            self.optional, self.filter,
        ]  # fmt: skip
        for _ in range(self.chance.randint(0 if said else 1, 3 if depth == 3 else 1)):
            # MINUS on nothing removes nothing by SPARQL 1.1, but Oxigraph 0.5 lets it see outwards.
            made = self.chance.choice(
                kinds if depth and said else kinds[:6] if depth else kinds[:1]
            )
            said.append(made(depth - 1, names))
        return " ".join(said), names

    def optional(self, depth: int, names: set[str]) -> str:
        self.parts.add("optional")
        inner, found = self.group(depth)
        names |= found
        return f"OPTIONAL {{ {inner} }}"

    def union(self, depth: int, names: set[str]) -> str:
        self.parts.add("union")
        branches = [self.group(depth) for _ in range(self.chance.randint(1, 3))]
        for _, found in branches:
            names |= found
        return " UNION ".join(f"{{ {inner} }}" for inner, _ in branches)

    def filter(self, depth: int, names: set[str]) -> str:  # noqa: ARG002
        self.parts.add("filter")
        name = self.chance.choice(sorted(names) or list(_NAMES))
        other = self.chance.choice(_NAMES)
        return self.chance.choice((
            f"FILTER(bound(?{name}))", f"FILTER(!bound(?{name}))",
            f"FILTER(?{name} IN (:e0, :e1, 1, 2))", f"FILTER(?{name} NOT IN (:e0, 3))",
            f"FILTER(?{name} != ?{other})", f"FILTER(?{name} = ?{other})",
            f"FILTER(?{name} + 1 > 2)", f"FILTER(isIRI(?{name}) || ?{name} > 1)",
            f"FILTER(COALESCE(?{name}, :e0) = :e0)",
        ))  # fmt: skip

    def exists(self, depth: int, names: set[str]) -> str:
        self.parts.add("exists")
        inner, _ = self.tested(depth)
        name = self.chance.choice(sorted(names) or list(_NAMES))
        form = self.chance.choice((
            "FILTER EXISTS {{ {0} }}", "FILTER NOT EXISTS {{ {0} }}", "FILTER(!EXISTS {{ {0} }})",
            "FILTER(bound(?{1}) && EXISTS {{ {0} }})", "FILTER(?{1} = :e0 || EXISTS {{ {0} }})",
            "FILTER(?{1} = :e0 || NOT EXISTS {{ {0} }})", "FILTER(!(NOT EXISTS {{ {0} }}))",
            "BIND(EXISTS {{ {0} }} AS ?{2})",
        ))  # fmt: skip
        made = self.fresh("x")
        if form.startswith("BIND"):
            names.add(made)
        return form.format(inner, name, made)

    def minus(self, depth: int, names: set[str]) -> str:
        self.parts.add("minus")
        inner, found = self.tested(depth)
        if not found & names:
            return f"MINUS {{ ?{self.chance.choice(sorted(names) or _NAMES)} :p1 ?z }}"
        return f"MINUS {{ {inner} }}"

    def tested(self, depth: int) -> tuple[str, set[str]]:
        """Return a group that must or must not match; note what in it may rest on an absence."""
        before, self.parts = self.parts, set()
        inner, found = self.group(min(depth, 1))
        if self.parts & _ON_ABSENCE:
            before.add("absence in absence")
        self.parts |= before
        return inner, found

    def bind(self, depth: int, names: set[str]) -> str:  # noqa: ARG002
        self.parts.add("bind")
        made, value = self.fresh("x"), self.expression(sorted(names))
        names.add(made)
        return f"BIND({value} AS ?{made})"

    def expression(self, known: list[str]) -> str:
        name = self.chance.choice(known or list(_NAMES))
        return self.chance.choice((
            f"?{name}", f"?{name} + 1", f"bound(?{name})", f"STR(?{name})",
            f"IF(bound(?{name}), ?{name}, 0)", f"COALESCE(?{name}, 0)", "7",
        ))  # fmt: skip

    def values(self, depth: int, names: set[str]) -> str:  # noqa: ARG002
        self.parts.add("values")
        some = self.chance.sample(_NAMES, self.chance.randint(1, 2))
        names |= set(some)
        terms = [f":{thing}" for thing in THINGS] + ["1", "2", "UNDEF", "UNDEF"]
        rows = [
            f"({' '.join(self.chance.choice(terms) for _ in some)})"
            for _ in range(self.chance.randint(1, 3))
        ]
        return f"VALUES ({' '.join(f'?{name}' for name in some)}) {{ {' '.join(rows)} }}"

    def in_graph(self, depth: int, names: set[str]) -> str:
        self.parts.add("graph")
        inner, found = self.group(depth)
        names |= found
        if self.likely(0.3):
            return f"GRAPH {self.claim()} {{ {inner} }}"
        name = self.chance.choice(("g", "g", "h", "a"))
        names.add(name)
        return f"GRAPH ?{name} {{ {inner} }}"

    def claim(self) -> str:
        return f":c{self.chance.randint(0, 3)}"

    def sub_select(self, depth: int, names: set[str]) -> str:
        self.parts.add("sub-select")
        before = set(self.parts)
        self.parts.discard("aggregate")
        inner, found = self.group(depth)
        head, behind = self.projected(found)
        if "aggregate" in self.parts:
            self.parts.add("inner aggregate")
            self.parts.discard("aggregate")
        self.parts |= before
        distinct = "DISTINCT " if self.likely(0.3) else ""
        if distinct:
            self.parts.add("inner distinct")
        sliced = ""
        if self.likely(0.2):
            self.parts.add("inner slice")
            sliced = f"LIMIT {self.chance.randint(1, 2)}"
        if head == "*":
            names |= found
        else:
            shown = head.replace("(", " ").replace(")", " ").replace(",", " ").split()
            names |= {word[1:] for word in shown if word[:1] == "?"} & found
            names |= {word[1:] for word in shown if word[:2] == "?x"}
        return f"{{ SELECT {distinct}{head} {{ {inner} }} {behind} {sliced} }}"

    def triples(self, names: set[str]) -> str:
        blank = f"_:{self.fresh('b')}"
        said = [self.pattern(names, blank) for _ in range(self.chance.choice((1, 1, 1, 2, 2, 3)))]
        return " ".join(said)

    def pattern(self, names: set[str], blank: str) -> str:
        subject = self.end(names, blank, THINGS)
        if self.likely(0.1):
            inner = f"{self.verb(names)} {self.end(names, blank, THINGS)}"
            return f"{subject} {self.verb(names)} [ {inner} ] ."
        value = self.end(names, blank, (*THINGS, "n"))
        return f"{subject} {self.verb(names)} {value} ."

    def end(self, names: set[str], blank: str, things: tuple[str, ...]) -> str:
        if self.likely(0.1):
            return blank
        if self.likely(0.15):
            thing = self.chance.choice(things)
            return f":{thing}" if thing != "n" else str(self.chance.randint(1, 4))
        name = self.chance.choice(_NAMES)
        names.add(name)
        return f"?{name}"

    def verb(self, names: set[str]) -> str:
        if self.likely(0.08):
            name = self.chance.choice(("p", "q"))
            names.add(name)
            return f"?{name}"
        if self.likely(0.3):
            self.parts.add("path")
            return self.path(2)
        return f":{self.chance.choice((*EDGES, FIGURE))}" if self.likely(0.9) else "a"

    def path(self, depth: int) -> str:
        if not depth or self.likely(0.3):
            return f":{self.chance.choice((*EDGES, FIGURE))}"
        kind = self.chance.choice(("/", "|", "^", "+", "*", "?", "!"))
        if kind in "|!":
            self.parts.add("ways")
        if kind in "/|":
            return f"({self.path(depth - 1)}{kind}{self.path(depth - 1)})"
        if kind == "^":
            return f"^({self.path(depth - 1)})"
        if kind == "!":
            one, other = (f":{self.chance.choice(EDGES)}" for _ in range(2))
            return self.chance.choice((f"!{one}", f"!({one}|^{other})", f"!^{one}"))
        self.parts.add("ways")
        return f"({self.path(depth - 1)}){kind}"
