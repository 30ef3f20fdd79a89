"""Checks of texts: readability, spelling, wording, and content that may not be sent."""
