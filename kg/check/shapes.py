"""What the shapes find in a data set, brought back to the file and the line it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.check.located import Locations
from kg.check.places import Written
from kg.check.shacl.graph import ShapesGraph, Term, read_shapes
from kg.check.shacl.run import Violation, violations
from kg.files import resource
from kg.findings import Finding, Severity
from kg.records.document import shown
from kg.words import PREFIXES, SHAPES, XSD, shorten

_NUMBERS: Final = {f"{XSD}decimal", f"{XSD}integer", f"{XSD}boolean"}


def check_shapes(store: ox.Store, located: Locations) -> Iterator[Finding]:
    """Yield a finding for each thing in a store's default graph that does not fit a shape.

    What stands in a record that has findings already is not told again.
    """
    found = list(violations(store, packaged_shapes()))
    if not found:
        return
    places = located.written(store, found)
    for violation in found:
        finding = _finding(violation, places.written)
        if (finding.file, finding.mark) not in places.spoilt:
            yield finding


@cache
def packaged_shapes() -> ShapesGraph:
    """Return the shapes of the ontology, as packaged."""
    return read_shapes(resource("ontology/shapes.ttl"))


def _finding(violation: Violation, written: Written) -> Finding:
    check, focus, _, against = violation
    values = violation.direct
    file, mark = written.spot(focus, check.starts, values)
    severity = Severity.ERROR if check.is_error else Severity.WARNING
    what = f"{written.name(focus)}: {check.message}{_here(written, values, against)}"
    return Finding(file, mark, severity, check.shape.removeprefix(SHAPES), what)


def _here(written: Written, values: Iterable[Term], against: Iterable[Term]) -> str:
    """Return the values at fault in brackets, or nothing when something is missing."""
    found = ", ".join(_told(written, value) for value in values)
    other = ", ".join(_told(written, value) for value in against)
    if not found:
        return ""
    return f" (here: {found} against {other})" if other else f" (here: {found})"


def _told(written: Written, term: Term) -> str:
    if not isinstance(term, ox.Literal):
        return shorten(written.name(term), PREFIXES)
    return term.value if term.datatype.value in _NUMBERS else shown(term.value)
