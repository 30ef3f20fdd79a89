"""Nudge cards in direct messages, and the Home tab."""
