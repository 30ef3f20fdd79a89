"""The states of a delivery, and what each of them promises."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """
    Where a delivery stands.

    DUE waits for its time. CLAIMED belongs to one process for the length of a lease; nothing
    was sent. SENDING: the intent is on disk and a post may be under way, so only the
    workspace's own messages can tell whether it arrived. The rest are final: SENT,
    FAILED (Slack refused for good), SKIPPED (Baton or a person decided against it) and
    UNKNOWN (looked for, never settled; a person has to look).
    """

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


OPEN = frozenset({State.DUE, State.CLAIMED, State.SENDING})


class Form(StrEnum):
    """In which form something reaches the member."""

    WELCOME = "welcome"
    FULL = "full"
    SMALLER = "smaller"
    AGAIN = "again"
    REVIEW = "review"
    CHECK_IN = "check-in"
    END = "end"
    OCCASION = "occasion"
    LATER = "later"
    REMINDER = "reminder"


BESIDE = frozenset({Form.OCCASION, Form.REMINDER})
"""What comes beside the daily nudge: it takes no day, and holds up no nudge."""


@dataclass(frozen=True, slots=True)
class Patience:
    """
    How long the ledger waits, and how often it tries.

    Attributes:
        lease: How long a claim may stay unsent before others may take it.
        deadline: T, the whole time one post may take, from just before its intent is written.
        settle: S, the longest the far side may still be at work on a post after T.
        tries: Refused posts after which a delivery fails.
        looks: Times an unsettled post is looked for in vain before it is sent again.
        give_up: How long a post is looked for where the workspace will not let us look.
        back_off: The wait after the first refusal; doubled after each further one.
        at_least: The wait where the workspace asks for none: never a post in the same breath.
    """

    lease: timedelta = timedelta(seconds=60)
    deadline: timedelta = timedelta(seconds=20)
    settle: timedelta = timedelta(seconds=60)
    tries: int = 6
    looks: int = 2
    back_off: timedelta = timedelta(seconds=15)
    at_least: timedelta = timedelta(seconds=1)
    give_up: timedelta = timedelta(days=1)

    def retry_at(self, now: datetime, attempts: int, asked: float | None) -> datetime:
        """
        When to try again after a refusal that may pass.

        Args:
            now: The moment of the refusal.
            attempts: How many posts have been refused, this one included.
            asked: Seconds the workspace asked for (`Retry-After`), or None.
        """
        if asked is not None:
            return now + max(timedelta(seconds=asked), self.at_least)
        return now + self.back_off * (1 << max(attempts - 1, 0))
