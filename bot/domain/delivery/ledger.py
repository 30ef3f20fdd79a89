"""The states of a delivery, and what each of them promises."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b


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
    COACH = "coach"
    REST = "rest"


BESIDE = frozenset({Form.OCCASION, Form.REMINDER, Form.COACH, Form.REST})
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
        at_most: The longest such wait.
        spread: By how much of itself a wait may be longer, so that what was refused together
            does not come back together.
        at_least: The wait where the workspace asks for none: never a post in the same breath.
    """

    lease: timedelta = timedelta(seconds=60)
    deadline: timedelta = timedelta(seconds=20)
    settle: timedelta = timedelta(seconds=60)
    tries: int = 6
    looks: int = 2
    back_off: timedelta = timedelta(seconds=15)
    at_most: timedelta = timedelta(minutes=15)
    spread: float = 0.25
    at_least: timedelta = timedelta(seconds=1)
    give_up: timedelta = timedelta(days=1)

    @property
    def quiet(self) -> timedelta:
        """T + S: how long after its intent nobody can be at work on a post any more."""
        return self.deadline + self.settle

    def retry_at(
        self, now: datetime, delivery_id: int, attempts: int, asked: float | None
    ) -> datetime:
        """
        When to try again after a refusal that may pass; never sooner than was asked for.

        Args:
            now: The moment of the refusal.
            delivery_id: Settles, with *attempts*, where in the spread it falls: the same numbers
                give the same time.
            attempts: How many posts have been refused, this one included.
            asked: Seconds the workspace asked for (`Retry-After`), or None.
        """
        wait = self._backed_off(attempts) if asked is None else timedelta(seconds=asked)
        return now + max(wait, self.at_least) * (1 + self.spread * _share(delivery_id, attempts))

    def _backed_off(self, attempts: int) -> timedelta:
        # Past sixteen doublings every wait is the longest, and no number grows too large.
        return min(self.back_off * (1 << min(max(attempts - 1, 0), 16)), self.at_most)


def _share(delivery_id: int, attempts: int) -> float:
    """A number from 0 to below 1, evenly spread and always the same."""
    digest = blake2b(f"{delivery_id}:{attempts}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32
