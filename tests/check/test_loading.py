"""Loading ends, and tells why, whichever side of the pipe fails first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from kg.check.loading import load, load_plain
from kg.check.said import said_in_store, said_in_trig
from kg.records.trig import NEXT, Block, Lines, trig

_MANY = 20_000
_SAID = ['<http://x/p> ">{<http://x/b>"', "<http://x/p> <http://x/b>"]
_A = f"<http://x/a> {NEXT.join(_SAID)}.\n".encode()
_LESS = f"<http://x/a> {_SAID[1]}.\n".encode()
_B = b"<http://x/b> <http://x/p> <http://x/a>.\n"


@pytest.fixture
def thread() -> Iterator[Executor]:
    """Give the thread that loads."""
    with ThreadPoolExecutor(1) as thread:
        yield thread


def test_what_is_stated_is_loaded_with_the_default_graph(thread: Executor) -> None:
    blocks = [Block(_LESS), Block(_A, b"<http://x/claim>")]
    store = ox.Store()
    load(store, [trig(blocks), trig(blocks)], thread)
    assert len(store) == 4
    graph = ox.NamedNode("http://x/claim")
    assert len(list(store.quads_for_pattern(None, None, None, graph))) == len(_SAID)


def test_what_is_not_loaded_is_found_in_the_file(thread: Executor) -> None:
    blocks = [
        Block(_A + _B, b"<http://x/claim>"),
        Block(_LESS, b"<http://x/other>"),
    ]
    stated, whole, plain = io.BytesIO(), ox.Store(), ox.Store()
    load(whole, [trig(blocks)], thread)
    load_plain(plain, [trig(blocks)], stated, thread)
    assert {quad.graph_name for quad in plain} == {ox.DefaultGraph()}
    for names in ({"a"}, {"b"}, {"a", "b"}, {"claim"}, set()):
        nodes = [ox.NamedNode(f"http://x/{name}") for name in names]
        found = set(said_in_trig(stated.getvalue().splitlines(keepends=True))(nodes))
        assert found == set(said_in_store(whole)(nodes))


def test_a_fault_in_the_records_ends_the_load(thread: Executor) -> None:
    def lines() -> Iterator[Lines]:
        yield Lines(b"<http://x/a> <http://x/p> <http://x/b> .\n" * _MANY, b"")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load(ox.Store(), lines(), thread)


def test_a_fault_of_the_engine_ends_the_load(thread: Executor) -> None:
    def lines() -> Iterator[Lines]:
        yield Lines(b"this is not TriG\n", b"")
        for _ in range(_MANY):
            yield Lines(b"<http://x/a> <http://x/p> <http://x/b> .\n", b"")

    with pytest.raises(SyntaxError):
        load(ox.Store(), lines(), thread)
