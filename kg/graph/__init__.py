"""The graph: building it, opening it, asking it, writing it out."""
