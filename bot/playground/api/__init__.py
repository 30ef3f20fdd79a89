"""Slack's Web API as the playground has it, with its limits and refusals."""
