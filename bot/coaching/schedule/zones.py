"""Determine a person's time zone, with a fallback if the workspace doesn't say."""

import logging
from functools import cache
from zoneinfo import available_timezones

from bot.coaching.ports import Coaching
from bot.domain.people.people import Profile

log = logging.getLogger(__name__)


def zone_of(coaching: Coaching, profile: Profile) -> str:
    """Return the person's own zone, or the fallback if the workspace names none that exists."""
    if profile.zone in _zones():
        return str(profile.zone)
    _say_once(coaching.zone)
    return coaching.zone


@cache
def _zones() -> frozenset[str]:
    """Return every known zone; cached, because a lookup reads a folder of hundreds of files."""
    return frozenset(available_timezones())


@cache
def _say_once(zone: str) -> None:
    log.warning(
        "This workspace leaves out some people's time zone; BATON_TIMEZONE (%s) is used.", zone
    )
