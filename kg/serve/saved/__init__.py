"""Each saved query as a resource: its answer, its form for people, and OpenAPI for programs."""
