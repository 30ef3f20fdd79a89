"""Outgoing Slack API calls: the messenger, deadlines, rate limits and failures."""
