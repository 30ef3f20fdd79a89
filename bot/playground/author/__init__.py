"""The author's page: tracks as they are written, each day beside its preview in Slack."""
