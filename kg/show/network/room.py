"""Room on a page: every claim keeps its place and speakers; wordings are held while they fit."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from kg.show.frame.visible import Json
from kg.show.network.packed import columns, packed

# What a card reads of a claim besides who says it, how surely, and where: the bulk of a page.
_WORDINGS: Final = ("text", "first", "last", "notes", "passage")
_BARE: Final = {"text": "", "first": "", "last": "", "notes": [], "passage": ""}
_KILOBYTE: Final = 1024


def fitted(data: Json, kilobytes: int) -> Json:
    """Return a page's data packed, with the wordings of as many claims as there is room for.

    Room goes to the claims of the best linked things first. A claim whose wording is left out has
    `worded` false and still names its id, kind, certainty, speakers, article and place; the page
    says how to read it. With room for everything, nothing is left out.
    """
    slim = _without_repeats(data)
    claims = slim["claims"]
    # Claims are packed up to three times, all else is made columns once.
    rest = {key: value if key == "claims" else columns(value) for key, value in slim.items()}
    whole = packed({**rest, "claims": [{**claim, "worded": True} for claim in claims]})
    if len(whole["packed"]) <= kilobytes * _KILOBYTE:
        return whole
    bare = [{**claim, **_emptied(claim), "worded": False} for claim in claims]
    left = kilobytes * _KILOBYTE - len(packed({**rest, "claims": bare})["packed"])
    for number in _first(data, max(0, left)):
        bare[number] = {**claims[number], "worded": True}
    return packed({**rest, "claims": bare})


def _without_repeats(data: Json) -> Json:
    """Return data without what the page can tell from the rest; `model.js` fills it in again.

    A speaker who is drawn is named by its number alone. A thing whose claims hold all those of
    its links (`linked`) lists only the others.
    """
    labels = [node["label"] for node in data["nodes"]]
    on_links: list[set[int]] = [set() for _ in labels]
    for edge in data["edges"]:
        found = {number for said in edge["said"] for number in said["claims"]}
        on_links[edge["from"]] |= found
        on_links[edge["to"]] |= found

    def node(one: Json, links: set[int]) -> Json:
        linked = links.issubset(one["claims"])
        rest = [number for number in one["claims"] if number not in links]
        return {**one, "linked": linked, "claims": rest if linked else one["claims"]}

    def step(one: Json) -> Json:
        drawn = one["node"] >= 0 and labels[one["node"]] == one["who"]
        return {**one, "who": ""} if drawn else one

    nodes = [node(one, links) for one, links in zip(data["nodes"], on_links, strict=True)]
    claims = [{**claim, "chain": [step(one) for one in claim["chain"]]} for claim in data["claims"]]
    return {**data, "nodes": nodes, "claims": claims}


def _emptied(claim: Json) -> dict[str, Any]:
    return {key: empty for key, empty in _BARE.items() if key in claim}


def _first(data: Json, room: int) -> Iterator[int]:
    """Give the claims whose wordings fill the room, those of the best linked things first."""
    claims = data["claims"]
    texts = [msgspec.json.encode([claim.get(key) for key in _WORDINGS]) for claim in claims]
    # What a character of these texts weighs once they are compressed and in base64 (4 for 3); a
    # part of them, with gaps between, compresses worse than all.
    weight = 1.35 * len(gzip.compress(b"".join(texts))) / max(1, sum(map(len, texts))) * 4 / 3
    wanted = dict.fromkeys(number for node in data["nodes"] for number in node["claims"])
    left = float(room)
    for number in [*wanted, *(n for n in range(len(claims)) if n not in wanted)]:
        left -= len(texts[number]) * weight
        if left < 0:
            return
        yield number
