"""The W3C's SPARQL 1.1 test suites: their cases, their expected answers, and engines to try."""
