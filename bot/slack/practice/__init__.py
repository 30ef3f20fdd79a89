"""Help for the moment before, progress, and what a track left."""
