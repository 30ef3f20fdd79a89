"""Generate ids and timestamps from counters, so that the same actions give the same ids."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Identifiers:
    """
    Generates what Slack generates: ids of a family, and message timestamps.

    Ids are unique across workspaces, as on Slack: an app of several workspaces may identify an
    event by its id alone. Timestamps follow the clock and strictly increase, even while the clock
    stands still.
    """

    def __init__(self, team: str, now: Callable[[], datetime]) -> None:
        self._team = team
        self._now = now
        self.counts: Counter[str] = Counter()
        self._last_ts = 0

    def next(self, family: str) -> str:
        self.counts[family] += 1
        return f"{family}{self.counts[family]:06d}{self._team}"

    def ts(self) -> str:
        self._last_ts = max(self._last_ts + 1, (self._now() - EPOCH) // MICROSECOND)
        seconds, micros = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{micros:06d}"

    def pass_over(self, ts: str) -> None:
        """Generate only later timestamps from now on."""
        self._last_ts = max(self._last_ts, (instant(ts) - EPOCH) // MICROSECOND)


def instant(ts: str) -> datetime:
    seconds, _, micros = ts.partition(".")
    return EPOCH + timedelta(seconds=int(seconds), microseconds=int(micros or 0))
