"""The process's HTTP endpoints: Slack's requests, health and metrics."""
