"""Check-ins after a silence, and offers in a long pause."""
