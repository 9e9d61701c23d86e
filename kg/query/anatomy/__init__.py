"""The anatomy of a query: its groups, patterns and variables, each with its place in the text."""
