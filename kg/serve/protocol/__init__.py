"""The standards of SPARQL 1.1 over HTTP: Protocol, Graph Store, Service Description; and VoID."""
