"""Baton: one small act of leadership a day, in a Slack direct message."""

__version__ = "0.1.0"
