"""How long a member's words are kept: their counts and outcomes stay, their words do not."""

from datetime import datetime, timedelta

KEPT = timedelta(days=180)
"""Words older than this are erased, unless their member keeps them (design, privacy)."""

NOTICE = timedelta(days=14)
"""How long before the first of their words goes a member is told, once."""

EVENTS = timedelta(days=3)
"""How long it's kept that an event was dealt with: Slack sends one again for an hour or so."""

GIVEN_UP = timedelta(days=14)
"""How long an operator may look at an event that failed again and again; then its words go."""

ATTEMPTS = KEPT
"""How long each try of a delivery is kept; its outcome stays with the delivery."""

TRACES = timedelta(days=365)
"""How long the audit log goes back, and that an event was given up."""

DIGESTS = timedelta(days=60)
"""How long it's kept that a coach was told about a week."""


def old(now: datetime) -> datetime:
    """Words last changed before this moment have had their time."""
    return now - KEPT


def growing_old(now: datetime) -> datetime:
    """Of words last changed before this moment, their member is to be told."""
    return now - KEPT + NOTICE
