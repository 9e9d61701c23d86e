"""Linked Data: the IRIs of the graph, and the documents that tell of them."""
