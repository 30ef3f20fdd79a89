"""What Slack tells of people, and what strangers to an installation are told."""
