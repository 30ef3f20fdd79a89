"""
A private day leaves nothing a coach can read: shown by answering it in two ways.

Whatever a coach can ask for is asked for twice; between the two, nothing but the private answer
changes. If anything a coach gets differs, some of the answer has leaked: a word, a count, a
reason in the queue.
"""

import inspect
import pkgutil
from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from sqlmodel import update

import bot.coaching
import bot.store
from bot.coaching.answers import reply
from bot.coaching.follow_up import digest, follow_up, roster
from bot.coaching.practice import progress
from bot.coaching.privacy import private_days
from bot.coaching.reports import report
from bot.content.tracks.library import Library
from bot.domain.answers.reply import Outcome
from bot.slack.delivery.home_view import coach_home
from bot.slack.follow_up import coach_pages as views
from bot.slack.follow_up.queue_view import queue_page
from bot.store.answers import journal, replies
from bot.store.delivery import history
from bot.store.enrolment import enrolments
from bot.store.follow_up import digests, queues, rosters
from bot.store.people import coaches, people
from bot.store.plans import plans
from bot.store.tables import DeliveryRow, ReadMarkRow, ReplyRow
from tests.coaching.privacy.test_data_export import WORDS

PRIVATE = "first-steps.4"
COACHING = {"coach", "coach_id", "me"}
"""Parameters that say: this is for a coach."""


async def member_page(scene):
    return await follow_up.member_page(scene.coaching, scene.workspace, scene.coach, "UADA")


async def journal_page(scene):
    async with scene.coaching.store.reading() as session:
        ada = await people.member(session, scene.workspace.id, "UADA")
        return await progress.journal_for(scene.coaching, session, ada, 20, scene.coach)


async def report_table(scene):
    """The table that a coach is sent."""
    await report.send_table(scene.coaching, scene.workspace, scene.coach, "", WORDS)
    return list(scene.messenger.files.values())[-1:]


async def lately(scene, query, *limit):
    since = scene.clock() - timedelta(days=7)
    return await read(scene, query, scene.coach.id, since, *limit)


async def read(scene, query, *arguments):
    async with scene.coaching.store.reading() as session:
        return await query(session, *arguments)


WALK = {
    "bot.coaching.reports.report.report": lambda s: report.report(s.coaching, s.coach, ""),
    "bot.coaching.reports.report.send_table": report_table,
    "bot.coaching.follow_up.digest.digest": lambda s: digest.digest(s.coaching, s.coach),
    "bot.store.follow_up.digests.moved": lambda s: lately(s, digests.moved, 9),
    "bot.store.follow_up.digests.deeds": lambda s: lately(s, digests.deeds),
    "bot.coaching.follow_up.follow_up.queue": lambda s: follow_up.queue(s.coaching, s.coach),
    "bot.coaching.follow_up.follow_up.board": lambda s: follow_up.board(s.coaching, s.coach),
    "bot.coaching.follow_up.roster.page": lambda s: roster.page(s.coaching, s.coach),
    "bot.coaching.follow_up.follow_up.home": lambda s: follow_up.home(s.coaching, s.coach),
    "bot.coaching.follow_up.follow_up.member_page": member_page,
    "bot.store.enrolment.enrolments.under": lambda s: read(
        s, enrolments.under, s.coach.id, range(9)
    ),
    "bot.store.follow_up.queues.queue": lambda s: read(s, queues.queue, s.coach.id, s.clock()),
    "bot.store.follow_up.queues.waiting": lambda s: read(s, queues.waiting, s.coach.id, s.clock()),
    "bot.store.follow_up.queues.in_full": lambda s: read(s, queues.queue, s.coach.id, s.clock()),
    "bot.store.follow_up.queues.reasons": lambda s: read(s, queues.reasons, s.coach.id, range(9)),
    "bot.store.follow_up.rosters.page": lambda s: read(s, rosters.page, s.coach.id, 0, 9),
    "bot.store.follow_up.rosters.size": lambda s: read(s, rosters.size, s.coach.id),
    "bot.store.follow_up.rosters.names": lambda s: read(s, rosters.names, s.coach.id),
    "bot.store.follow_up.rosters.begun": lambda s: read(
        s, rosters.begun, s.coach.id, s.clock().date()
    ),
    "bot.store.follow_up.rosters.readable": lambda s: read(
        s, rosters.readable, s.coach.id, range(9)
    ),
    "bot.store.delivery.history.for_coach": lambda s: read(
        s, history.for_coach, range(9), s.coach.id
    ),
    "bot.store.answers.journal.newest_for": lambda s: read(
        s, journal.newest_for, 1, 20, s.coach.id
    ),
    "bot.store.answers.journal.readable": lambda s: read(s, journal.readable, 1, s.coach.id),
    "bot.store.answers.replies.answers_for": lambda s: read(
        s, replies.answers_for, range(30), s.coach.id
    ),
    "bot.store.plans.plans.of_for": lambda s: read(s, plans.of_for, range(30), s.coach.id),
    "bot.coaching.practice.progress.journal_for": journal_page,
    "bot.store.people.coaches.members_of": lambda s: read(s, coaches.members_of, s.coach.id),
    "bot.store.people.coaches.by_id": lambda s: read(s, coaches.by_id, s.coach.id),
}
"""Everything that tells a coach something."""

TELLS_NOTHING = {
    "bot.coaching.enrolment.assign.cancel": "only drops an order",
    "bot.coaching.enrolment.assign.confirm": "says who starts when, before any answer",
    "bot.coaching.enrolment.assign.look_ahead": "says who starts when, before any answer",
    "bot.coaching.enrolment.cohorts.all_of": "says who is in a cohort",
    "bot.coaching.enrolment.cohorts.dissolve": "only forgets a name",
    "bot.coaching.enrolment.cohorts.gather": "says who is in a cohort",
    "bot.coaching.enrolment.cohorts.leave_out": "says how many were in a cohort",
    "bot.coaching.enrolment.cohorts.line": "counts tracks, and no answers",
    "bot.coaching.enrolment.cohorts.lines": "counts tracks, and no answers",
    "bot.coaching.enrolment.cohorts.named": "says who is in a cohort",
    "bot.coaching.enrolment.cohorts.of_id": "says who is in a cohort",
    "bot.store.enrolment.cohorts.all_of": "says who is in a cohort",
    "bot.store.enrolment.cohorts.name": "only gives a name",
    "bot.store.enrolment.cohorts.standing": "says who is on a track, and no answers",
    "bot.coaching.enrolment.reassignment.move": "says who the new coach is",
    "bot.coaching.enrolment.reassignment.pause": "says until when, as the coach has asked",
    "bot.coaching.enrolment.undo.log": "says what coaches did, and nothing that members chose",
    "bot.store.people.audit.page": "take_back.log reads it",
    "bot.store.enrolment.reassignment.give": "only says whose an enrolment is",
    "bot.store.people.coaches.confirm": "only keeps a coach's word",
    "bot.coaching.enrolment.reassignment.unassign": "says a track's id",
    "bot.coaching.enrolment.reassignment.resume": "says when the next nudge comes",
    "bot.coaching.reports.report.understood": "says who is in a cohort",
    "bot.coaching.follow_up.follow_up.close": "only closes an item",
    "bot.store.follow_up.follow_ups.is_in_sight": "says whether the coach was told before",
    "bot.store.follow_up.follow_ups.take_back": "only closes what a member has asked for",
    "bot.coaching.follow_up.follow_up.note_read": "only keeps that something was read",
    "bot.store.follow_up.coach_messages.newest_of": "finds a coach's message for its member",
    "bot.store.follow_up.coach_homes.opened": "only keeps that a Home was opened",
    "bot.store.follow_up.coach_homes.version": "says how often a Home has changed",
    "bot.store.follow_up.coach_homes.close": "only keeps that a Home was drawn",
    "bot.store.follow_up.coach_homes.put_off": "only keeps when a Home is tried again",
    "bot.store.follow_up.coach_homes.give_up": "only keeps that a Home is left as it is",
    "bot.coaching.follow_up.coach_homes.opened": "publishes follow_up.home",
    "bot.coaching.follow_up.coach_homes.refresh": "publishes follow_up.home",
    "bot.store.follow_up.follow_ups.close": "only closes an item",
    "bot.coaching.follow_up.follow_up.snooze": "only puts an item off",
    "bot.store.follow_up.follow_ups.close_all": "only closes items",
    "bot.store.follow_up.follow_ups.snooze": "only puts items off",
    "bot.store.follow_up.follow_ups.talks": "says when the coach pressed a button of theirs",
    "bot.store.follow_up.follow_ups.dealt_with": "for the flows, not for coaches",
    "bot.store.follow_up.follow_ups.closed_since": "for the flows, not for coaches",
    "bot.store.follow_up.follow_ups.open_one": "only opens an item",
    "bot.store.follow_up.follow_ups.settle": "only closes an item",
    "bot.store.enrolment.orders.forget": "only drops an order",
    "bot.store.enrolment.orders.keep": "only keeps an order",
    "bot.store.enrolment.orders.waiting": "says who is to be assigned",
    "bot.coaching.follow_up.notes.note": "only keeps what the coach writes",
    "bot.coaching.follow_up.notes.promise": "only keeps what the coach writes",
    "bot.coaching.follow_up.notes.close": "only closes a promise",
    "bot.coaching.follow_up.notes.move": "only moves a promise",
    "bot.store.follow_up.notes.notes": "says what the coach has written",
    "bot.store.follow_up.notes.promises": "says what the coach has written",
    "bot.store.follow_up.notes.due": "says what the coach has written",
    "bot.store.follow_up.notes.close": "only closes a promise",
    "bot.store.follow_up.notes.delete_note": "only says whom the coach had written about",
    "bot.coaching.follow_up.notes.delete_note": "only says whom the coach had written about",
    "bot.store.follow_up.notes.move": "only moves a promise",
    "bot.coaching.practice.wordings.compared": "counts answers of days that are not private",
    "bot.store.reports.wordings.heard": "counts answers; wordings.compared names the days",
    "bot.coaching.follow_up.conversation.write": "says whether the coach's words have arrived",
    "bot.coaching.follow_up.follow_up.away": "says what a roster says: paused, on leave",
    "bot.coaching.follow_up.member_details.fill": "is part of follow_up.member_page",
    "bot.store.follow_up.coach_messages.between": "says what the coach has written",
    "bot.store.follow_up.follow_ups.talks_with": "says when the coach pressed a button of theirs",
    "bot.store.follow_up.coach_messages.written": "says when the coach wrote",
    "bot.store.people.coaches.dismiss": "only ends an appointment",
    "bot.store.answers.journal.readable": "is for the member's own Home tab, and says numbers",
    "bot.store.answers.read_marks.note": "only keeps that something was read",
    "bot.coaching.reports.report.send_picture": "draws report.report",
    "bot.coaching.follow_up.roster.read": "is what roster.page shows",
    "bot.coaching.follow_up.roster.lines": "is what roster.page shows",
    "bot.coaching.follow_up.roster.names": "says whose member somebody is",
    "bot.coaching.follow_up.digest.set_hour": "only keeps an hour",
    "bot.store.follow_up.digests.set_hour": "only keeps an hour",
    "bot.store.follow_up.digests.plan": "only owes a digest",
    "bot.store.people.coaches.placed_under": "says who is on whose track",
    "bot.coaching.delivery.dues.welcome": "is what is sent to a member",
    "bot.coaching.delivery.dues.word_of_coach": "is what is sent to a member",
    "bot.coaching.privacy.sharing.share_earlier": "says who the coach is, to the member",
    "bot.coaching.follow_up.signals.evaluate_for": "opens items that follow_up.queue shows",
    "bot.store.follow_up.digests.promised": "says what the coach has written",
}
"""Everything else for coaches, and why it can say nothing of an answer."""


def for_coaches():
    """Every flow and query that is handed a coach, or is about the queue."""
    for package in (bot.coaching, bot.store):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not (module.ispkg or module.name.startswith("bot.store.migrations")):
                yield from _of(import_module(module.name))


THE_RULE = (
    "bot.store.privacy.readers",
    "bot.coaching.privacy.readers",
    "bot.store.enrolment.introductions",
)
"""Modules that say who may read, and who was told so: they hold no answers."""


def _of(module):
    if module.__name__ in THE_RULE:
        return
    about_queue = module.__name__.endswith(("follow_up", "follow_ups", "queues"))
    for name, function in inspect.getmembers(module, inspect.isfunction):
        is_ours = function.__module__ == module.__name__ and not name.startswith("_")
        if is_ours and (about_queue or COACHING & set(inspect.signature(function).parameters)):
            yield f"{module.__name__}.{name}"


def test_everything_that_a_coach_can_ask_for_is_walked():
    known = {*WALK, *TELLS_NOTHING}

    assert set(for_coaches()) == known, "say in WALK how to call it, or below why it tells nothing"


@pytest.fixture
async def answered(started, reach):
    """Ada has shared three answers, and a private day lies before her."""

    async def go():
        await started.answered_days(3, 4, 5)
        await started.days(6)
        await started.tap("first-steps.1", outcome=Outcome.DID, text="Shared")

    await reach(started, go)
    return started


ONE_WAY = {"outcome": Outcome.DID, "confidence": 5}
ANOTHER_WAY = {"outcome": Outcome.STUCK, "confidence": 1}


async def both_ways(scene, look):
    """Return what a place shows after each of two answers to the private day."""
    one, another, *_ = scene.messenger.card(PRIVATE).item.nudge.choices
    await scene.tap(PRIVATE, **ONE_WAY, choice=one, text="Secret", whole=True)
    first = await look(scene)
    await scene.tap(PRIVATE, **ANOTHER_WAY, choice=another, text="Other", whole=True)
    return first, await look(scene)


async def as_planned(scene, without_nudge):
    """The day is where it was."""


async def retired(scene, without_nudge):
    """Its author has taken the day out of the track since it was sent."""
    scene.coaching = replace(scene.coaching, library=without_nudge("first-steps", 4))


async def unknown(scene, without_nudge):
    """It was sent by an edition that stored nothing, and has left the track since."""
    await retired(scene, without_nudge)
    async with scene.coaching.store.writing() as session:
        await session.exec(
            update(DeliveryRow).where(DeliveryRow.nudge == PRIVATE).values(private=None)
        )
    await private_days.classify(scene.coaching)


async def opened_up(scene, without_nudge):
    """Its author has made the day an ordinary one since."""
    track = scene.coaching.library.track("first-steps")
    nudges = tuple(replace(nudge, private=False) for nudge in track.nudges)
    library = Library((), {"first-steps": replace(track, nudges=nudges)})
    scene.coaching = replace(scene.coaching, library=library)


SINCE = (as_planned, retired, unknown, opened_up)
"""Changes to a private day's file after it was sent."""


@pytest.mark.parametrize("since", SINCE)
async def test_however_it_is_answered_a_coach_gets_the_same(answered, without_nudge, since):
    await since(answered, without_nudge)
    # A look notes what was read, which the next one shows.
    await everything(answered)

    first, second = await both_ways(answered, everything)

    assert [name for name in WALK if first[name] != second[name]] == []


async def everything(scene):
    return {name: repr(await look(scene)) for name, look in WALK.items()}


@pytest.mark.parametrize("since", SINCE)
async def test_words_typed_to_a_private_day_are_kept_nowhere(answered, without_nudge, since):
    await since(answered, without_nudge)

    await answered.say("Secret", thread=answered.messenger.card(PRIVATE).place.ts)

    assert ("UADA", "error-private-no-text") in answered.messenger.noted
    assert "Secret" not in repr(await answered.rows(ReplyRow))


async def test_old_deliveries_learn_from_the_library_what_they_are(answered):
    async with answered.coaching.store.writing() as session:
        await session.exec(update(DeliveryRow).where(DeliveryRow.nudge != "").values(private=None))

    await private_days.classify(answered.coaching)

    told = {row.nudge: row.private for row in await answered.ledger() if row.nudge}
    assert told == {f"first-steps.{n}": n == 4 for n in range(1, 5)}


async def test_and_sees_that_it_was_answered(answered):
    before = await member_page(answered)

    after, _ = await both_ways(answered, member_page)

    assert (before.line.progress.answered, after.line.progress.answered) == (3, 4)
    assert after.journal[0].private_day
    assert not after.journal[0].read


async def test_the_screens_are_the_same_too(answered):
    async def screens(scene):
        now, page = scene.clock(), await member_page(scene)
        queue = await follow_up.board(scene.coaching, scene.coach)
        people = await roster.page(scene.coaching, scene.coach)
        home = await follow_up.home(scene.coaching, scene.coach)
        return (
            views.member_page(page, now, WORDS).payload(),
            queue_page(queue, now, WORDS).payload(),
            views.roster_page(people, WORDS).payload(),
            coach_home(home, WORDS).to_dict(),
        )

    first, second = await both_ways(answered, screens)

    assert first == second
    assert "Shared" in str(first)
    assert "Secret" not in str(first)


async def test_asking_for_the_coach_on_a_private_day_does_not_name_the_day(answered):
    delivery = answered.messenger.card(PRIVATE).item.delivery_id
    await reply.ask_coach(answered.coaching, answered.workspace, "UADA", delivery)

    [item] = await follow_up.queue(answered.coaching, answered.coach)
    assert (item.reason, item.nudge, item.words) == ("asked", "", ())


async def test_no_pattern_is_ever_read_from_private_days(answered):
    """The same taps on a day that is not private would put Ada before her coach."""
    await answered.tap("first-steps.3", outcome=Outcome.STUCK)

    await answered.tap(PRIVATE, outcome=Outcome.STUCK)
    assert "stuck" not in dict(await answered.follow_ups())

    await answered.tap("first-steps.2", outcome=Outcome.STUCK)
    assert ("stuck", "") in await answered.follow_ups()


async def test_a_private_day_is_never_marked_as_read(answered):
    await both_ways(answered, member_page)

    assert len(await answered.rows(ReadMarkRow)) == 3
