"""Numbers of a coach's people."""
