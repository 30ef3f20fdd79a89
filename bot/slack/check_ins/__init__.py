"""The check-in after a silence, and the offer during a long pause."""
