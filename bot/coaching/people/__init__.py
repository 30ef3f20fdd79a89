"""Profiles from Slack, and the roles of coaches and admins."""
