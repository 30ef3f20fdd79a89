"""Slash commands: parsed, answered where they were typed."""
