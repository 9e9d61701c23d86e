# What was brought beside takes effect: in one request, which is one transaction.
DELETE { GRAPH ?target { ?s ?p ?o } }
WHERE {
  GRAPH ?push { ?staged <urn:claimgraph:takes-from> ?target }
  GRAPH ?staged { ?s ?p ?o }
} ;
INSERT { GRAPH ?target { ?s ?p ?o } }
WHERE {
  GRAPH ?push { ?staged <urn:claimgraph:puts-into> ?target }
  GRAPH ?staged { ?s ?p ?o }
} ;
DELETE { GRAPH <urn:claimgraph:manifest> { ?section <urn:claimgraph:sum> ?before } }
WHERE {
  GRAPH ?push { ?section <urn:claimgraph:sum> ?sum }
  GRAPH <urn:claimgraph:manifest> { ?section <urn:claimgraph:sum> ?before }
} ;
INSERT { GRAPH <urn:claimgraph:manifest> { ?section <urn:claimgraph:sum> ?sum } }
WHERE { GRAPH ?push { ?section <urn:claimgraph:sum> ?sum } FILTER(?sum != "") } ;
DELETE { GRAPH <urn:claimgraph:manifest> { ?base ?property ?value } }
WHERE { GRAPH <urn:claimgraph:manifest> { ?base ?property ?value } } ;
INSERT DATA {
  GRAPH <urn:claimgraph:manifest> { ?base rdf:value ?manifest ; dcterms:identifier ?stamp }
} ;
