"""Records: reading what people write, completing it, and turning it into quads."""
