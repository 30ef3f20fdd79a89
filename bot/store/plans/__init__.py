"""Plans and their occasions."""
