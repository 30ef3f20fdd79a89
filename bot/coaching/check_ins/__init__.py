"""After a silence, and in a long pause."""
