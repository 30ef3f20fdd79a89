"""Baton's use cases, one file per flow."""
