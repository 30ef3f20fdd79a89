"""Answering a nudge, and the journal."""
