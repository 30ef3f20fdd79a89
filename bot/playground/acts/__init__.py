"""Actions people take in the Slack client."""
