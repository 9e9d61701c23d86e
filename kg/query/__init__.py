"""Questions: saved and free SPARQL, parameters, limits, results."""
