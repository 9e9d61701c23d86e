"""The clauses of a query: what stands in braces or brackets, in which order, and after what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.query.slip import Slip, at
from kg.sparql import Token

_RANKS: Final = {"WHERE": 0, "GROUP": 1, "HAVING": 2, "ORDER": 3, "LIMIT": 4, "OFFSET": 4}
_AGGREGATES: Final = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_NAMED: Final = "(COUNT(?thing) AS ?number)"
_TERMS: Final = {"variable", "iri", "name", "string", "number"}
_GROUPED: Final = {"OPTIONAL", "MINUS", "UNION", "EXISTS"}
_CONDITIONS: Final = {"FILTER": "FILTER(?n > 5)", "HAVING": "HAVING(COUNT(?thing) > 5)"}


def clauses(found: Sequence[Token]) -> Iterator[Slip]:
    """Yield what is wrong with the clauses, from the front; tokens without space and comment."""
    yield from _without_braces(found)
    yield from _head(found)
    yield from _behind(found)
    for place, token in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        slip = _opens(found, place, token, after) or _follows(token, before, after)
        if slip is not None:
            yield slip
    yield from _runs(found)


def _without_braces(found: Sequence[Token]) -> Iterator[Slip]:
    form = next((t for t in found if t.text.upper() in {"SELECT", "ASK", "CONSTRUCT"}), None)
    if form is not None and not any(token.text == "{" for token in found):
        yield at(form, "the pattern stands in braces", f"{form.text.upper()} … WHERE {{ … }}")


def _head(found: Sequence[Token]) -> Iterator[Slip]:
    """Yield what is wrong between the first SELECT and its pattern."""
    first = next((n for n, token in enumerate(found) if token.text.upper() == "SELECT"), None)
    depth = opened = 0
    named = False
    for place, token in enumerate(found[first + 1 :] if first is not None else (), 1):
        after = found[(first or 0) + place + 1 : (first or 0) + place + 2]
        if token.text == "{" or token.text.upper() == "FROM":
            return
        if depth == 0 and token.text == ",":
            yield at(token, "what a SELECT gives is parted by spaces", "take the comma out")
        if depth == 0 and token.text.upper() in _AGGREGATES and after and after[0].text == "(":
            yield at(token, "what is worked out stands in brackets, with a name", f"{_NAMED}")
        if token.text == "(":
            depth += 1
            if depth == 1:
                opened, named = place, False
        named = named or token.text.upper() == "AS"
        if token.text == ")":
            depth -= 1
            if depth == 0 and not named:
                yield _nameless(found, (first or 0) + opened, place - opened)


def _nameless(found: Sequence[Token], place: int, length: int) -> Slip:
    start = found[place]
    if length == 2:  # noqa: PLR2004
        return at(start, "a variable alone stands without brackets", found[place + 1].text)
    return at(start, "what is worked out needs a name", f"AS and a variable: {_NAMED}")


def _behind(found: Sequence[Token]) -> Iterator[Slip]:
    """Yield clauses behind the pattern that stand in the wrong order, or twice."""
    depth = 0
    closed = False
    last: Token | None = None
    template = any(token.text.upper() == "CONSTRUCT" for token in found)
    for token in found:
        depth += (token.text in {"{", "("}) - (token.text in {"}", ")"})
        closed = closed or (token.text == "}" and depth == 0)
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        if depth == 0 and token.text == ";":
            yield at(token, "nothing stands between the clauses", "take the ; out")
        if not closed or word not in _RANKS:
            continue
        if word == "WHERE" and template:
            continue
        if word == "WHERE":
            yield at(token, "the pattern is there already", "put conditions into its braces")
        elif last is not None and last.text.upper() == word:
            yield at(token, f"{word} is there twice", "keep one")
        elif last is not None and _RANKS[last.text.upper()] > _RANKS[word]:
            what = f"{word} stands before {last.text.upper()}"
            yield at(token, what, "the order is: GROUP BY, HAVING, ORDER BY, LIMIT")
        last = token


def _opens(found: Sequence[Token], place: int, token: Token, after: Token | None) -> Slip | None:
    """Return what is wrong with a word behind which a brace or a bracket must open."""
    word = token.text.upper() if token.kind == "word" else ""
    following = after.text if after is not None else ""
    if word in _GROUPED and following != "{":
        return at(after or token, f"behind {word} stands a group", f"{word} {{ … }}")
    if word == "GRAPH" and [t.text for t in found[place + 2 : place + 3]] != ["{"]:
        return at(token, "GRAPH takes a name and a group", "GRAPH ?claim { … }")
    valued = word == "VALUES" and after is not None and after.kind == "variable"
    if valued and [t.text for t in found[place + 2 : place + 3]] != ["{"]:
        return at(token, "the values stand in braces", f"VALUES {following} {{ :a :b }}")
    if word in _CONDITIONS and after is not None and after.kind in _TERMS - {"iri", "name"}:
        return at(after, f"behind {word} stands a condition in brackets", _CONDITIONS[word])
    if word == "CONSTRUCT" and following != "{" and following.upper() not in {"WHERE", "FROM"}:
        return at(after or token, "the triples stand in braces", "CONSTRUCT { … } WHERE { … }")
    return None


def _follows(token: Token, before: Token | None, after: Token | None) -> Slip | None:
    """Return what is wrong with a word or sign by what stands next to it."""
    word = token.text.upper() if token.kind == "word" else ""
    following = after.text.upper() if after is not None else ""
    if word in {"ORDER", "GROUP"} and following != "BY":
        return at(token, f"behind {word} stands BY", f"{word} BY ?thing")
    if word in {"ASC", "DESC"} and following != "(":
        return at(token, f"{word} stands before its variable", f"ORDER BY {word}(?thing)")
    if word in {"LIMIT", "OFFSET"} and (after is None or after.kind not in {"number", "variable"}):
        return at(after or token, f"{word} takes a whole number", f"{word} 10")
    return _precedes(token, before, after) if before is not None else None


def _precedes(token: Token, before: Token, after: Token | None) -> Slip | None:
    """Return what is wrong with a word or sign by what stands before it."""
    word = token.text.upper() if token.kind == "word" else ""
    exists = word == "NOT" and after is not None and after.text.upper() == "EXISTS"
    if exists and (before.kind in _TERMS or before.text in {".", "}", "{"}):
        return at(token, "NOT EXISTS stands in a FILTER", "FILTER NOT EXISTS { … }; or MINUS { … }")
    if word == "UNION" and before.text != "}":
        return at(token, "both sides of UNION stand in braces", "{ … } UNION { … }")
    if token.text == "a" and before.text in {"{", "."}:
        return at(token, "the subject is missing", "?thing a kg:Pledge")
    glued = before.kind == "name" and before.start + len(before.text) == token.start
    if token.text == "^" and glued:
        return at(token, "^ stands before its property", f"^{before.text}")
    return None


def _runs(found: Sequence[Token]) -> Iterator[Slip]:
    """Yield the term with which a pattern goes on too long: a dot, or another sign, is missing."""
    run: list[Token] = []
    opening = ""
    depth = 0
    listing = False
    for place, token in enumerate(found):
        depth += (token.text == "(") - (token.text == ")")
        term = token.kind in _TERMS or token.text in {"a", "true", "false"}
        listing = (listing or token.text.upper() == "VALUES") and token.text != "}"
        if not term or depth > 0 or listing:
            run, opening = [], token.text
            continue
        run.append(token)
        most = {";": 2, ",": 1, "{": 3, ".": 3, "}": 3}.get(opening)
        if most is not None and len(run) > most:
            yield _too_long(found, place, run, opening)
            return


def _too_long(found: Sequence[Token], place: int, run: Sequence[Token], opening: str) -> Slip:
    after = found[place + 1].text if place + 1 < len(found) else ""
    if after in {">", "<", "=", "!"}:
        return at(run[-1], "a condition stands in a FILTER", "FILTER(?n > 5)")
    if opening == ";":
        cure = f"take {run[0].text} out, or put a dot for the ;"
        return at(run[0], "behind ; the subject is not said again", cure)
    if opening == ",":
        return at(run[0], "behind , stands another object", "before another property stands ;")
    if run[-1].kind in {"string", "number"}:
        return at(run[-1], "the pattern has its object already", "part several by commas")
    return at(run[-1], "the pattern before this has no end", "put a dot before it")
