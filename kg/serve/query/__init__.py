"""The query page: its answers as rows, their receipts, checks while one types, words to type."""
