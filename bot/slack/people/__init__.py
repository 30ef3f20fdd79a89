"""Slack events about people, and the response in workspaces that aren't served."""
