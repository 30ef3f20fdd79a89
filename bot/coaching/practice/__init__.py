"""Tracks in use: help on demand, progress, and a look back at a finished track."""
