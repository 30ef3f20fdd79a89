"""
A database of 0.1.0 is opened by this Baton, in the middle of a working day.

`first_edition.sql` was written by 0.1.0 itself. It is Friday, nine o'clock. Ada has answered, has
a plan for two o'clock, and words of her coach's; Cleo has paused. Baton died while it asked Bob
what would suit him: the question had arrived, and nothing says so.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.coaching.answers import reply
from bot.coaching.check_ins import check_in
from bot.coaching.enrolment import introductions
from bot.coaching.follow_up import follow_up
from bot.coaching.people import roles
from bot.coaching.ports import Place
from bot.coaching.privacy import private_days
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.check_ins.check_in import Choice
from bot.domain.delivery.card import Card, CheckIn, PlanQuestion
from bot.domain.delivery.ledger import State
from bot.domain.follow_up.follow_up import Reason
from bot.store import migrate
from bot.store.people import people
from tests.coaching.conftest import FRIDAY_NINE, Posted, Scene

OLD = Path(__file__).parent / "first_edition.sql"
BOBS_QUESTION = 12
MINUTES = timedelta(minutes=1)


@dataclass(frozen=True)
class Arrived:
    """What stands in Bob's messages, and the ledger doesn't know of."""

    delivery_id: int


@pytest.fixture
async def database_url(tmp_path):
    """The old database, with today's schema."""
    path = tmp_path / "baton.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text())
    await migrate.upgrade(f"sqlite:///{path}")
    return f"sqlite:///{path}"


@pytest.fixture
async def scene(coaching, messenger, clock):
    """Ten minutes after the kill, as the new Baton starts."""
    clock.now = FRIDAY_NINE + 10 * MINUTES
    place = Place("DBOB", "1772787600.000011")
    messenger.posted.append(Posted("UBOB", Arrived(BOBS_QUESTION), place))
    async with coaching.store.reading() as session:
        workspace = await people.workspace(session, "TACME")
    coach = await roles.coach(coaching, workspace, "UMARA")
    await private_days.classify(coaching)
    await introductions.settle_all(coaching)
    scene = Scene(coaching, messenger, clock, workspace, coach)
    await scene.tick()
    return scene


def posted(scene, slack_id, kind):
    return [
        p.item for p in scene.messenger.posted if p.to == slack_id and isinstance(p.item, kind)
    ]


def who(scene, slack_id):
    return scene.coaching, scene.workspace, slack_id


async def test_what_was_in_the_air_is_found_and_not_sent_again(scene):
    await scene.tick(scene.clock() + 10 * MINUTES)

    row = (await scene.ledger())[BOBS_QUESTION - 1]
    assert (row.state, row.ts) == (State.SENT, "1772787600.000011")
    assert posted(scene, "UBOB", CheckIn) == []


async def test_the_question_that_was_in_the_air_can_be_answered(scene):
    await check_in.answer(*who(scene, "UBOB"), BOBS_QUESTION, Choice.CARRY_ON)
    await scene.days(9)

    assert [card.nudge.id for card in posted(scene, "UBOB", Card)] == ["first-steps.4"]


async def test_the_next_nudge_comes_on_the_next_working_day(scene):
    await scene.days(7, 8, 9, 9)

    assert [card.nudge.id for card in posted(scene, "UADA", Card)] == ["first-steps.5"]


async def test_an_open_plan_is_asked_about_when_it_said(scene):
    await scene.tick(FRIDAY_NINE + timedelta(hours=4))
    assert posted(scene, "UADA", PlanQuestion) == []

    await scene.tick(FRIDAY_NINE + timedelta(hours=5))

    [question] = posted(scene, "UADA", PlanQuestion)
    assert question.plan.text == "If it's the stand-up, then I'll mend the list."


@pytest.mark.parametrize(("delivery_id", "nudge"), [(4, 1), (6, 2), (11, 4)])
async def test_a_button_on_an_old_card_still_works(scene, delivery_id, nudge):
    await reply.tapped(*who(scene, "UADA"), delivery_id, Reply(outcome=Outcome.STUCK))

    redrawn = [item for _, item in scene.messenger.updated if item.delivery_id == delivery_id]
    assert redrawn[-1].nudge.id == f"first-steps.{nudge}"
    assert redrawn[-1].answer.outcome is Outcome.STUCK


async def test_the_coach_of_before_is_the_one_who_is_asked(scene):
    await reply.ask_coach(*who(scene, "UADA"), 4)

    first, *_ = await follow_up.queue(scene.coaching, scene.coach)
    assert (first.slack_id, first.reason) == ("UADA", Reason.ASKED)


async def test_a_pause_that_goes_on_ends_when_its_member_says_so(scene):
    await scene.days(9, 10)
    assert posted(scene, "UCLEO", Card) == []

    await settings.resume(*who(scene, "UCLEO"))
    await scene.tick(FRIDAY_NINE.replace(day=11, hour=14))

    assert [card.nudge.id for card in posted(scene, "UCLEO", Card)] == ["first-steps.1"]
