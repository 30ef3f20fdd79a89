"""Finding a day for what a member is up against."""
