"""How long a member's words are kept: their counts and outcomes stay, their words do not."""

from datetime import datetime, timedelta

KEPT = timedelta(days=180)
"""Words older than this are erased, unless their member keeps them (design, privacy)."""

NOTICE = timedelta(days=14)
"""How long before the first of their words goes a member is told, once."""


def old(now: datetime) -> datetime:
    """Words last changed before this moment have had their time."""
    return now - KEPT


def growing_old(now: datetime) -> datetime:
    """Of words last changed before this moment, their member is to be told."""
    return now - KEPT + NOTICE
