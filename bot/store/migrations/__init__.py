"""The schema's history. `python -m bot.store.migrations "why"` drafts the next step."""
