"""Fixed words, in every language."""
