"""Exceptions the store raises."""


class StoreUnavailable(Exception):
    """The database can't be used at all; the message is one sentence for the operator."""


class BadAddress(StoreUnavailable, ValueError):
    """DATABASE_URL can't be used; the message says what to change and shows no secret."""
