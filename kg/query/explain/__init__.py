"""How a query runs: its parts, the rows and the time after each, and what to do better."""
