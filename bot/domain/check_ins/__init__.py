"""The question after a silence, and the offer in a long pause."""
