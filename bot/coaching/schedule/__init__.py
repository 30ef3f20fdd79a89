"""Settings of time, and plans made again when they change."""
