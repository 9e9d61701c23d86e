"""EXISTS and NOT EXISTS that hold a join of their own, which the engine makes for every row again.

Measured on Oxigraph 0.5.13 at 10,000 claims: 19 s, where MINUS takes 0.02 s. What is slow is a
pattern inside that shares no variable with the row it is asked for; the hop of a path is one too.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.anatomy.pattern import Pattern
from kg.query.anatomy.read import Read, end_of, significant
from kg.query.anatomy.scope import Names, Scene, hidden, outside, patterns, variables, visible
from kg.query.lint.advice import Advice, advice
from kg.query.lint.conditions import both
from kg.query.receipts.parts import Filter


def exists(made: Read, scene: Scene) -> Iterator[Advice]:
    """Yield advice on an EXISTS group."""
    if scene.kind != "exists" or scene.parent is None or not isinstance(scene.holder, Filter):
        return
    around = outside(made, scene)
    inner = list(patterns(made, scene.group))
    shared = visible(made, scene.group) & around
    loose = [p for p in inner if not p.variables & around]
    hops = [p for p in inner if _hops(p, around)]
    if not shared or not ((loose and len(inner) > 1) or hops):
        return
    conditions = list(both(made.inside(scene.holder)[1:]))
    plain = len(conditions) == 1 and conditions[0][0].start == made.tokens[_first(scene)].start
    plain = plain and conditions[0][-1].start == made.tokens[made.ranges[id(scene.group)][1]].start
    start, last = made.tokens[_first(scene)].start, made.tokens[scene.place]
    what = "{} joins patterns of its own, and the engine makes that join again for every row"
    yield advice(
        made,
        (start, end_of(last)),
        "slow-not-exists" if scene.absent else "slow-exists",
        what.format("NOT EXISTS" if scene.absent else "EXISTS"),
        *_cure(made, scene, shared, around, plain=plain),
    )


def _first(scene: Scene) -> int:
    return scene.place - scene.absent


def _hops(pattern: Pattern, around: Names) -> bool:
    """Tell whether a path has a hop in its middle, one side of which hangs on nothing."""
    depth = hops = 0
    for token in significant(pattern.verb.text) if pattern.verb.kind == "path" else ():
        depth += (token.text == "(") - (token.text == ")")
        hops += token.text == "/" and depth == 0
    ends = {pattern.subject.variable, pattern.object.variable}
    return hops > 0 and not ends <= around


def _cure(
    made: Read, scene: Scene, shared: Names, around: Names, *, plain: bool
) -> tuple[str, str]:
    """Return what to write instead, and the query with it where that means the same."""
    body = made.text(scene.group)
    seen = visible(made, scene.group)
    tests = variables(made.inside(scene.group)) - seen
    if scene.absent and plain and not tests & around:
        cure = "write MINUS { … } at the end of the group instead of FILTER NOT EXISTS { … }"
        return cure, _moved(made, scene, f"MINUS {{ {body} }}")
    names = " ".join(f"?{name}" for name in sorted(shared) if not hidden(name))
    if not scene.absent and plain and names and not tests & around:
        cure = f"write {{ SELECT DISTINCT {names} {{ … }} }} instead of FILTER EXISTS {{ … }}"
        return cure, _moved(made, scene, f"{{ SELECT DISTINCT {names} WHERE {{ {body} }} }}")
    return "ask it with OPTIONAL { … } before, and test here with BOUND(…)", ""


def _moved(made: Read, scene: Scene, text: str) -> str:
    """Return the query with the filter taken out and a text put at the end of its group."""
    if scene.holder is None or scene.parent is None:
        return ""
    start, end, between = made.removed(scene.holder)
    stop = max(made.span(scene.parent.group)[1], end)
    query = made.query
    return f"{query[:start]}{between}{query[end:stop]}\n{text} {query[stop:]}"
