"""Workspaces, members, coaches, and the log of who did what."""
