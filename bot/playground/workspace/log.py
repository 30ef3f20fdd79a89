"""A log of the app's last calls, for debugging."""

from collections import deque
from dataclasses import asdict, dataclass

from bot.playground.api.json_values import Json

KEPT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    method: str
    ok: bool
    error: str | None
    ms: int
    at: str


class CallLog:
    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def wire(self) -> list[Json]:
        return [asdict(entry) for entry in self._entries]
