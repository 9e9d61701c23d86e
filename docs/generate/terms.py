"""The page about classes, keys and lists of concepts, from the ontology."""  # noqa: INP001

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tables import NOTICE, Triples, table, term

from kg.records.vocabulary import vocabulary
from kg.words import KG, PREFIXES, RDFS, ROOT, SCHEMES, SKOS, shorten

_HEAD: Final = f"""# Classes, keys and lists of concepts

{NOTICE}

What a record may say, word by word. [model.md](model.md) explains how the words fit together,
[coding.md](coding.md) how to choose among them. In a query, a key `x` is the property `kg:x`
unless another is given beside it. Each word is defined in `ontology/`, which every graph holds a
copy of, so that labels can be asked for.

## Classes
"""
_EVERYWHERE: Final = """## Keys of every record

| Key | Value | What it says |
| --- | --- | --- |
| `id` | an id | What a thing is called in this data set; its address is the base of the project and the id. |
| `type` | a class | Which of the classes above a thing belongs to. |
| `label`, `rdfs:label` | a text | What people read. |
| `altLabel`, `skos:altLabel` | texts | Other names, without saying where they are printed; see `names`. |
| `claims` | claims | On a source: the claims that were published in it. |
| `states` | things and statements | On a claim: what it says about the world. In a query, `GRAPH ?claim { … }`. |
"""  # noqa: E501
_LAYERS: Final = {
    "recordLayer": """## Keys of the record

They stand in entities' records, in sources and on claims; never inside `states`.
""",
    "worldLayer": """## Keys of what claims state

They say something about the world, and so stand inside the `states` of a claim only.
""",
    "anyLayer": """## Keys of both

How a date or a figure was printed or found, and remarks.
""",
}
_MADE: Final = "made by the tool"
_OWL: Final = PREFIXES["owl"]


def terms() -> Iterator[str]:
    """Yield the lines of the page."""
    ontology, concepts = Triples("ontology/kg.ttl"), Triples("ontology/concepts.ttl")
    yield _HEAD
    classes = [iri for iri in ontology.of(f"{_OWL}Class") if iri.startswith(KG)]
    rows = [(term(iri), ontology.defined(iri), ontology.aligned(iri)) for iri in classes]
    yield from table(("Class", "What it is", "Below or beside"), rows)
    yield _EVERYWHERE
    yield from _keys(ontology)
    for scheme in SCHEMES:
        yield from _scheme(concepts, scheme)


def _keys(ontology: Triples) -> Iterator[str]:
    kinds = {*ontology.of(f"{_OWL}ObjectProperty"), *ontology.of(f"{_OWL}DatatypeProperty")}
    found = [iri for iri in ontology.table if iri in kinds and iri.startswith(KG)]
    for layer, head in _LAYERS.items():
        yield head
        mine = [iri for iri in found if ontology.one(iri, f"{KG}layer") == KG + layer]
        head_row = ("Key", "On", "Value", "What it says", "Below or beside")
        yield from table(head_row, [_key(ontology, iri) for iri in mine])


def _key(ontology: Triples, iri: str) -> tuple[str, ...]:
    written = {info.iri: name for name, info in vocabulary().terms.items() if name != "claims"}
    name, prop = written.get(iri, ""), f"`{shorten(iri, PREFIXES)}`"
    key = f"`{name}`" if f"kg:{name}" == prop.strip("`") else f"`{name}`, {prop}"
    scheme = ontology.one(iri, f"{KG}scheme").rpartition("/")[2]
    return (
        key if name else f"{prop}, {_MADE}",
        term(ontology.one(iri, f"{RDFS}domain")) or "anything",
        f"[{scheme}](#{scheme})" if scheme else term(ontology.one(iri, f"{RDFS}range")),
        ontology.defined(iri),
        ontology.aligned(iri),
    )


def _scheme(concepts: Triples, scheme: str) -> Iterator[str]:
    iri = ROOT + scheme
    label = concepts.one(iri, f"{RDFS}label")
    yield from [f"## {scheme}", "", f"{label}. {concepts.defined(iri)}", ""]
    mine = [one for one in concepts.table if concepts.one(one, f"{SKOS}inScheme") == iri]
    rows = [
        (f"`{one.rpartition('#')[2]}`", concepts.defined(one), concepts.aligned(one))
        for one in mine
    ]
    yield from table(("Word", "What it means", "Below or beside"), rows)
