"""Baton's fixed texts in every language."""
