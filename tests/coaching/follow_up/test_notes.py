"""Notes and promises: the coach's alone, and a promise comes back on its day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import update

from bot.coaching.enrolment import reassignment, undo
from bot.coaching.follow_up import conversation, follow_up, notes
from bot.coaching.privacy import retention
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.domain.privacy.retention import KEPT
from bot.store.follow_up import notes as kept
from bot.store.tables import CoachMessageRow, MemberRow, NoteRow, PromiseRow
from tests.coaching.conftest import appointed

FRIDAY = date(2026, 3, 6)


async def promise(scene, due=FRIDAY, text="Send the template", source="form 1", coach=None):
    coach = coach or scene.coach
    await notes.promise(scene.coaching, coach, "UADA", due, text, source)


async def note(scene, text="Asked for the rota", source="form 1", coach=None, who="UADA"):
    await notes.note(scene.coaching, coach or scene.coach, who, text, source)


async def queue(scene, coach=None):
    board = await follow_up.board(scene.coaching, coach or scene.coach)
    return [(row.reason, row.detail, row.reach_by) for row in board.rows]


async def test_a_note_is_kept_once_however_often_its_form_arrives(started):
    await note(started)
    await note(started)
    await note(started, source="form 2")

    assert [row.text for row in await started.rows(NoteRow)] == ["Asked for the rota"] * 2


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": "  "}, "error-note-empty"),
        ({"text": "w" * 2001}, "error-too-long"),
        ({"who": "UBOB"}, "error-not-your-member"),
        ({"who": "UMARA"}, "error-not-your-member"),
    ],
)
async def test_a_note_that_cannot_be_is_refused(started, given, refusal):
    with pytest.raises(CoachingError, match=refusal):
        await note(started, **given)

    assert await started.rows(NoteRow) == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": ""}, "error-promise-empty"),
        ({"due": date(2026, 3, 1)}, "error-date-past"),
        ({"due": date(2027, 3, 5)}, "error-promise-too-far"),
    ],
)
async def test_a_promise_that_cannot_be_is_refused(started, given, refusal):
    with pytest.raises(CoachingError, match=refusal):
        await promise(started, **given)

    assert await started.rows(PromiseRow) == []


async def test_nobody_but_their_own_coach_keeps_or_reads_anything_about_a_member(started):
    other = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))
    await note(started)
    await promise(started, due=date(2026, 3, 2))
    [promised] = await started.rows(PromiseRow)

    for deed in (note(started, coach=other), promise(started, coach=other)):
        with pytest.raises(CoachingError, match="error-not-your-member"):
            await deed
    for deed in (
        notes.close(started.coaching, other, promised.id, "kept"),
        notes.move(started.coaching, other, promised.id, 1),
    ):
        with pytest.raises(CoachingError, match="error-promise-gone"):
            await deed

    assert await queue(started, other) == []
    async with started.coaching.store.reading() as session:
        assert await kept.notes(session, other.id, promised.member_id, 9) == []
        assert await kept.promises(session, other.id, promised.member_id, 9) == []


async def test_a_promise_is_in_the_queue_from_its_day_on_until_it_is_kept(started):
    await promise(started)
    assert await queue(started) == []

    started.clock.now = datetime(2026, 3, 6, 0, 1, tzinfo=UTC)
    assert await queue(started) == [("promise", "Send the template", FRIDAY)]

    started.clock.now += timedelta(days=10)
    [row] = (await follow_up.board(started.coaching, started.coach)).rows
    await notes.close(started.coaching, started.coach, row.id, "kept")
    assert await queue(started) == []
    with pytest.raises(CoachingError, match="error-promise-gone"):
        await notes.close(started.coaching, started.coach, row.id, "kept")


async def test_a_promise_can_have_another_day(started):
    await promise(started, due=date(2026, 3, 2))
    [row] = (await follow_up.board(started.coaching, started.coach)).rows

    assert await notes.move(started.coaching, started.coach, row.id, 5) == date(2026, 3, 9)

    assert await queue(started) == []
    started.clock.now += timedelta(days=7)
    assert await queue(started) == [("promise", "Send the template", date(2026, 3, 9))]


async def reminded(scene, *days_and_hours):
    """Which of these moments of March brought the coach a reminder."""
    came = []
    for day, hour in days_and_hours:
        scene.clock.now = datetime(2026, 3, day, hour, tzinfo=UTC)
        before = len(scene.messenger.offered)
        await notes.run_periodic(scene.coaching)
        came += [(day, hour)] * (len(scene.messenger.offered) - before)
    return came


async def test_the_coach_is_reminded_once_on_the_morning_of_the_day(started):
    await promise(started)

    came = await reminded(started, (5, 12), (6, 8), (6, 9), (6, 10), (7, 9))

    assert came == [(6, 9)]
    [(to, key, facts)] = started.messenger.offered
    assert (to, key, facts["person"]) == ("UMARA", "promise-due", "<@UADA>")
    assert facts["text"] == "Send the template"


@pytest.mark.parametrize(("zone", "hour"), [("Pacific/Auckland", 20), ("America/New_York", 14)])
async def test_the_morning_is_the_coachs_own(started, zone, hour):
    there = await appointed(started.coaching, started.workspace, Profile("UMARA", "Mara", zone))
    day = 5 if zone == "Pacific/Auckland" else 6
    await promise(started, coach=there)

    assert await reminded(started, (day, hour - 1), (day, hour)) == [(day, hour)]


async def test_a_reminder_that_does_not_arrive_comes_again_and_one_that_is_kept_never(started):
    await promise(started)
    started.messenger.refuses["UMARA"] = None
    assert await reminded(started, (6, 9)) == []

    started.messenger.refuses.clear()
    assert await reminded(started, (6, 10)) == [(6, 10)]

    await promise(started, due=date(2026, 3, 9), source="form 2")
    async with started.coaching.store.reading() as session:
        [row] = [p for p in await kept.promises(session, 1, 1, 9) if p.due.day == 9]
    await notes.close(started.coaching, started.coach, row.id, "dropped")
    assert await reminded(started, (9, 10)) == []


async def test_a_note_is_deleted_by_its_coach_alone_and_once(started):
    noa = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))
    await note(started)
    await note(started, "Works nights", source="form 2")
    [first, second] = [row.id for row in await started.rows(NoteRow)]

    with pytest.raises(CoachingError, match="error-note-gone"):
        await notes.delete_note(started.coaching, noa, first)
    assert await notes.delete_note(started.coaching, started.coach, first) == "UADA"
    with pytest.raises(CoachingError, match="error-note-gone"):
        await notes.delete_note(started.coaching, started.coach, first)

    assert [row.id for row in await started.rows(NoteRow)] == [second]


async def test_that_a_note_was_deleted_is_in_its_own_coachs_log_alone(started):
    await note(started)
    [row] = await started.rows(NoteRow)
    await notes.delete_note(started.coaching, started.coach, row.id)
    started.messenger.people["UNOA"] = Profile("UNOA", "Noa", "UTC")
    noa = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))
    await reassignment.move(started.coaching, started.workspace, started.coach, "UADA", "UNOA")

    async def log(coach):
        found = await undo.log(started.coaching, started.workspace, coach.slack_id, coach, first=0)
        return {(line.action, line.whom) for line in found.lines}

    assert ("delete-note", ("UADA",)) in await log(started.coach)
    assert "delete-note" not in {action for action, _ in await log(noa)}


async def test_what_a_coach_has_written_grows_old(started):
    await note(started)
    await promise(started)
    await promise(started, source="form 2")
    [kept_open, done] = [row.id for row in await started.rows(PromiseRow)]
    await notes.close(started.coaching, started.coach, done, kept.KEPT)
    await conversation.write(started.coaching, started.coach, "UADA", "Hi", "1")

    async def left():
        await retention.run_periodic(started.coaching)
        written = [row.text for row in await started.rows(CoachMessageRow)]
        promises = [row.id for row in await started.rows(PromiseRow)]
        return len(await started.rows(NoteRow)), promises, written

    started.clock.now += KEPT - timedelta(hours=1)
    assert await left() == (1, [kept_open, done], ["Hi"])
    started.clock.now += timedelta(hours=1)
    assert await left() == (0, [kept_open], [""])
    page = await follow_up.member_page(started.coaching, started.workspace, started.coach, "UADA")
    assert [(one.kind, one.words) for one in page.contacts] == [("wrote", ())]


async def test_who_keeps_their_words_keeps_what_their_coach_wrote(started):
    await conversation.write(started.coaching, started.coach, "UADA", "Hi", "1")
    async with started.coaching.store.writing() as session:
        await session.exec(update(MemberRow).values(keeps_words=True))
    started.clock.now += KEPT * 2

    await retention.run_periodic(started.coaching)

    assert [row.text for row in await started.rows(CoachMessageRow)] == ["Hi"]
