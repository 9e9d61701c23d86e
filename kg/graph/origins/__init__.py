"""Which claims are of one origin: kept in the graph, so that no question has to find it anew."""
