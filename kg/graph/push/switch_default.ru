# The same for a default graph that has no name.
DELETE { ?s ?p ?o } WHERE { GRAPH ?old { ?s ?p ?o } } ;
INSERT { ?s ?p ?o } WHERE { GRAPH ?new { ?s ?p ?o } } ;
