"""A member's record and month, written out."""
