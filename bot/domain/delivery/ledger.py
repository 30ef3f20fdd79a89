"""The states of a delivery, the forms of messages, and the ledger's retry policy."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b


class State(StrEnum):
    """
    The state of a delivery.

    DUE waits for its time. CLAIMED is held by one process for the length of a lease; nothing was
    sent. SENDING: the intent is on disk and a post may be in progress, so only the workspace's own
    messages can tell whether it arrived. The rest are final: SENT, FAILED (Slack refused
    permanently), SKIPPED (Baton or a person decided against it) and UNKNOWN (searched for, never
    resolved; a person has to check).
    """

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


OPEN = frozenset({State.DUE, State.CLAIMED, State.SENDING})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DUE: frozenset({State.CLAIMED, State.SKIPPED}),
    State.CLAIMED: frozenset({State.DUE, State.SENDING, State.SKIPPED}),
    State.SENDING: frozenset({State.SENT, State.DUE, State.FAILED, State.UNKNOWN}),
    State.SENT: frozenset(),
    State.FAILED: frozenset(),
    State.SKIPPED: frozenset({State.DUE}),
    State.UNKNOWN: frozenset(),
}
"""The state changes of a delivery; `docs/delivery.md` says who makes them, and their promises."""


class Form(StrEnum):
    """The form of a message to a member."""

    WELCOME = "welcome"
    FULL = "full"
    SMALLER = "smaller"
    AGAIN = "again"
    REVIEW = "review"
    CHECK_IN = "check-in"
    END = "end"
    PLAN_QUESTION = "occasion"
    SNOOZED = "later"
    REMINDER = "reminder"
    COACH = "coach"
    PAUSE_OFFER = "rest"


DAILY = frozenset(
    {Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW, Form.SNOOZED, Form.CHECK_IN, Form.END}
)
"""Messages that compete for the member's one nudge of the day."""


@dataclass(frozen=True, slots=True)
class Patience:
    """
    The ledger's waits and retries.

    Attributes:
        lease: The time a claim may stay unsent before others may take it.
        deadline: T, the whole time one post may take, from just before its intent is written.
        settle: S, the longest time Slack may still be processing a post after T.
        tries: Refused posts after which a delivery fails.
        looks: The number of failed searches for an unconfirmed post before it is sent again.
        give_up: The time a post is searched for if the workspace doesn't allow the search.
        back_off: The wait after the first refusal; doubled after each further one.
        at_most: The longest such wait.
        spread: Jitter: the share by which a wait may be longer, so that posts refused together
            aren't retried together.
        at_least: The shortest wait, if the workspace asks for none, so that a retry is never
            immediate.
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
        """T + S: time after the recorded intent until no process can still be posting."""
        return self.deadline + self.settle

    def retry_at(
        self, now: datetime, delivery_id: int, attempts: int, asked: float | None
    ) -> datetime:
        """
        Return the time to retry after a temporary refusal; never sooner than Slack asked for.

        Args:
            now: The moment of the refusal.
            delivery_id: Determines the jitter together with *attempts*: the same numbers give the
                same time.
            attempts: The number of posts refused, including this one.
            asked: Seconds the workspace asked for (`Retry-After`), or None.
        """
        wait = self._backed_off(attempts) if asked is None else timedelta(seconds=asked)
        return now + max(wait, self.at_least) * (1 + self.spread * _share(delivery_id, attempts))

    def _backed_off(self, attempts: int) -> timedelta:
        # After sixteen doublings every wait is the longest; the cap also keeps the number small.
        return min(self.back_off * (1 << min(max(attempts - 1, 0), 16)), self.at_most)


def _share(delivery_id: int, attempts: int) -> float:
    """Return a number from 0 to below 1, evenly distributed and deterministic."""
    digest = blake2b(f"{delivery_id}:{attempts}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32
