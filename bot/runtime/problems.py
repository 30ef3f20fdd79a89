"""Why Baton cannot start, in a sentence for whoever runs it."""

SCHEMA = {
    "empty": "The database has no tables yet: run baton db upgrade.",
    "behind": "The database is older than this Baton: run baton db upgrade.",
    "newer": "The database belongs to a newer Baton than this one: update Baton.",
}
"""What each state of `bot.store.migrate.Status`, other than `current`, asks for."""


class CannotStart(Exception):
    """Something is missing that only a person can mend; the message says what."""
