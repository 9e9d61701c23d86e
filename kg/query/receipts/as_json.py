"""Rows with their receipts as JSON, for programs."""

from __future__ import annotations

from kg.graph.opened import Graph
from kg.query.receipts.remarks import remarks
from kg.query.receipts.why import Answered
from kg.query.results.cells import cell


def receipts_json(graph: Graph, found: Answered) -> bytes:
    """Return rows, receipts and evidence as one JSON object."""
    import msgspec

    rows = [
        {
            "row": {
                name: cell(graph, term)
                for name, term in zip(found.variables, row, strict=True)
                if term is not None
            },
            "claims": {
                graph.id(claim): [" ".join(str(term) for term in triple) for triple in triples]
                for claim, triples in receipt.claims.items()
            },
            "records": [" ".join(str(term) for term in triple) for triple in receipt.records],
            "absence": receipt.absence,
            "remarks": remarks(receipt),
        }
        for row, receipt in zip(found.rows, found.receipts, strict=True)
    ]
    claims = {graph.id(iri): claim for iri, claim in found.evidence.items()}
    whole = {"rows": rows, "evidence": claims, "more": found.more}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"
