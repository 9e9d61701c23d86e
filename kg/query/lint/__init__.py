"""What is known to be slow or wrong in a query, said before anybody waits for it."""
