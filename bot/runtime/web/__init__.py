"""What the process serves over HTTP: requests of Slack, health, metrics."""
