"""Incoming requests from Slack: the Bolt app, its middleware, and payload parsing."""
