"""How fast a workspace may be posted to: each post's place in the queue is a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BURST = timedelta(seconds=1)
"""How much of the pace may go out at once: Slack bears short bursts (slack-facts 1.1)."""

KEPT = timedelta(seconds=5)
"""How late a post may use the time it was given; what waited longer queues up anew."""


@dataclass(frozen=True, slots=True)
class Pace:
    """
    At most so many posts a second to one workspace; no other workspace waits for it.

    Slack's own ceiling for one app in one workspace is "several hundred messages per minute".

    Attributes:
        per_second: Posts to one workspace, or None for as fast as they come.
        burst: How much of the pace may go out at once.
    """

    per_second: float | None = None
    burst: timedelta = BURST

    def times(
        self, busy_until: datetime | None, now: datetime, count: int
    ) -> tuple[list[datetime], datetime]:
        """
        When the next *count* posts to a workspace may go out, one after the other.

        The generic cell rate algorithm (ITU-T I.371), with *burst* as its tolerance.

        Args:
            busy_until: When all posts allowed so far are through, at an even pace; or None.
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
    """Whether a post may go out at *now* on the strength of the time it was *given*."""
    return given is not None and given <= now <= given + KEPT
