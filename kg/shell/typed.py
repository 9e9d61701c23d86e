"""What is typed: when it is whole, and where one query of a script ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.query.anatomy.read import significant
from kg.sparql import Token

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
STARTS: Final = (*FORMS, "PREFIX", "BASE")
_OPENING: Final = {"{": "}", "(": ")", "[": "]"}


def whole(text: str) -> bool:
    """Tell whether a text can be run as it is: a command, a name, or a query that is closed.

    What is no query at all counts as whole, so that it is told what is wrong with it.
    """
    if text.lstrip().startswith("."):
        return balanced(significant(_behind_command(text)))
    found = significant(text)
    if not found or not balanced(found):
        return False
    if found[0].text.upper() not in STARTS:
        return True
    if found[-1].text.upper() in {"DESCRIBE", "WHERE"}:
        return False
    if any(token.kind == "word" and token.text.upper() == "DESCRIBE" for token in found):
        return True
    return any(token.text == "}" for token in found) and not _template_only(found)


def balanced(found: Iterable[Token]) -> bool:
    """Tell whether every bracket and every text is closed; one that closes nothing is an error."""
    opened: list[str] = []
    for token in found:
        if token.kind != "sign":
            continue
        if token.text in {'"', "'"}:
            return False
        if token.text in _OPENING:
            opened.append(_OPENING[token.text])
        elif token.text in _OPENING.values() and (not opened or opened.pop() != token.text):
            return True
    return not opened


def _template_only(found: list[Token]) -> bool:
    """Tell whether a CONSTRUCT has its template and not yet its pattern."""
    texts = [token.text.upper() for token in found]
    if "CONSTRUCT" not in texts:
        return False
    place = texts.index("CONSTRUCT")
    template = texts[place + 1 : place + 2] == ["{"]
    return template and texts[place:].count("WHERE") == 0 and _groups(texts[place:]) < 2  # noqa: PLR2004


def _groups(texts: list[str]) -> int:
    depth = groups = 0
    for text in texts:
        groups += text == "{" and depth == 0
        depth += (text == "{") - (text == "}")
    return groups


def _behind_command(text: str) -> str:
    return text.strip().partition(" ")[2]


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield what a script asks, one command or query after another.

    A query ends where it is whole and a blank line, a command or another query follows.
    """
    held: list[str] = []
    for line in lines:
        word = line.split(maxsplit=1)[0].upper() if line.strip() else ""
        next_one = not word or word.startswith(".") or word.rstrip("{") in STARTS
        if held and next_one and whole("\n".join(held)):
            yield "\n".join(held)
            held = []
        if word or held:
            held.append(line.rstrip("\n"))
        if held and held[0].lstrip().startswith(".") and whole("\n".join(held)):
            yield "\n".join(held)
            held = []
    if "".join(held).strip():
        yield "\n".join(held)
