"""Simulate days on a simulated clock, over the real wire: `baton simulate`."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from bot.content.tracks.library import DEFAULT_PATH
from bot.playground.acts.user_driver import Hand
from bot.playground.api.json_values import Json
from bot.playground.clock import SimulatedClock
from bot.playground.stack import RunningStack, run_stack
from bot.playground.stories.script import Actor
from bot.playground.stories.transcript import Line, Notebook, Transcript, as_text
from bot.playground.workspace.seed_people import CAST, Person
from bot.playground.workspace.texts import texts_of
from bot.runtime.logs import set_up_logs

MONDAY = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)

FIRST_MONTH = 20
"""Working days covered by the first two tracks: the introduction and the richest one."""

FIRST_TRACKS = ("start-here", "delegation")

FIRST_NAMES = ("Ines", "Jonas", "Kofi", "Lena", "Mateo", "Nora", "Oskar", "Priya", "Rui", "Sofia")
LAST_NAMES = ("Almeida", "Berg", "Castillo", "Dube", "Eriksen", "Fofana", "Grant", "Haddad")
ZONES = ("Asia/Kolkata", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")


def run_simulation(days: int, members: int, seed: int, as_json: bool) -> None:  # noqa: FBT001
    """
    Print what was said on *days* working days, for *members* people.

    The same arguments give the same bytes: nothing in it depends on real time or chance.
    """
    set_up_logs("WARNING", "text")
    transcript = asyncio.run(simulate(days, members, seed))
    text = json.dumps(asdict(transcript), indent=2, ensure_ascii=False)
    print(text if as_json else as_text(transcript))  # noqa: T201  the output is the product


async def simulate(days: int, members: int, seed: int) -> Transcript:
    """
    Simulate *days* working days from a Monday in March; beyond a month, all tracks are used.

    Args:
        members: The number of people coached, by Camille.
        seed: Chooses the answers and their times.
    """
    people = _members(members)
    async with _stage(people) as both:
        names = {p.id: p.real_name for p in both.playground.workspace.people.values()}
        actors = [_actor(both, person, names, seed) for person in people]
        coach = both.hand("camille")
        for track in FIRST_TRACKS if days <= FIRST_MONTH else DEFAULT_PATH:
            who = " ".join(f"@{person.name}" for person in people)
            await coach.command(f"/coach assign {who} {track}")
            await coach.press("Assign")
        working_days = _working_days(days)
        await _play(both, actors, datetime.combine(working_days[-1], time.max, UTC))
        transcript = Transcript(seed, days)
        transcript.members = [actor.notebook.story(working_days) for actor in actors]
        transcript.coach = await _ask(both, coach, people, names)
    return transcript


async def _play(both: RunningStack, actors: Sequence[Actor], end: datetime) -> None:
    """Move from event to event until *end*, whether an actor or Baton causes it."""
    while True:
        for actor in actors:
            actor.look(both.clock.now())
        following = await both.next_event()
        planned = [plan.at for actor in actors for plan in actor.plans]
        coming = min([*planned, *([following[0]] if following else [])], default=None)
        if coming is None or coming > end:
            break
        await both.pass_until(coming)
        for actor in actors:
            await _answer(actor, both.clock.now())
    await both.pass_until(end)


async def _answer(actor: Actor, now: datetime) -> None:
    for plan in [plan for plan in actor.plans if plan.at <= now]:
        await actor.act(plan, now)


async def _ask(
    both: RunningStack, coach: Hand, people: Sequence[Person], names: dict[str, str]
) -> list[Line]:
    """Return the coach's commands at the end, and the answers."""
    lines = [
        "/coach queue",
        "/coach roster",
        *(f"/coach show @{person.name}" for person in people),
    ]
    notebook = Notebook(coach.person, names)
    for line in lines:
        notebook.note(both.clock.now(), coach.person.real_name, line)
        before = {message["ts"] for message in coach.messages()}
        await coach.command(line)
        for answer in await _answers(coach, before):
            notebook.note(both.clock.now(), "Baton", texts_of(answer))
    return [line for day in notebook.story([]).days for line in day.lines]


async def _answers(coach: Hand, before: Collection[str]) -> list[Json]:
    """Return all answers to a command: messages, and a modal, which is then closed."""
    answers = [m for m in coach.messages(before) if not m.get("command")]
    window = coach.modal()
    if window is None:
        return answers
    await coach.close()
    return [*answers, window]


@asynccontextmanager
async def _stage(people: Sequence[Person]) -> AsyncIterator[RunningStack]:
    staff = [person for person in CAST if person.role != "manager"]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'simulation.db'}"
        clock = SimulatedClock(MONDAY)
        async with run_stack(database, clock, cast=[*people, *staff]) as both:
            yield both


def _actor(both: RunningStack, person: Person, names: dict[str, str], seed: int) -> Actor:
    return Actor(
        both.hand(person.name),
        Notebook(person, names),
        Random(f"{seed}:{person.id}"),  # noqa: S311  repeatable, and no secret
    )


def _members(count: int) -> list[Person]:
    """Return Ada and Ben, and as many more as requested."""
    known = [person for person in CAST if person.role == "manager"]
    return [*known, *(invented(n) for n in range(count))][:count]


def invented(n: int) -> Person:
    """Return the nth invented person, outside the cast."""
    first = FIRST_NAMES[n % len(FIRST_NAMES)]
    last = LAST_NAMES[n // len(FIRST_NAMES) % len(LAST_NAMES)]
    name = f"{first} {last}"
    return Person(f"U5M{n:04d}", f"{first}{n}".casefold(), name, tz=ZONES[n % len(ZONES)])


def _working_days(count: int) -> list[date]:
    days = (MONDAY.date() + timedelta(days=n) for n in range(count * 2))
    return [day for day in days if day.weekday() < 5][:count]  # noqa: PLR2004  Monday to Friday
