"""Claim graphs of any size, made up from a seed: projects that `kg build` can build."""

from __future__ import annotations

from benchmarks.generate.project import write_project

__all__ = ["write_project"]
