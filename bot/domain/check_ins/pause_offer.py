"""The one offer in a pause with no end date, and detection of a return after an absence."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.schedule.time_off import Leave

OFFER_AFTER = timedelta(days=14)
"""Time an open pause lasts before Baton asks, once, whether it is still wanted."""

A_WHILE = timedelta(days=6)
"""Days without a nudge after which a return gets a greeting: a week of holidays, not a day off."""


class PauseChoice(StrEnum):
    """A member's choices after a long pause. *Peace*: it stays, and Baton doesn't ask again."""

    CARRY_ON = "carry-on"
    STOP = "stop"
    PEACE = "peace"


def is_return(heard: date | None, today: date, leave: Iterable[Leave], *, paused: bool) -> bool:
    """
    Return True if the nudge of *today* is the first after a pause or leave of some length.

    Args:
        heard: The local date of the nudge before it, or None for the first of all.
        leave: The member's leave, including past ranges.
        paused: A pause ends today.
    """
    if heard is None or today - heard < A_WHILE:
        return False
    return paused or any(heard <= one.last < today for one in leave)
