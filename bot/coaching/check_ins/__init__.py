"""Questions to a member after a silence and during a long pause."""
