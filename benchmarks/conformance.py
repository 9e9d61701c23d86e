"""SPARQL 1.1 through `kg.query`, side by side with pyoxigraph and rdflib: is any test lost?

Usage: python -m benchmarks.conformance FOLDER, where FOLDER is sparql/sparql11 of the W3C's
rdf-tests. A test of an answer is passed if it is the one that the suite says (rows in any order);
a test of syntax if the query is read or refused as it must be. Exit 1 if pyoxigraph passes a test
that `kg.query` does not.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.machine import machine
from benchmarks.w3c.answers import expected
from benchmarks.w3c.cases import EVALUATION, Case, cases
from benchmarks.w3c.engines import ENGINES, Refused

_MANIFESTS: Final = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")


def passes(engine: str, case: Case) -> bool:
    """Tell whether an engine passes a test."""
    try:
        answer = ENGINES[engine](case)
    except Refused:
        return case.kind.startswith("Negative")
    if case.kind in EVALUATION and case.result is not None:
        return answer == expected(case.result)
    return not case.kind.startswith("Negative")


def main(folder: Path) -> int:
    """Run every test, print a table by suite, and return how many tests `kg.query` loses."""
    logging.disable()
    warnings.simplefilter("ignore")
    of: Counter[str] = Counter()
    passed: dict[str, Counter[str]] = {engine: Counter() for engine in ENGINES}
    lost = []
    for case in (case for name in _MANIFESTS for case in cases(folder / name)):
        of[case.suite] += 1
        done = {engine: passes(engine, case) for engine in ENGINES}
        for engine, right in done.items():
            passed[engine][case.suite] += right
        if done["pyoxigraph"] and not done["kg.query"]:
            lost.append(case)
    print(f"{machine()}\n")
    print(f"| suite | tests | {' | '.join(ENGINES)} |\n|---|---:|{'---:|' * len(ENGINES)}")
    for suite, count in of.items():
        cells = " | ".join(str(passed[engine][suite]) for engine in ENGINES)
        print(f"| {suite} | {count} | {cells} |")
    sums = " | ".join(str(passed[engine].total()) for engine in ENGINES)
    print(f"| **all** | {of.total()} | {sums} |\n")
    print(f"{len(lost)} tests that pyoxigraph passes are lost through kg.query.")
    for case in lost:
        print(f"- {case.suite}/{case.name} ({case.kind})")
    return len(lost)


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]).resolve()) else 0)
