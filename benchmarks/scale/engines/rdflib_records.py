"""rdflib from the same records: its JSON-LD reader with our context, and the union of all graphs.

What `kg build` completes (steps, ids of statements, labels, short cuts) and what it checks is left
out: so rdflib has less to do, and makes fewer quads.
"""

from __future__ import annotations

import json
from pathlib import Path

import rdflib

from kg.files import resource
from kg.records.project import read_project


def load(file: Path, _: Path) -> rdflib.Dataset:
    """Read the records of the project beside the finished file."""
    project = read_project(file.parent)
    context = json.loads(resource("ontology/context.jsonld").read_text("utf-8"))["@context"]
    dataset = rdflib.Dataset()
    for path in project.record_files():
        records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        document = {"@context": {**context, "@base": project.base}, "@graph": records}
        dataset.parse(data=json.dumps(document), format="json-ld")
    stated = [quad[:3] for quad in dataset.quads() if quad[3] is not None]
    for triple in stated:
        dataset.default_graph.add(triple)
    return dataset
