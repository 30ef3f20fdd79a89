"""What takes minutes in production takes seconds here; the proportions stay the same."""

from datetime import timedelta

from bot.coaching import inbox
from bot.domain.delivery.ledger import Patience
from bot.runtime import baton
from bot.store.database import postgresql

PATIENCE = Patience(
    lease=timedelta(seconds=6),
    deadline=timedelta(seconds=2),
    settle=timedelta(seconds=3),
    # Refusals come by the hundred here, and none of them may end a nudge.
    tries=1_000,
    back_off=timedelta(milliseconds=50),
    at_least=timedelta(milliseconds=200),
)

HANG_SECONDS = 1.5
"""The longest the workspace works on a call: it must stay below S."""

IDLE_MS = 5_000
"""How long PostgreSQL bears a process that is frozen in the middle of a transaction."""

TICK_SECONDS = 0.3

TAKE_UP_SECONDS = 3
"""How often a bot looks for events that others left behind."""

HOLD_SECONDS = 0.5
"""How often a bot says which events are in its hands."""

GRACE = timedelta(seconds=6)
"""How long after that an event counts as left behind."""

SHARE = 30
"""Posts under way at once: there is one workspace, and nobody to share with."""

OUTAGE_WAIT = 3.0
"""Seconds until a look that was cut off is tried again."""

LOOKS = 30
"""Posts looked for in one go: so many are under way when a bot is killed."""

LATE = timedelta(seconds=10)
"""How long an event waits that may be what ends bots: here it never is."""

DEATHS = 200
"""A bot is killed more often here than in a year elsewhere."""

POSTS_PER_SECOND = 1_000
"""The pace is no part of this trial."""

LOOKS_PER_MINUTE = 60_000
"""Nor is this one."""

ACK_SECONDS = 3.0

RETRY_DELAYS = (0.1, 0.5, 1.0, 2.0, *[3.0] * 20)
"""Seconds before each redelivery of an event; Slack gives up after an hour, this after one too."""

DRAIN_SECONDS = 90
"""
How long nothing may get done before a trial is over. T + S, a second look, a lease and a look
that failed are 20; the rest is for slow machines.
"""


def hurry() -> None:
    """Let this process wait no longer than this for what others have left behind."""
    baton.TICK_SECONDS = TICK_SECONDS
    inbox.HOLD_SECONDS = HOLD_SECONDS
    inbox.LEFT_BEHIND_SECONDS = TAKE_UP_SECONDS
    inbox.GRACE = GRACE
    inbox.LATE = LATE
    postgresql.IDLE_MS = IDLE_MS
