"""Profiles as Slack tells them, and who may do what."""
