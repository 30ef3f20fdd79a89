"""The state of the local workspace: people, messages, views, files."""
