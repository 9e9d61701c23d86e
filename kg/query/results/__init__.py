"""What a query gives, and the formats it can be written in."""
