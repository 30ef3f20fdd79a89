"""Text from people: clean it, normalise its words, match names and phrases."""
