"""A graph behind a SPARQL 1.1 endpoint: how it is reached, asked, and found there."""
