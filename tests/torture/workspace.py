"""The workspace as a process of its own, which writes down what stands in it when it ends."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from bot.playground import Playground
from bot.playground.api import limits
from bot.playground.workspace.log import CallLog, Entry
from bot.playground.workspace.memory import remember
from bot.playground.workspace.seed_people import Person
from bot.slack.commands.manifest import manifest
from tests.torture import haste

COACH = Person("UCOACH", "coach", "Camille Roy", role="coach")


def members(count: int) -> list[Person]:
    """The people who are coached."""
    return [
        Person(f"UM{number:04d}", f"member{number}", f"Member {number}", tz="Europe/Berlin")
        for number in range(count)
    ]


class Tally(CallLog):
    """Counts the calls by what befell them."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.slowest_ms = 0

    def add(self, entry: Entry) -> None:
        super().add(entry)
        self.counts["calls"] += 1
        self.slowest_ms = max(self.slowest_ms, entry.ms)
        if entry.error and entry.error.startswith("fault:"):
            self.counts[entry.error.removeprefix("fault:")] += 1


async def work(
    stop: asyncio.Event,
    at_work: Callable[[], None],
    port: int,
    folder: Path,
    people: int,
    seed: int,
) -> None:
    """Be a workspace until *stop* is set; then leave messages and counts in *folder*."""
    # Whether Slack would refuse a block is tested elsewhere, and costs more than all else here.
    limits.check_blocks = lambda blocks: None
    playground = Playground(
        port=port,
        cast=[COACH, *members(people)],
        groups=(),
        scopes=manifest("socket")["oauth_config"]["scopes"]["bot"],
        retry_delays=haste.RETRY_DELAYS,
        ack_seconds=haste.ACK_SECONDS,
        random=Random(seed),  # noqa: S311  repeatable, no secret
    )
    tally = Tally()
    playground.web_api._log = tally
    async with playground:
        at_work()
        await stop.wait()
        remember(folder / "workspace.json", playground.workspace)
        counts = {**tally.counts, "slowest_ms": tally.slowest_ms}
        (folder / "calls.json").write_text(json.dumps(counts))
