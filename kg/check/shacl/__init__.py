"""SHACL as SPARQL: shapes compiled into queries that a store answers for all nodes at once."""
