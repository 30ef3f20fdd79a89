"""Check-ins after a silence, and offers during a long pause."""
