"""The network page: what to draw, where it stands, and the evidence of every line."""
