"""The only Slack: listeners, pure views, the messenger and the manifest."""
