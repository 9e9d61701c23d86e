"""Each component of SHACL that the compiler knows, on values that do and do not fit it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check.shacl.graph import ShapesGraph, read_shapes
from kg.check.shacl.run import violations

Found = set[tuple[str, str]]
Compare = Callable[[ox.Store, ShapesGraph], tuple[Found, Found]]

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
"""
DATA = """
:Boat rdfs:subClassOf :Craft . :Tug rdfs:subClassOf :Boat .
:a a :Craft ; :p 1 , 2.5 ; :q 3 , 1 ; :name "Anna"@en , "Anne"@en , "Änne"@de ; :next :b .
:a :on true .
:b a :Boat ; :p "eins" , "EINS" ; :name "Berta"@en , "Berta"@de , "Berta" ; :next :c , :a .
:c a :Tug ; :p :a , "x"@en ; :q :a ; :next [ :p 7 ] ; :on "yes"^^xsd:boolean .
:d a :Other ; :p 2 ; :q 5 ; :day "2031-05-03"^^xsd:date , "2031-05-32"^^xsd:date ; :next :d .
:e :p 4.0 , 4.5 , 6 ; :q 9 ; :day "2031-05-03"^^xsd:date , "3 May" ; :next :e , :a , :c .
:f :q 4 ; :count "12"^^xsd:integer , "twelve"^^xsd:integer ; :url "here"^^xsd:anyURI  ; :next "f" .
:f :url "there" .
"""
ALL = "sh:targetSubjectsOf :p , :q , :name"


@pytest.mark.parametrize(
    "shape",
    [
        # targets
        "sh:targetClass :Craft ; sh:path :q ; sh:minCount 1",
        "sh:targetClass :Boat , :Other ; sh:path :q ; sh:maxCount 0",
        "sh:targetObjectsOf :next ; sh:nodeKind sh:IRI",
        "sh:targetNode :a , :f , :nobody ; sh:path :p ; sh:minCount 1",
        "sh:targetNode :b ; sh:targetSubjectsOf :day ; sh:path :q ; sh:minCount 1",
        # values of a path, and the node itself
        f"{ALL} ; sh:path :next ; sh:class :Craft",
        f"{ALL} ; sh:class :Boat",
        *(f"{ALL} ; sh:path :p ; sh:datatype xsd:{k}" for k in ("integer", "decimal", "string")),
        f"{ALL} ; sh:path :count ; sh:datatype xsd:integer",
        f"{ALL} ; sh:path :day ; sh:datatype xsd:date",
        f"{ALL} ; sh:path :on ; sh:datatype xsd:boolean",
        f"{ALL} ; sh:path :url ; sh:datatype xsd:anyURI",
        f"{ALL} ; sh:path :name ; sh:datatype rdf:langString",
        *(
            f"{ALL} ; sh:path :next ; sh:nodeKind sh:{kind}"
            for kind in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "IRIOrLiteral",
                         "BlankNodeOrLiteral")
        ),
        *(
            f"{ALL} ; sh:path :q ; sh:{side}{end} {bound}"
            for side in ("min", "max") for end in ("Inclusive", "Exclusive")
            for bound in ("3", "4.5")
        ),
        f"{ALL} ; sh:path :p ; sh:minLength 3",
        f"{ALL} ; sh:path :next ; sh:maxLength 1",
        f"{ALL} ; sh:path :p ; sh:pattern '^e'",
        f"{ALL} ; sh:path :p ; sh:pattern '^e' ; sh:flags 'i'",
        f"{ALL} ; sh:path :next ; sh:pattern 'a$'",
        f"{ALL} ; sh:path :p ; sh:in ( 1 2.5 'eins' :a )",
        f"{ALL} ; sh:in ( :a :b )",
        # all values at once
        *(f"{ALL} ; sh:path :p ; sh:minCount {number}" for number in (0, 1, 2, 3)),
        *(f"{ALL} ; sh:path :next ; sh:maxCount {number}" for number in (0, 1, 2)),
        f"{ALL} ; sh:path :name ; sh:uniqueLang true",
        f"{ALL} ; sh:path :name ; sh:uniqueLang false",
        f"{ALL} ; sh:path :next ; sh:hasValue :a",
        f"{ALL} ; sh:hasValue :a",
        f"{ALL} ; sh:path :p ; sh:equals :q",
        f"{ALL} ; sh:path :p ; sh:disjoint :q",
        "sh:targetNode :a , :d , :e ; sh:path :p ; sh:lessThan :q",
        "sh:targetNode :a , :d , :e ; sh:path :q ; sh:lessThanOrEquals :p",
        # paths
        f"{ALL} ; sh:path ( :next :p ) ; sh:minCount 2",
        f"{ALL} ; sh:path ( :next :next ) ; sh:maxCount 2",
        f"{ALL} ; sh:path ( :next :next ) ; sh:disjoint :next",
        f"{ALL} ; sh:path ( :next :next ) ; sh:equals :next",
        f"{ALL} ; sh:path ( :next :q ) ; sh:hasValue 3",
        f"{ALL} ; sh:path [ sh:inversePath :next ] ; sh:minCount 1",
        f"{ALL} ; sh:path ( :next [ sh:inversePath :next ] ) ; sh:maxCount 1",
        # shapes in shapes
        f"{ALL} ; sh:not :HasDay",
        f"{ALL} ; sh:or ( :HasDay :IsBoat :OneValue )",
        f"{ALL} ; sh:and ( :OneValue [ sh:nodeKind sh:IRI ] )",
        f"{ALL} ; sh:path :next ; sh:not :IsBoat",
        f"{ALL} ; sh:path :next ; sh:node :Deep",
        f"{ALL} ; sh:path ( :next :next ) ; sh:or ( :IsBoat :HasDay )",
        f"{ALL} ; sh:not :Paired",
        f"{ALL} ; sh:property [ sh:path :p ; sh:minCount 9 ; sh:deactivated true ]",
        f"{ALL} ; sh:deactivated true ; sh:nodeKind sh:Literal",
        f"""{ALL} ; sh:sparql [ sh:prefixes :own ;
            sh:select 'SELECT $this ?value {{ $this own:next+ $this ; own:next ?value }}' ]""",
    ],
)  # fmt: skip
def test_a_component_finds_what_pyshacl_finds(shape: str, tmp_path: Path, compare: Compare) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(f"""{PREFIXES}
        :own sh:declare [ sh:prefix "own" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
        :HasDay a sh:PropertyShape ; sh:path :day ; sh:minCount 1 .
        :IsBoat a sh:NodeShape ; sh:class :Boat .
        :OneValue a sh:PropertyShape ; sh:path :p ; sh:maxCount 1 .
        :Deep a sh:NodeShape ; sh:property :DeepNext .
        :DeepNext a sh:PropertyShape ; sh:path :next ; sh:node [ sh:not :HasDay ] ; sh:maxCount 2 .
        :Paired a sh:PropertyShape ; sh:path ( :next :q ) ; sh:hasValue 3 ; sh:disjoint :p .
        :s a sh:{"PropertyShape" if "sh:path" in shape.partition("[")[0] else "NodeShape"} ;
            {shape} .
    """, "utf-8")  # fmt: skip
    store = ox.Store()
    store.load((PREFIXES + DATA).encode(), format=ox.RdfFormat.TURTLE)
    ours, theirs = compare(store, read_shapes(file))
    assert ours == theirs


def test_what_cannot_be_compared_does_not_fit(tmp_path: Path) -> None:
    """SHACL wants a comparison by SPARQL to be true; pyshacl puts values of any kind in order."""
    file = tmp_path / "shapes.ttl"
    file.write_text(f"""{PREFIXES}
        :less a sh:PropertyShape ; sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThanOrEquals :q .
        :most a sh:PropertyShape ; sh:targetSubjectsOf :p ; sh:path :p ; sh:maxInclusive 9 .
    """, "utf-8")  # fmt: skip
    store = ox.Store()
    data = """
        :fits :p 1 ; :q 2.5 .
        :day :p "2031-05-03"^^xsd:date ; :q 3 .
        :truth :p true ; :q true .
        :text :p "a"@en ; :q "b"@en .
        :iri :p :a ; :q :b .
        :none :p "1e3"^^xsd:decimal ; :q 5 .
        :nameless :p [] ; :q [] .
    """
    store.load((PREFIXES + data).encode(), format=ox.RdfFormat.TURTLE)
    found: dict[str, set[str]] = {}
    for fault in violations(store, read_shapes(file)):
        shape = fault.check.shape.rpartition("/")[2]
        found.setdefault(shape, set()).add(fault.focus.value.rpartition("/")[2])
    assert found["less"] == {"day", "text", "iri", "none", "nameless"}
    assert found["most"] == {"day", "truth", "text", "iri", "none", "nameless"}
