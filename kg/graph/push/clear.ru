# What was brought beside goes, and what was noted of it.
DELETE { GRAPH ?staged { ?s ?p ?o } }
WHERE {
  GRAPH ?push { ?staged <urn:claimgraph:beside> ?target }
  GRAPH ?staged { ?s ?p ?o }
} ;
DELETE { GRAPH ?push { ?s ?p ?o } } WHERE { GRAPH ?push { ?s ?p ?o } }
