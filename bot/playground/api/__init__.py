"""The playground's implementation of Slack's Web API, with its limits and errors."""
