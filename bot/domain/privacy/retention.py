"""Retention periods. Words are erased after a time; counts and outcomes stay."""

from datetime import datetime, timedelta

KEPT = timedelta(days=180)
"""Words older than this are erased, unless their member keeps them (design, privacy)."""

NOTICE = timedelta(days=14)
"""Notice a member gets, once, before the first of their words are erased."""

EVENTS = timedelta(days=3)
"""Retention of handled events, to detect duplicates: Slack resends one for an hour or so."""

GIVEN_UP = timedelta(days=14)
"""Time an operator may look at an event that failed repeatedly; then its words are erased."""

ATTEMPTS = KEPT
"""Retention of each try of a delivery; its outcome stays with the delivery."""

TRACES = timedelta(days=365)
"""Retention of the audit log, and of the fact that an event was given up."""

DIGESTS = timedelta(days=60)
"""Retention of the record that a coach's weekly digest was sent."""


def old(now: datetime) -> datetime:
    """Return the cutoff for erasing words: those last changed before it are too old."""
    return now - KEPT


def growing_old(now: datetime) -> datetime:
    """Return the cutoff for the notice: members with words last changed before it get one."""
    return now - KEPT + NOTICE
