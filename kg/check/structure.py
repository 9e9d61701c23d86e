"""Are the keys known, do they stand where they may, and are their values of the right kind?"""

from __future__ import annotations

from kg.check.fitting import Fitting
from kg.check.nodes import Nodes, type_of
from kg.records.document import Document
from kg.records.index import Known


def check_structure(document: Document, known: Known, fitting: Fitting) -> None:
    """Report in the document every key and value that cannot be read as it is meant."""
    records = [*document.records()]
    if fitting.fits([record for _, record in records], known):
        return
    nodes = Nodes(document, known, fitting.vocabulary)
    for route, record in records:
        if not fitting.fits([record], known):
            nodes.node(route, record, type_of(record), states=False)
