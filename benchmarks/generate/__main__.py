"""Make up a project of claims: `python -m benchmarks.generate CLAIMS FOLDER`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from benchmarks.generate.project import write_project


@click.command()
@click.argument("claims", type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same files.")
@click.option("--yaml", "as_yaml", is_flag=True, help="Write YAML, a file for each source.")
def generate(claims: int, folder: Path, seed: int, *, as_yaml: bool) -> None:
    """Write a made-up project of so many CLAIMS into a new FOLDER."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    start = time.perf_counter()
    write_project(claims, folder, seed, as_yaml=as_yaml)
    took = time.perf_counter() - start
    click.echo(f"{claims:,} claims in {took:.1f} s, {claims / took:,.0f} a second: {folder}")


if __name__ == "__main__":
    generate()
