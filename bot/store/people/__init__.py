"""Workspaces, members, coaches, and the audit log."""
