"""The author's page: tracks as they are written, each day beside what Slack will show of it."""
