"""Plans, and the question about each."""
