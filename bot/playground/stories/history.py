"""Generate the days before a visitor's demo starts: `baton demo --members 30 --day 20`."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.coaching.follow_up import follow_up, notes
from bot.coaching.people import roles
from bot.coaching.ports import Coaching
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Coach
from bot.playground.api.faults import Fault
from bot.playground.clock import SimulatedClock
from bot.playground.stack import RunningStack, run_stack
from bot.playground.stories.script import labels
from bot.playground.stories.simulate import invented
from bot.playground.stories.stories import STORIES, THREE, Player, Story, steadily
from bot.playground.workspace.memory import remember
from bot.playground.workspace.seed_people import CAST, Person

FIRST_DAY = date(2026, 3, 2)
"""A Monday."""

BEGINS, BEFORE_CUT, ANSWERS = (time(*at, tzinfo=UTC) for at in ((8, 10), (9, 30), (14, 0)))
"""Times at which the first day begins, all but late risers have their nudge, and all answer."""

MONDAY_TO_FRIDAY = 5
PROMISED = 4
"""Working days before the last, on which the promise falls due."""

WELL = Story("", THREE, steadily)

CONFIRM = "assign.confirm"

Tell = Callable[[str], None]
"""Reports progress."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The workspace while its history is generated."""

    both: RunningStack
    players: Sequence[Player]
    days: Sequence[date]

    @property
    def coaching(self) -> Coaching:
        """Return Baton's own interface, for Camille's actions outside of chat."""
        return self.both.baton.coaching

    async def camille(self) -> Coach:
        """Return Baton's record of the coach."""
        return await roles.coach(self.coaching, self.both.baton.workspace, "U3CAM")


@dataclass(frozen=True, slots=True)
class Past:
    """
    The history to generate before a demo starts.

    Attributes:
        members: The number of people coached, by Camille.
        day: Working days, the first one included.
    """

    members: int
    day: int


def make_history(database: Path, memory: Path, past: Past, tell: Tell) -> None:
    """
    Simulate days with people who answer, and keep the resulting files.

    The files are moved into place only when complete.
    """
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".baton-demo-") as folder:
        drafts = Path(folder) / database.name, Path(folder) / memory.name
        asyncio.run(_live(*drafts, past, tell))
        for draft, place in zip(drafts, (database, memory), strict=True):
            shutil.move(draft, place)


async def _live(database: Path, memory: Path, past: Past, tell: Tell) -> None:
    people = _members(past.members)
    staff = [person for person in CAST if person.role != "manager"]
    clock = SimulatedClock(datetime.combine(FIRST_DAY, BEGINS))
    async with run_stack(f"sqlite:///{database}", clock, cast=[*people, *staff]) as both:
        players = [_player(both, n, person) for n, person in enumerate(people)]
        scene = Scene(both, players, _working_days(past.day))
        await _assign(scene)
        for passed, today in enumerate(scene.days, 1):
            await _day(scene, today, past.day - passed)
            tell(f"  Day {passed} of {past.day}")
    remember(memory, both.playground.workspace)


async def _assign(scene: Scene) -> None:
    camille = scene.both.hand("camille")
    for tracks in dict.fromkeys(player.story.tracks for player in scene.players):
        those = [p.hand.person.name for p in scene.players if p.story.tracks == tracks]
        for track in tracks:
            who = " ".join(f"@{name}" for name in those)
            for answer in await camille.command(f"/coach assign {who} {track}"):
                for label in labels(answer, CONFIRM):
                    await camille.press(label, answer["ts"])


async def _day(scene: Scene, today: date, left: int) -> None:
    """Simulate the morning's nudges, some people's events, and everybody's answers."""
    both = scene.both
    await both.pass_until(datetime.combine(today, BEFORE_CUT))
    if any(player.story.cut_off == left for player in scene.players):
        both.playground.fail(
            Fault(method="chat.postMessage", kind="error", error="restricted_action", times=1)
        )
    await both.pass_until(datetime.combine(today, ANSWERS))
    for player in scene.players:
        await _happens(scene, player, left)
    if left == PROMISED + 1:
        await _promise(scene, scene.days[-1 - PROMISED])
    await _congratulate(scene, left)
    await both.work()


async def _happens(scene: Scene, player: Player, left: int) -> None:
    story, hand = player.story, player.hand
    if hand.person.deleted:
        return
    if story.types and story.types[0] == left:
        last = scene.days[-1]
        around = {"first": last - timedelta(days=6), "last": last + timedelta(days=9)}
        await hand.command(story.types[1].format(**around))
    await player.answer(left)
    if story.gone == left:
        await hand.change_profile(deleted=True)


async def _promise(scene: Scene, due: date) -> None:
    camille = await scene.camille()
    for player in scene.players:
        who, said = player.hand.person.id, player.story.promised
        if said:
            await notes.promise(scene.coaching, camille, who, due, said, f"history:{who}")


async def _congratulate(scene: Scene, left: int) -> None:
    """Close good-news items at once: after a talk, or without one in the last five days."""
    camille = await scene.camille()
    waiting = {p.hand.person.id for p in scene.players if p.story.name == Reason.GOOD_NEWS}
    how = "talked" if left > MONDAY_TO_FRIDAY else "not-needed"
    for item in await follow_up.queue(scene.coaching, camille):
        if item.reason is Reason.GOOD_NEWS and item.slack_id not in waiting:
            await follow_up.close(scene.coaching, camille, item.id, how)


def _player(both: RunningStack, n: int, person: Person) -> Player:
    tracks = both.baton.library.tracks
    rough = frozenset(c for track in tracks for nudge in track.nudges for c in nudge.signal)
    known = len(CAST) - sum(person.role != "manager" for person in CAST)
    story = STORIES[n - known] if known <= n < known + len(STORIES) else WELL
    return Player(both.hand(person.name), story, rough)


def _members(count: int) -> list[Person]:
    """Return Ada and Ben, who are well, then members with a story, then more who are well."""
    known = [person for person in CAST if person.role == "manager"]
    others = [replace(invented(n), tz="Europe/Berlin", colour=n) for n in range(count)]
    return [*known, *others][:count]


def _working_days(count: int) -> list[date]:
    days = (FIRST_DAY + timedelta(days=n) for n in range(count * 2 + 2))
    return [day for day in days if day.weekday() < MONDAY_TO_FRIDAY][:count]
