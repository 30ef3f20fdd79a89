"""Tracks and their days: the next nudge, a member's progress, and the skills used."""
