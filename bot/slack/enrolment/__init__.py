"""Assigning tracks, moving members, undo and cohorts."""
