"""Receipts: for each row of a SELECT, the claims that support it."""
