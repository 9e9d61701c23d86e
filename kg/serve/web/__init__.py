"""HTTP, without a word of graphs: what is negotiated, refused, streamed, limited and logged."""
