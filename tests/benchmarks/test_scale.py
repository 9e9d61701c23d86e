"""The benchmark of scale: what it keeps of a small run, and how it reckons growth."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale.growth import slope
from benchmarks.scale.measured import measured

ROOT = Path(__file__).parents[2]


def test_a_small_run_keeps_a_table_the_figures_and_a_picture(tmp_path: Path) -> None:
    results = tmp_path / "results"
    command = [
        sys.executable, "-m", "benchmarks.scale", "--sizes", "300", "--tool", "claimgraph",
        "--tool", "pyoxigraph", "--folder", str(tmp_path / "made"), "--results", str(results),
        "--skip", "view", "--skip", "view of one thing", "--skip", "search",
        "--skip", "build after one changed source",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    kept = json.loads((results / "scale.json").read_text("utf-8"))
    costs = {(row["task"], row["tool"]): row for row in kept["rows"]}
    assert not [row for row in kept["rows"] if row["fault"]]
    assert {"build", "check", "receipts"} <= {task for task, _ in costs}
    assert all(row["wall"] > 0 for row in kept["rows"])
    asked = [task for task, tool in costs if task.startswith("query") and tool == "pyoxigraph"]
    assert len(asked) == 6
    for task in asked:
        assert costs[task, "claimgraph"]["rows"] == costs[task, "pyoxigraph"]["rows"]
    assert done.stdout.strip() == (results / "scale.md").read_text("utf-8").strip()
    picture = (results / "scale.svg").read_text("utf-8")
    assert picture.startswith("<svg")
    assert picture.count("<polyline") == 2 + len({"build", "check", "receipts"})


def test_a_process_is_ended_with_all_it_started_when_it_takes_too_long() -> None:
    inner = "import time; time.sleep(60)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    cost = measured([sys.executable, "-c", outer], 1)
    assert cost.fault == "over 1 s"
    assert cost.wall < 20


def test_memory_of_a_process_and_of_what_it_starts_is_counted_together() -> None:
    held = "import time; held = b'x' * 60_000_000; time.sleep(1)"
    outer = "import subprocess, sys; held = b'x' * 60_000_000\n"
    outer += f"subprocess.run([sys.executable, '-c', {held!r}])"
    assert measured([sys.executable, "-c", outer], 60).peak > 120


@given(st.floats(0.1, 3), st.floats(0.001, 1000))
def test_the_slope_of_a_power_is_its_exponent(exponent: float, factor: float) -> None:
    costs = {size: factor * size**exponent for size in (1_000, 10_000, 100_000)}
    assert slope(costs) == pytest.approx(exponent)


def test_one_size_has_no_slope() -> None:
    assert slope({1_000: 2.0}) is None
