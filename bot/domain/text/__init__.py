"""Text from people: cleaned, cut into plain words, matched with names and phrases."""
