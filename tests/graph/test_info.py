"""What `kg info` counts."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.graph.info import SourceInfo

EMPTY = """
id: empty-2031
type: Article
label: An article that nobody has read yet (invented)
publisher: reedmouth-gazette
publisherBasis: printed
published: {printed: "4 May 2031", date: "2031-05-04", dateBasis: printed}
language: en
length: 90
digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
paragraphs: 3
"""


def test_an_article_without_claims_is_told_beside_others(ferry: Path) -> None:
    (ferry / "sources" / "empty.yaml").write_text(EMPTY, "utf-8")
    kg.build(ferry)
    found = kg.info(kg.open(ferry))
    house, label = "Reedmouth Gazette", "An article that nobody has read yet (invented)"
    assert found.sources == (
        SourceInfo("empty-2031", label, house, 0, 0, 3, 0, text=False),
        SourceInfo("gazette-2031-05-03", "Who pays for the new ferry (invented)", house,
                   claims=6, covered=4, paragraphs=5, speakers=4, text=False),
    )  # fmt: skip
    assert found.facets["status"] == {"active": 6}
    assert sum(found.facets["kind"].values()) == sum(found.facets["certainty"].values()) == 6
    assert found.facets["certainty"] == {"certain": 4, "probable": 1, "possible": 1}
