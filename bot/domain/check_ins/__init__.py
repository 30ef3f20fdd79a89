"""Check-ins after a silence, and the offer during a long pause."""
