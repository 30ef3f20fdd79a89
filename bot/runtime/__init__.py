"""The running process: composition root, scheduler, Slack connections, health and shutdown."""
