"""A pause with an open end has one kind offer in it; whoever was away is met on their return."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.schedule.time_off import Leave

OFFER_AFTER = timedelta(days=14)
"""How long an open pause lasts before Baton asks, once, whether it is still what is wanted."""

A_WHILE = timedelta(days=6)
"""Days without a nudge after which a return is worth a word: a week of holidays, not a day off."""


class RestChoice(StrEnum):
    """What a member may want after a long pause. *Peace*: it stays, and nothing is asked."""

    CARRY_ON = "carry-on"
    STOP = "stop"
    PEACE = "peace"


def is_return(heard: date | None, today: date, leave: Iterable[Leave], *, paused: bool) -> bool:
    """
    Whether the nudge of *today* is the first after a pause or leave of some length.

    Args:
        heard: The local date of the nudge before it, or None for the first of all.
        leave: The member's, what is over included.
        paused: A pause runs out today.
    """
    if heard is None or today - heard < A_WHILE:
        return False
    return paused or any(heard <= one.last < today for one in leave)
