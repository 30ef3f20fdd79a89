"""Plans: made, asked about, changed."""
