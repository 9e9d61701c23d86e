"""The whole graph as a static site: one page for each thing, claim, article and saved query."""
