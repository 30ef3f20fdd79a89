"""Slash commands: parse them, and answer in the place they were typed."""
