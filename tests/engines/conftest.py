"""The founding corpus, published on an Oxigraph server and on Virtuoso, each started once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from tests.engines.servers import Server, credentials, oxigraph, virtuoso


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep copies of graphs out of the user's own folder."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("caches"))
    yield
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory, graph: kg.Graph) -> Iterator[Server]:
    """Return an Oxigraph server that holds the founding corpus."""
    server = oxigraph(tmp_path_factory.mktemp("oxigraph"))
    kg.push(graph, server.url)
    yield server
    server.kill()


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory, graph: kg.Graph) -> Iterator[Server]:
    """Return a Virtuoso server that holds the founding corpus."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    server = virtuoso(tmp_path_factory.mktemp("virtuoso"))
    with credentials():
        kg.push(graph, server.url)
    yield server
    server.kill()


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Return each of the servers in turn."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture(scope="session")
def remote(server: Server, corpus: Path) -> kg.Graph:
    """Return the founding corpus as each server gives it."""
    return kg.open(corpus, engine=server.url)
