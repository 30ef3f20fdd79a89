"""Plans: made, asked about and changed."""
