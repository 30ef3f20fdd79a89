"""Numbers about a coach's people."""
