"""What an engine holds of ours: the manifests that `kg push` left, or a data set's description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.engine import Engine, Rows, Term
from kg.graph.manifest import Manifest

MANIFESTS: Final = "urn:claimgraph:manifest"
_HERE: Final = Path(__file__).parent


class Published(msgspec.Struct, frozen=True):
    """A graph on an engine: what is told of it, and the name of its default graph, if it has one.

    `stamp` changes whenever it is published anew. Of a graph that was loaded by hand neither
    prefixes nor digest nor counts are known, and there is no stamp.
    """

    manifest: Manifest
    default: str
    stamp: str = ""


def told(manifest: Manifest, default: str, stamp: str) -> Published:
    """Return what is told of a graph where it is published: nothing of the store it comes from."""
    bare = msgspec.structs.replace(manifest, store="", files={}, search={}, inputs={})
    return Published(bare, default, stamp)


def written(published: Published) -> str:
    """Return what is told of a published graph, as the text that stands in the engine."""
    return msgspec.json.encode(published, order="sorted").decode()


def published(engine: Engine, url: str) -> list[Published]:
    """Return the graphs that an engine holds.

    Raises:
        InputError: it cannot answer, or a manifest in it is damaged.
    """
    found = [_read(text, url) for _, text in _ask(engine, "manifests.rq")]
    if found:
        return found
    named = [_described(*row) for row in _ask(engine, "named.rq")]
    return named or [_described(*row) for row in _ask(engine, "unnamed.rq")]


def _read(text: Term | None, url: str) -> Published:
    try:
        return msgspec.json.decode(text.value if text is not None else "", type=Published)
    except msgspec.DecodeError as fault:
        raise InputError(
            f"the manifest of the graph at {url} cannot be read: {fault}",
            "publish the graph again: kg push",
        ) from fault


def _described(dataset: Term | None, title: Term | None, default: Term | None = None) -> Published:
    name = title if isinstance(title, ox.Literal) else ox.Literal("")
    manifest = Manifest(
        title=name.value,
        base=dataset.value if dataset is not None else "",
        language=name.language or "en",
        prefixes={}, store="", digest="", counts={}, inputs={}, versions={},
    )  # fmt: skip
    return Published(manifest, default.value if default is not None else "")


def _ask(engine: Engine, name: str) -> Iterator[tuple[Term | None, ...]]:
    answer = engine.query((_HERE / name).read_text("utf-8"))
    if isinstance(answer, Rows):
        yield from answer
