"""Search: things by their names and claims by their wording, with an index beside the store."""
