"""Read a member's cadence from its database columns."""

from datetime import date, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import DaysOff, Leave
from bot.store.schedule.holidays import PublicHolidays


@lru_cache(maxsize=4096)
def cadence_of(zone: str, at: str, weekdays: str, country: str, leave: str) -> Cadence:
    """Build a cadence from columns; cached, because many members share the same one."""
    return Cadence(
        zone=ZoneInfo(zone),
        at=time.fromisoformat(at),
        weekdays=frozenset(int(day) for day in weekdays),
        days_off=DaysOff(
            leave=tuple(_leave_of(one) for one in leave.split()),
            country=country,
            holidays=PublicHolidays(country) if country else frozenset[date](),
        ),
    )


def _leave_of(text: str) -> Leave:
    first, _, last = text.partition("..")
    return Leave(date.fromisoformat(first), date.fromisoformat(last or first))
