"""The words of the graph: namespaces, prefixes, short forms, and "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

ROOT: Final = "https://w3id.org/claimgraph/"
KG: Final = f"{ROOT}ns#"
SHAPES: Final = f"{ROOT}shapes#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TYPE: Final = f"{RDF}type"
LABEL: Final = f"{RDFS}label"

SCHEMES: Final = (
    "kind", "certainty", "claim-status", "cue", "basis", "date-basis", "actor-type",
    "initiative-type", "work-type", "item-type", "status", "stage", "stance", "relation",
    "approximation", "modality", "criterion", "rating", "role", "mode", "unit",
)  # fmt: skip

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    **{scheme: f"{ROOT}{scheme}#" for scheme in SCHEMES},
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": XSD,
    "skos": SKOS,
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def shorten(iri: str, prefixes: dict[str, str]) -> str:
    """Return `prefix:name` for an IRI (in the longest namespace that fits), else the IRI."""
    fitting = [(len(ns), name, ns) for name, ns in prefixes.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    _, name, namespace = max(fitting)
    local = iri[len(namespace) :]
    return f"{name}:{local}" if local and not set(local) & set("#?") else iri


def is_iri(text: str) -> bool:
    """Tell whether a text is an IRI; JSON-LD leaves out what is none without a word."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def one(noun: str) -> str:
    """Return a noun after its article: `a Claim`, `an Event`."""
    return f"{'an' if noun[:1].casefold() in 'aeio' else 'a'} {noun}"


def did_you_mean(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return at most `count` known words close to a misspelt one, closest first."""
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), folded, n=count, cutoff=0.6)
    return [folded[name] for name in close]


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "did you mean a, b or c?" for a misspelt word, or an empty string."""
    return asked_back(did_you_mean(word, known))


def asked_back(meant: Sequence[str]) -> str:
    """Return "did you mean a, b or c?", or an empty string for nothing."""
    head = ", ".join(meant[:-1])
    last = f"{head} or {meant[-1]}" if head else "".join(meant)
    return f"did you mean {last}?" if last else ""
