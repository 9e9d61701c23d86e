"""The coding guide's examples are sound: put into the corpus as claims, they pass the check."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

import kg
from kg.findings import errors

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "coding.md"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
SOURCE = {
    "id": "guide", "type": "Article", "label": "The guide's examples", "publisher": "re-russia",
    "publisherBasis": "inferred", "language": "en",
    "published": {"earliest": "2025-04-12", "latest": "2025-04-20", "dateBasis": "window"},
}  # fmt: skip
CLAIM = {
    "type": "Claim", "paraphrase": "An example.", "kind": "assertion", "certainty": "certain",
    "passage": {"paragraph": 1, "first": "From", "last": "to"},
    "states": [{"id": "eu", "type": "Organization", "memberOf": "nato"}],
}  # fmt: skip


def examples() -> list[Any]:
    blocks = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    return [yaml.safe_load(block) for block in blocks]


def claims() -> list[dict[str, Any]]:
    """Make a claim of every example that is one, or a part of one."""
    made = []
    for example in examples():
        parts = example if isinstance(example, list) else [example]
        for part in parts:
            if "dated" in part:
                made.append({"states": [{"id": "blueprint-unveiling", "type": "Event", **part}]})
            elif "names" not in part and "label" not in part:
                made.append(part)
    passage = CLAIM["passage"]
    return [
        {**CLAIM, **part, "passage": passage, "id": f"guide/c01-{place}"}
        for place, part in enumerate(made, 1)
    ]


def entities() -> list[dict[str, Any]]:
    parts = [part for example in examples() if isinstance(example, list) for part in example]
    return [part for part in parts if "names" in part or "label" in part]


def test_the_guide_has_examples() -> None:
    assert len(claims()) > 8
    assert len(entities()) > 1


def test_every_example_passes_the_check(corpus: Path, tmp_path: Path) -> None:
    project = tmp_path / "corpus"
    shutil.copytree(corpus, project, ignore=shutil.ignore_patterns("graph"))
    guide = json.dumps({**SOURCE, "claims": claims()})  # JSON is YAML, too
    (project / "sources" / "guide.yaml").write_text(guide, encoding="utf-8")
    text = tmp_path / "guide.txt"
    text.write_text("From here to there.\n", encoding="utf-8")
    kg.attach(project, "guide", text)
    kg.anchor(project, "guide")
    assert [str(finding) for finding in errors(kg.check(project))] == []


def test_every_entity_of_an_example_is_in_the_corpus(graph: kg.Graph) -> None:
    for entity in entities():
        assert graph.engine.query(f"ASK {{ :{entity['id']} rdfs:label ?label }}") is True
        for name in entity.get("names", []):
            form = f"ASK {{ :{entity['id']} kg:name/kg:form ?f FILTER(?f = '{name['form']}') }}"
            assert graph.engine.query(form) is True
