"""Made-up projects: the same for the same seed, as many claims as asked for, and without errors."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.findings import errors

HERE = Path(__file__).parents[2]


def made(folder: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "benchmarks.generate", "300", str(folder), *options]
    subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    return folder


def digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    one, same = made(tmp_path / "one"), made(tmp_path / "same")
    other = made(tmp_path / "other", "--seed", "2")
    assert digest(one) == digest(same) != digest(other)


@pytest.mark.parametrize("options", [(), ("--yaml",)])
def test_it_is_a_sound_project_of_so_many_claims(tmp_path: Path, options: tuple[str, ...]) -> None:
    project = made(tmp_path / "made", *options)
    assert not errors(kg.check(project))
    kg.build(project)
    with kg.query(kg.open(project), "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }") as result:
        assert [row[0].value for row in result.rows()] == ["300"]


def test_both_forms_give_the_same_graph(tmp_path: Path) -> None:
    lines, yaml = made(tmp_path / "lines"), made(tmp_path / "yaml", "--yaml")
    assert kg.build(lines).digest == kg.build(yaml).digest
