"""Schema migrations. `python -m bot.store.migrations "why"` drafts the next one."""
