"""Rate limit for posts to a workspace: each post gets a time in the workspace's queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BURST = timedelta(seconds=1)
"""The part of the pace that may be sent at once: Slack allows short bursts (slack-facts 1.1)."""

KEPT = timedelta(seconds=5)
"""Time after which a reserved posting time expires and the post is queued again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """
    The most posts per second to one workspace; workspaces don't delay each other.

    Slack's own ceiling for one app in one workspace is "several hundred messages per minute".

    Attributes:
        per_second: Posts to one workspace, or None for no limit.
        burst: The part of the pace that may be sent at once.
    """

    per_second: float | None = None
    burst: timedelta = BURST

    def times(
        self, busy_until: datetime | None, now: datetime, count: int
    ) -> tuple[list[datetime], datetime]:
        """
        Return the times at which the next *count* posts to a workspace may be sent.

        The generic cell rate algorithm (ITU-T I.371), with *burst* as its tolerance.

        Args:
            busy_until: The time all posts allowed so far are sent at an even pace; or None.
            now: No post is given an earlier time.

        Returns:
            The times, none before *now*, and the new *busy_until*.
        """
        start = max(busy_until or now, now)
        if self.per_second is None:
            return [now] * count, start
        apart = timedelta(seconds=1 / self.per_second)
        early = max(self.burst - apart, timedelta())
        evenly = [start + apart * n for n in range(count)]
        return [max(time - early, now) for time in evenly], start + apart * count


def holds(given: datetime | None, now: datetime) -> bool:
    """Return True if the posting time a post was *given* is still valid at *now*."""
    return given is not None and given <= now <= given + KEPT
