"""Shared view helpers: a value in, Block Kit blocks out. The texts come from `content/`."""
