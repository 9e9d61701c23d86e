"""Why a query is not SPARQL, in our own words: line, column, caret and a hint.

The engine says where it could read no further. Most slips can be named better from the tokens: an
unknown prefix, a bracket left open, a misspelt word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.errors import UsageError
from kg.query.clauses import clauses
from kg.query.declared import prefixes
from kg.query.habits import habits
from kg.query.pointing import offset_of, pointed
from kg.query.slip import Slip, at
from kg.sparql import Token, tokens
from kg.words import suggestion

_WORDS: Final = frozenset(
    (
        "BASE", "PREFIX", "SELECT", "DISTINCT", "REDUCED", "CONSTRUCT", "DESCRIBE", "ASK",
        "FROM", "NAMED", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "ASC", "DESC", "LIMIT",
        "OFFSET", "VALUES", "UNDEF", "OPTIONAL", "GRAPH", "UNION", "FILTER", "BIND", "MINUS",
        "SERVICE", "SILENT", "AS", "IN", "NOT", "EXISTS", "COUNT", "SUM", "MIN", "MAX", "AVG",
        "SAMPLE", "GROUP_CONCAT", "SEPARATOR", "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND",
        "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN",
        "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE",
        "STRAFTER", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ",
        "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "COALESCE", "IF",
        "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC",
        "REGEX", "SUBSTR", "REPLACE", "TRUE", "FALSE", "TRIPLE", "SUBJECT", "PREDICATE",
        "OBJECT", "ISTRIPLE", "LATERAL", "ADJUST", "VERSION",
    )
)  # fmt: skip
# Behind every query, so that the engine, which tries a word by taking as many letters as it has,
# does not meet the end of the query first and tell that as the place of a fault.
ROOM: Final = "\n" + " " * 40
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SHORT: Final = 2
_PATTERN: Final = "a pattern is a subject, a predicate and an object; patterns are parted by dots"
_BEGIN: Final = "for example: SELECT * WHERE { ?thing a kg:Pledge }; kg queries lists saved ones"
_PAIRS: Final = {"}": "{", ")": "(", "]": "["}
_SPACED = re.compile(r"""<[^\s<>"{}|^`]+[ "{}|^`]+[^<>\n?$]*>""")
_PLACE = re.compile(r"(\d+):(\d+)")
_BARE = re.compile(r"\b(?!one\b|of\b)[A-Za-z][A-Za-z_0-9]+\b")
_EXPECTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_CALLED: Final = {
    "Prefix not found": "an unknown prefix",
    "IRI parsing failed": "this is not an IRI",
    "language tag parsing failed": "this is not a language tag",
}


def explain(query: str, message: str, known: Collection[str], lines_before: int = 0) -> UsageError:
    """Return what is wrong with a query that the engine refused with a message of its own.

    `known` are the prefixes that need no declaration.
    """
    found = [token for token in tokens(query) if token.kind not in {"space", "comment"}]
    slip = next(_slips(found, query, known), None) or _refused(query, found, message, lines_before)
    told = pointed(query, slip.start, slip.end, slip.what)
    return UsageError(f"this is not SPARQL 1.1: {told}", slip.cure)


def _slips(found: Sequence[Token], query: str, known: Collection[str]) -> Iterator[Slip]:
    if not found:
        yield Slip(0, 1, "the query is empty", "for example: SELECT * { ?thing a kg:Pledge }")
        return
    ours = {*known, *prefixes(found)}
    yield from _open_string(found)
    yield from _spaced_iri(found, query)
    yield from sorted(habits(found, ours))
    yield from _form(found)
    yield from _prefixes(found, ours)
    yield from _brackets(found)
    yield from _words(found)
    yield from clauses(found)


def _open_string(found: Sequence[Token]) -> Iterator[Slip]:
    for token in found:
        if token.kind == "sign" and token.text in {'"', "'"}:
            yield at(token, "this text is not closed", f"put a {token.text} at its end")


def _spaced_iri(found: Sequence[Token], query: str) -> Iterator[Slip]:
    for token in found:
        match = _SPACED.match(query, token.start) if token.text == "<" else None
        if match is not None:
            what = "an IRI holds no spaces, quotes or braces"
            yield Slip(match.start(), match.end(), what, "write a space as %20")


def _form(found: Sequence[Token]) -> Iterator[Slip]:
    first = 0
    while found[first].text.upper() in {"PREFIX", "BASE"} and first + 2 < len(found):
        length = 3 if found[first].text.upper() == "PREFIX" else 2
        iri = found[first + length - 1]
        if iri.kind != "iri":
            yield at(iri, "an IRI stands in angle brackets", "<https://…>")
        first = min(first + length, len(found) - 1)
    if found[first].text == ";":
        yield at(found[first], "nothing stands between PREFIX and the query", "take the ; out")
    if found[first].text.upper() not in _FORMS:
        cure = suggestion(found[first].text, _FORMS) or _BEGIN
        wanted = f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        yield at(found[first], wanted, cure)


def _prefixes(found: Sequence[Token], known: Collection[str]) -> Iterator[Slip]:
    for before, token in zip((None, *found), found, strict=False):
        prefix = token.text.partition(":")[0]
        declares = before is not None and before.text.upper() == "PREFIX"
        if token.kind == "name" and prefix not in known and prefix != "_" and not declares:
            cure = suggestion(prefix, known) or f"declare it: PREFIX {prefix}: <…>"
            yield at(token, f"the prefix {prefix}: is not known", cure)


def _brackets(found: Sequence[Token]) -> Iterator[Slip]:
    opened: list[Token] = []
    for token in found:
        if token.kind == "sign" and token.text in _PAIRS.values():
            opened.append(token)
        elif token.kind == "sign" and token.text in _PAIRS:
            if not opened or opened[-1].text != _PAIRS[token.text]:
                cure = f"take it out, or open it with {_PAIRS[token.text]}"
                if opened:
                    cure = f"the {opened[-1].text} before it is still open"
                yield at(token, f"this {token.text} closes nothing", cure)
                return
            opened.pop()
    if opened:
        wanted = next(close for close, start in _PAIRS.items() if start == opened[-1].text)
        what = f"this {opened[-1].text} is not closed"
        yield at(opened[-1], what, f"put a {wanted} where its part ends")


def _words(found: Sequence[Token]) -> Iterator[Slip]:
    for token in found:
        plain = token.kind == "word" and not token.text.startswith("@")
        if plain and token.text != "a" and token.text.upper() not in _WORDS:
            alike = [word for word in _WORDS if word[0] == token.text[0].upper()]
            close = suggestion(token.text.upper(), alike) if len(token.text) > _SHORT else ""
            name = token.text
            cure = close or f"?{name} is a variable, kg:{name} a word of the model, :{name} an id"
            yield at(token, f"SPARQL has no word {token.text!r}", cure)


def _refused(query: str, found: Sequence[Token], message: str, lines_before: int) -> Slip:
    """Return what the engine says, at the token where it stopped."""
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    offset = offset_of(query + ROOM, max(line - lines_before, 1), column)
    token = _stopped(found, offset, message)
    if "variable that is unbound" in message:
        what = "a variable of this SELECT is neither grouped nor counted"
        token = _ungrouped(found)
        return Slip(*_ends(token), what, "add it to GROUP BY, or use SAMPLE, MIN or COUNT")
    named = next((told for said, told in _CALLED.items() if said in message), "")
    expected = sorted(set(_EXPECTED.findall(message)))
    cure = f"here it could go on with: {' '.join(expected[:8])}" if expected else _PATTERN
    return Slip(*_ends(token), named or "the query cannot be read on from here", cure)


def _ungrouped(found: Sequence[Token]) -> Token:
    """Return the variable that the first SELECT gives and does not group, else that SELECT."""
    first = next(n for n, token in enumerate(found) if token.text.upper() == "SELECT")
    behind = [n for n, token in enumerate(found) if token.text.upper() == "GROUP"]
    grouped = {token.text[1:] for token in found[behind[-1] :]} if behind else set()
    depth = 0
    for token in found[first + 1 :]:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "{":
            break
        if depth == 0 and token.kind == "variable" and token.text[1:] not in grouped:
            return token
    return found[first]


def _stopped(found: Sequence[Token], offset: int, message: str) -> Token:
    """Return the token the engine stopped at; it gives the place behind the words it tried."""
    starts = {token.start: token for token in found}
    _, _, expected = message.partition("expected")
    words = _BARE.findall(re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", expected))
    here = [] if words and not re.search(r"[\[\"]", expected) else [0]
    for back in (*here, *sorted({len(word) for word in words})):
        if offset - back in starts:
            return starts[offset - back]
    return next((token for token in reversed(found) if token.start <= offset), found[0])


def _ends(token: Token) -> tuple[int, int]:
    return token.start, token.start + len(token.text)
