"""Nudges that fall due all the time, without waiting for days to pass."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from bot.coaching.delivery import dues
from bot.config import Settings
from bot.content.tracks.library import load_library
from bot.domain.delivery.delivery import NewDelivery
from bot.domain.enrolment.enrolment import EnrolmentState, NewEnrolment
from bot.domain.people.people import Member, Profile
from bot.domain.practice.track import Nudge
from bot.playground.workspace.seed_people import App
from bot.store.database.engine import Session, Store
from bot.store.delivery import ledger
from bot.store.enrolment import enrolments
from bot.store.people import coaches, people
from bot.store.tables import MemberRow
from tests.torture.reckoning import waiting
from tests.torture.workspace import COACH, members

EVERY = 0.25
"""Seconds between two batches of what falls due."""

MOST_OPEN = 400
"""Nudges that wait: more of them would only measure how fast the machine is."""

TRACK = "delegation"

THE_APP = App()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Learner:
    """A member with what is left of their enrolment; ended ones may still be owed something."""

    member: Member
    enrolment: int = 0
    left: tuple[Nudge, ...] = ()


class Owing:
    """
    Owes nudges, each enrolment's once each.

    Attributes:
        due: How many are owed by now, as far as the database has confirmed it.
    """

    def __init__(
        self, store: Store, random: Random, clock: Callable[[], datetime], rate: float
    ) -> None:
        track = load_library(Settings().content).track(TRACK)
        if track is None:
            raise LookupError(TRACK)
        self._store = store
        self._random = random
        self._clock = clock
        self._rate = rate
        self._coach = 0
        # Private days take no words, and it is the words that are counted.
        self._nudges = tuple(nudge for nudge in track.nudges if not nudge.private)
        self._learners: list[Learner] = []
        self.due = 0

    async def prepare(self, count: int, app: App = THE_APP) -> None:
        """Bring a workspace with its coach and *count* members into the database."""
        now = self._clock()
        async with self._store.writing() as session:
            workspace = await people.save_workspace(
                session, app.team, app.team_name, app.bot_user, now
            )
            profile = Profile(COACH.id, COACH.real_name, COACH.tz)
            coach = await coaches.appoint(session, workspace.id, profile, COACH.id, now)
            self._coach = coach.id
            for person in members(count):
                profile = Profile(person.id, person.real_name, person.tz)
                member = await people.save_member(session, workspace.id, profile, person.tz, now)
                self._learners.append(Learner(member))
            # They have been told of their coach: else each bot would owe them word of that.
            await session.exec(
                update(MemberRow)
                .where(col(MemberRow.workspace_id) == workspace.id)
                .values(reader_id=coach.id)
            )

    async def run(self) -> None:
        """Owe as many as the bots take, at most so many a second, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            wanted = min(int(EVERY * self._rate), MOST_OPEN - await waiting(self._store))
            places = self._random.choices(range(len(self._learners)), k=max(wanted, 0))
            for batch in _batches(sorted(set(places))):
                await self._owe(batch)

    async def _owe(self, places: Sequence[int]) -> None:
        try:
            async with self._store.writing() as session:
                taught = {place: await self._next(session, place) for place in places}
                now = self._clock()
                await ledger.add(session, [_owed(learner, now) for learner in taught.values()])
        except DBAPIError as error:
            log.warning("nothing owed: %s", error.orig)
            return
        for place, learner in taught.items():
            self._learners[place] = replace(learner, left=learner.left[1:])
        self.due += len(taught)

    async def _next(self, session: Session, place: int) -> Learner:
        learner = self._learners[place]
        if learner.left:
            return learner
        now = self._clock()
        enrolment = await enrolments.enrol(
            session,
            NewEnrolment(
                workspace_id=learner.member.workspace_id,
                member_id=learner.member.id,
                coach_id=self._coach,
                track=TRACK,
                starts_on=now.date(),
                state=EnrolmentState.FINISHED,
                created_at=now,
            ),
        )
        if enrolment is None:
            raise LookupError(learner.member.slack_id)
        await enrolments.end(session, enrolment, EnrolmentState.FINISHED, now)
        return replace(learner, enrolment=enrolment, left=self._nudges)


def _owed(learner: Learner, now: datetime) -> NewDelivery:
    return dues.pulled(learner.enrolment, learner.member, learner.left[0], now)


def _batches(places: Sequence[int], size: int = 100) -> list[Sequence[int]]:
    return [places[start : start + size] for start in range(0, len(places), size)]
