"""Assign, move, undo, cohorts."""
