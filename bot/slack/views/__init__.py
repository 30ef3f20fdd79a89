"""What Slack shows: a value in, blocks out. The words come from `content/`."""
