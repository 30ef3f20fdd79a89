"""What the store raises."""


class StoreUnavailable(Exception):
    """The database cannot be used at all; the message is a sentence for whoever runs Baton."""


class BadAddress(StoreUnavailable, ValueError):
    """DATABASE_URL can't be used; the sentence says what to change, and shows no secret."""
