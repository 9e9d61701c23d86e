"""The network page against its budgets, side by side with pyvis as shipped, in one run.

Usage: python benchmarks/pages [150 1000 5000 20000] [--alone]. Needs Chromium; takes
some minutes, most of them waiting for pyvis, which --alone leaves out. Times in milliseconds, on
whatever machine this is: read the ratios.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import measure
import shipped
import synthetic
from msgspec.structs import replace
from playwright.sync_api import Browser, sync_playwright

from kg.show.network.layout.places import positions
from kg.show.network.model import Network
from kg.show.network.page import page

_EDGES = {150: 300, 1_000: 1_800, 5_000: 8_600, 20_000: 34_000}
_PATIENCE = 60
_HEAD = f"{'':34}{'ready':>9}{'frames/s':>10}{'panel':>8}{'file KB':>9}{'layout s':>10}"


def laid_out(network: Network) -> tuple[Network, float]:
    """Return the network with places, and the seconds that they took."""
    start = time.process_time()
    placed = positions(
        [node.iri for node in network.nodes], [(edge.source, edge.target) for edge in network.edges]
    )
    took = time.process_time() - start
    nodes = tuple(replace(n, x=placed[n.iri][0], y=placed[n.iri][1]) for n in network.nodes)
    return replace(network, nodes=nodes), took


def row(name: str, ready: float, frames: float, panel: float, size: int, layout: float) -> None:
    """Print a line of the table; what is not measured is a dash."""
    cells = (
        f"{ready:9,.0f}",
        f"{frames:10.0f}",
        f"{panel:8.0f}",
        f"{size / 1024:9,.0f}",
        f"{layout:10.2f}",
    )
    shown = [f"{'–':>{len(cell)}}" if "nan" in cell or "inf" in cell else cell for cell in cells]
    print(f"{name:34}{''.join(shown)}", flush=True)


def ours(
    browser: Browser, network: Network, layout: float, folder: Path, renderer: str = "canvas"
) -> None:
    """Measure our own page."""
    file = folder / "page.html"
    file.write_text(page(network, synthetic.graph(), renderer=renderer), encoding="utf-8")
    nothing = replace(network, nodes=network.nodes[:1], edges=(), claims={})
    frame = len(page(nothing, synthetic.graph(), renderer=renderer))
    shown, ready = measure.opened(browser, file)
    frames = measure.panning(shown, "#canvas")
    panel = measure.answering(shown)
    row(f"  ours, {renderer}", ready, frames, panel, file.stat().st_size - frame, layout)
    shown.context.close()


def pyvis(browser: Browser, network: Network, folder: Path) -> None:
    """Measure pyvis as shipped, once its physics has come to rest."""
    file = folder / "pyvis.html"
    shipped.write(network, file)
    done = "network.once('stabilizationIterationsDone', () => { window.settled = true; });"
    html = file.read_text(encoding="utf-8").replace("return network;", f"{done} return network;")
    file.write_text(html, encoding="utf-8")
    shown, ready = measure.opened(browser, file, "window.settled === true", _PATIENCE)
    frames = float("nan") if ready == float("inf") else measure.panning(shown, "#mynetwork")
    nothing = float("nan")
    row("  pyvis as shipped", ready, frames, nothing, file.stat().st_size, nothing)
    shown.context.close()


def main(sizes: list[int], *, compare: bool) -> None:
    """Measure each size; with `compare`, pyvis's pages too."""
    print(_HEAD)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for size in sizes:
            edges = _EDGES.get(size, 2 * size)
            print(f"{size:,} things, {edges:,} lines")
            network, layout = laid_out(synthetic.network(size, edges))
            browser = measure.chromium(playwright)
            ours(browser, network, layout, Path(folder))
            if compare and size <= 5_000:
                ours(browser, network, layout, Path(folder), "pyvis")
            if compare and size <= 1_000:
                pyvis(browser, network, Path(folder))
            browser.close()


if __name__ == "__main__":
    asked = sys.argv[1:]
    sizes = [int(size) for size in asked if size.isdigit()]
    main(sizes or list(_EDGES), compare="--alone" not in asked)
