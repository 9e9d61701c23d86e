"""Networks for other programs: opened again by networkx, the csv reader and json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg
from kg.cli.export import export_command
from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.show.network.exchange import FORMATS, to_networkx, write_network
from kg.show.network.view import network
from tests.show.browser.test_hostile import HOSTILE

if TYPE_CHECKING:
    from tests.show.conftest import Maker


def written(graph: Graph, form: str) -> bytes:
    out = io.BytesIO()
    write_network(network(graph), graph, out, form)
    return out.getvalue()


def opened(content: bytes, form: str) -> list[dict[str, Any]]:
    """Return what another program reads of each edge: ends, label, claims."""
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    if form == "json":
        data = json.loads(content)
        read = nx.node_link_graph(data, edges="edges")
    else:
        read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form](
            io.BytesIO(content), **({"force_multigraph": True} if form == "graphml" else {})
        )
    return [{"source": s, "target": t, **about} for s, t, about in read.edges(data=True)]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_edge_comes_back_with_its_claims(small: Graph, form: str) -> None:
    made = to_networkx(network(small), small)
    read = opened(written(small, form), form)
    assert len(read) == made.number_of_edges()
    opposes = next(edge for edge in read if edge["label"] == "opposes")
    assert (opposes["source"], opposes["target"]) == ("cland", "shield")
    claims = opposes["claims"]
    assert (claims if isinstance(claims, list) else claims.split("; ")) == [
        "daily/c2", "weekly/c1",
    ]  # fmt: skip
    assert str(opposes["origins"]) == "2"
    assert str(opposes["weight"]).startswith("2")
    assert opposes["stance"] == "opposes"
    assert all(edge["claims"] for edge in read)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_network_gives_the_same_bytes(small: Graph, form: str) -> None:
    assert written(small, form) == written(small, form)
    assert b"lastmodifieddate" not in written(small, form)


def test_a_pledge_is_told_once(small: Graph) -> None:
    made = to_networkx(network(small), small)
    assert made.has_edge("gift", "aland")
    labels = [about["label"] for *_, about in made.edges(["aland"], data=True)]
    assert "€5 billion" not in labels


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_hostile_names_stay_names(make: Callable[..., Maker], form: str) -> None:
    maker = make(title=HOSTILE[0])
    maker.thing("paper", "Organization", "Paper")
    maker.source("daily", HOSTILE[3], "paper", "x" * 500)
    for number, text in enumerate((*HOSTILE, "￾a\U0001f994")):
        maker.thing(f"n{number}", "Person", text, text + " again")
        stance = {"type": "Stance", "holder": f"n{number}", "stance": "stance:supports"}
        stated = {f"s{number}": {**stance, "towards": "paper", "label": ox.Literal(text)}}
        maker.claim(f"daily/{number}", text, stated)
    read = opened(written(maker.graph(), form), form)
    assert len(read) == len(HOSTILE) + 1


def test_there_are_four_formats_of_networks(small: Graph) -> None:
    with pytest.raises(UsageError, match="one of: graphml, gexf, csv, json"):
        write_network(network(small), small, io.BytesIO(), "dot")


def run(*arguments: str | Path) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(export_command, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes, result.stderr


def test_the_ending_chooses_the_network_around_something(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "hungary.graphml"
    code, _, told = run("Hungary", "--depth", "2", "-p", corpus, "-o", file)
    assert code == 0
    graph = kg.open(corpus)
    around = network(graph, "hungary", depth=2, limit=1000)
    assert told == f"wrote {file} ({len(around.nodes)} things)\n"
    read = nx.read_graphml(file, force_multigraph=True)
    assert set(read.nodes) == {graph.id(node.iri) for node in around.nodes}


def test_a_querys_network_and_a_limit(corpus: Path) -> None:
    _, content, _ = run("--query", "stances", "-f", "csv", "--limit", "5", "-p", corpus)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert rows
    assert len({row[end] for row in rows for end in ("source", "target")}) <= 5


@pytest.mark.parametrize("words", [("uk",), ("--depth", "2"), ("uk", "-f", "turtle")])
def test_rdf_is_of_the_whole_graph(corpus: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="whole graph"):
        run(*words, "-p", corpus)


def test_json_ld_and_turtle_hold_what_n_quads_hold(corpus: Path, tmp_path: Path) -> None:
    for name in ("g.nq", "g.jsonld", "g.ttl"):
        run("-p", corpus, "-o", tmp_path / name)
    quads, linked = (set(ox.parse(path=str(tmp_path / n))) for n in ("g.nq", "g.jsonld"))
    assert quads == linked
    default = {quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert set(ox.parse(path=str(tmp_path / "g.ttl"))) == default
    again = run("-f", "jsonld", "-p", corpus)[1]
    assert again == (tmp_path / "g.jsonld").read_bytes()
