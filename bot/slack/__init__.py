"""All Slack-specific code: listeners, pure views, the messenger and the manifest."""
