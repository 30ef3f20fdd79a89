"""What a database can refuse, in a sentence for whoever runs Baton."""


class StoreUnavailable(Exception):
    """The database cannot be used as it stands; the message says why, and what to do."""
