"""The tap after a silence, and the offer in a long pause."""
