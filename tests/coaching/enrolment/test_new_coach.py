"""A member's coach changes: who is told when, what each reads, and how long it can be undone."""

from datetime import date, timedelta

import pytest
from sqlmodel import update

from bot.coaching.answers import reply
from bot.coaching.enrolment import introductions, reassignment
from bot.coaching.enrolment import undo as take_back
from bot.coaching.follow_up import conversation, follow_up, notes, roster
from bot.coaching.people import roles
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError, OutcomeUnknown
from bot.domain.people.people import Profile
from bot.domain.privacy.readers import UNDO_WITHIN
from bot.domain.schedule.time_off import Leave
from bot.store.privacy import readers
from bot.store.tables import CoachRow, DeliveryRow, EnrolmentRow, MemberRow, ReplyRow
from tests.coaching.conftest import appointed

WORDS = "Handed the rota to Ben"


@pytest.fixture
async def noa(scene, reach):
    async def go():
        scene.messenger.people["UNOA"] = Profile("UNOA", "Noa", "UTC")
        return await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))

    return await reach(scene, go)


@pytest.fixture
async def answered(nudged, reach):
    """Ada has told Mara something on her first nudge."""

    async def go():
        await nudged.tap("first-steps.1", outcome=Outcome.STUCK, text=WORDS, whole=True)

    await reach(nudged, go)
    return nudged


async def move(scene, to="UNOA", coach=None):
    return await reassignment.move(
        scene.coaching, scene.workspace, coach or scene.coach, "UADA", to
    )


async def move_overnight(scene):
    """In the evening, so that Ada hears of it the next morning."""
    scene.clock.now += timedelta(hours=12)
    await move(scene)


async def undo(scene, actor="UMARA"):
    return await take_back.undo(scene.coaching, scene.workspace, actor)


async def reader(scene):
    async with scene.coaching.store.reading() as session:
        found = await readers.of_member(session, 1)
    return found.slack_id if found else None


async def page(scene, coach):
    return await follow_up.member_page(scene.coaching, scene.workspace, coach, "UADA")


async def words_for(scene, coach):
    return [word for entry in (await page(scene, coach)).journal for word in entry.answer.words]


async def change(scene, table, **values):
    async with scene.coaching.store.writing() as session:
        await session.exec(update(table).values(**values))


async def test_between_the_move_and_the_word_nobody_reads_and_the_page_says_why(answered, noa):
    await move_overnight(answered)

    assert await reader(answered) is None
    with pytest.raises(CoachingError, match="error-not-told-yet"):
        await page(answered, noa)
    with pytest.raises(CoachingError, match="error-not-told-yet"):
        await conversation.write(answered.coaching, noa, "UADA", "Hello", "V1")
    [line] = (await roster.page(answered.coaching, noa)).lines
    assert (line.standing, line.progress, line.last_reply) == ("untold", None, None)


async def test_what_is_said_in_between_is_nobodys_until_it_is_shared(answered, noa):
    await move_overnight(answered)
    await answered.say("In between", thread=answered.messenger.card("first-steps.1").place.ts)

    await answered.days(4)
    assert await words_for(answered, noa) == []

    await sharing.share_earlier(answered.coaching, answered.workspace, "UADA", noa.id, shares=True)
    assert await words_for(answered, noa) == [WORDS, "In between"]


@pytest.mark.parametrize("back", [False, True])
async def test_earlier_answers_are_shared_with_one_coach_and_end_with_them(answered, noa, back):
    await move_overnight(answered)
    await answered.days(4)
    who = answered.coaching, answered.workspace, "UADA"
    await sharing.share_earlier(*who, noa.id, shares=True)

    await move(answered, "UMARA", coach=noa)
    await answered.tick()
    if back:
        await move(answered)
        await answered.tick()
        assert await words_for(answered, noa) == []

    other = answered.coach.id if back else noa.id
    with pytest.raises(CoachingError, match="error-share-earlier-gone"):
        await sharing.share_earlier(*who, other, shares=True)


async def test_what_is_kept_stays_kept_when_earlier_answers_are_shared(answered, noa):
    number = answered.messenger.card("first-steps.1").item.delivery_id
    await reply.keep_private(answered.coaching, answered.workspace, "UADA", number, private=True)
    await move(answered)
    await answered.tick()

    await sharing.share_earlier(answered.coaching, answered.workspace, "UADA", noa.id, shares=True)

    [entry] = (await page(answered, noa)).journal
    assert (entry.answer.words, entry.answer.outcome, entry.read) == ((), None, False)


async def test_a_tap_on_an_old_card_takes_no_old_words_along(answered, noa):
    await move(answered)
    await answered.tick()

    await answered.tap("first-steps.1", outcome=Outcome.DID)

    [entry] = (await page(answered, noa)).journal
    assert (entry.answer.outcome, entry.answer.words) == (Outcome.DID, ())
    card = await answered_card(answered)
    assert (card.answer.words, card.answer.outcome) == ((WORDS,), Outcome.DID)
    assert card.is_earlier


async def answered_card(scene):
    number = scene.messenger.card("first-steps.1").item.delivery_id
    from bot.coaching.delivery import cards  # noqa: PLC0415  the flow, not the fixture of that name

    return await cards.card(scene.coaching, scene.workspace.id, "UADA", number)


async def test_a_form_that_repeats_old_words_does_not_hand_them_on(answered, noa):
    await move(answered)
    await answered.tick()

    await answered.tap("first-steps.1", outcome=Outcome.DID, text=WORDS, confidence=2, whole=True)

    [entry] = (await page(answered, noa)).journal
    assert (entry.answer.outcome, entry.answer.words) == (Outcome.DID, ())

    await answered.tap("first-steps.1", outcome=Outcome.DID, text="New words", whole=True)
    assert await words_for(answered, noa) == ["New words"]
    assert (await answered_card(answered)).answer.words == ("New words",)


async def test_an_edit_of_old_words_stays_with_whom_they_were_written_to(nudged, noa):
    ts = await nudged.say(WORDS)
    await move(nudged)
    await nudged.tick()

    nudged.clock.now += timedelta(minutes=1)
    await reply.typed(nudged.coaching, nudged.message(f"{WORDS} today", ts=ts, edited=True))

    assert await words_for(nudged, noa) == []
    [row] = [row for row in await nudged.rows(ReplyRow) if row.text]
    assert (row.text, row.shared_with_id) == (f"{WORDS} today", nudged.coach.id)


async def test_one_tap_on_a_card_shares_that_answer_with_the_coach_of_now(answered, noa):
    await move(answered)
    await answered.tick()
    number = answered.messenger.card("first-steps.1").item.delivery_id

    await reply.keep_private(answered.coaching, answered.workspace, "UADA", number, private=False)

    assert await words_for(answered, noa) == [WORDS]


async def test_in_an_open_pause_a_member_is_told_all_the_same(answered, noa):
    await settings.pause(answered.coaching, answered.workspace, "UADA", None)

    await move_overnight(answered)
    await answered.days(4)

    assert answered.messenger.posted[-1].item.coach == "<@UNOA>"
    assert await reader(answered) == "UNOA"


async def test_a_pause_after_the_move_does_not_hold_the_word_back(answered, noa):
    await move_overnight(answered)
    await settings.pause(answered.coaching, answered.workspace, "UADA", None)

    await answered.days(4)

    assert await reader(answered) == "UNOA"


async def test_on_leave_a_member_is_told_afterwards_and_until_then_nobody_reads(answered, noa):
    leave = Leave(date(2026, 3, 4), date(2026, 3, 6))
    await settings.add_leave(answered.coaching, answered.workspace, "UADA", leave)
    await move_overnight(answered)

    await answered.days(4, 5, 6)
    assert await reader(answered) is None

    await answered.days(9)
    assert await reader(answered) == "UNOA"


async def test_who_has_finished_is_told_as_well(answered, noa):
    done = {"state": "finished", "next_due_at": None, "ended_at": answered.clock()}
    await change(answered, EnrolmentRow, **done)

    await move_overnight(answered)
    assert await reader(answered) is None
    await answered.days(4)

    word = answered.messenger.posted[-1].item
    assert (word.coach, word.goes_on, word.has_earlier) == ("<@UNOA>", False, True)
    assert await reader(answered) == "UNOA"
    assert (await page(answered, noa)).journal == ()


async def test_a_queued_track_of_another_coach_begins_with_word_of_them(answered, noa):
    async with answered.coaching.store.writing() as session:
        session.add(
            EnrolmentRow(
                workspace_id=1, member_id=1, coach_id=noa.id, track="listening", state="queued",
                starts_on=answered.clock().date(), created_at=answered.clock(),
            )
        )  # fmt: skip
    await reassignment.unassign(answered.coaching, answered.workspace, answered.coach, "UADA")
    assert await reader(answered) is None

    await answered.tick()
    assert await reader(answered) == "UNOA"
    await answered.days(4)
    assert answered.messenger.names()[-2:] == ["welcome", "listening.1"]


async def test_a_word_whose_outcome_is_unknown_tells_nobody_until_it_is_found(answered, noa):
    answered.messenger.loses_answers.add("UADA")
    await move(answered)
    await answered.tick()
    assert await reader(answered) is None

    answered.messenger.loses_answers.clear()
    await answered.tick(answered.clock() + timedelta(minutes=5))
    assert await reader(answered) == "UNOA"


async def test_undone_while_the_word_is_in_doubt_the_first_coach_is_told_again(answered, noa):
    answered.messenger.loses_answers.add("UADA")
    await move(answered)
    await answered.tick()
    await undo(answered)
    answered.messenger.loses_answers.clear()

    for _ in range(3):
        await answered.tick(answered.clock() + timedelta(minutes=5))

    named = [p.item.coach for p in answered.messenger.posted if p.name == "welcome"]
    assert named == ["<@UMARA>", "<@UNOA>", "<@UMARA>"]
    assert await reader(answered) == "UMARA"


@pytest.mark.parametrize(
    ("later", "refusal"),
    [(timedelta(), ""), (UNDO_WITHIN, ""), (UNDO_WITHIN + timedelta(hours=1), "undo-too-late")],
)
@pytest.mark.parametrize("whole", [False, True])
async def test_a_change_of_coach_can_be_undone_for_a_week(answered, noa, later, refusal, whole):
    if whole:
        to = answered.coaching, answered.workspace, "UMARA", "UMARA", "UNOA"
        await reassignment.handover(*to)
    else:
        await move(answered)
    answered.clock.now += later

    if refusal:
        with pytest.raises(CoachingError, match=refusal):
            await undo(answered)
    else:
        assert (await undo(answered)).count == 1


async def tapped(scene, noa):
    await scene.tap("first-steps.1", outcome=Outcome.DID)


async def typed(scene, noa):
    await scene.say("Since then")


async def talked(scene, noa):
    await conversation.write(scene.coaching, noa, "UADA", "Hello", "V1")
    place = scene.messenger.posted[-1].place.ts
    await conversation.typed(scene.coaching, scene.message("Hi", thread=place))


async def kept(scene, noa):
    await scene.tap("first-steps.1", outcome=Outcome.DID, private=True)


@pytest.mark.parametrize(
    ("said", "ends"), [(tapped, True), (typed, True), (talked, True), (kept, False)]
)
async def test_the_first_answer_to_the_new_coach_ends_the_undo(answered, noa, said, ends):
    await move(answered)
    await answered.tick()
    answered.clock.now += timedelta(minutes=1)
    await said(answered, noa)

    if not ends:
        assert (await undo(answered)).count == 1
        return
    with pytest.raises(CoachingError, match="undo-answered") as refused:
        await undo(answered)
    assert refused.value.facts == {"person": "<@UADA>", "coach": "<@UNOA>"}
    assert await reader(answered) == "UNOA"


async def test_of_a_handover_those_go_back_who_have_said_nothing_yet(answered, noa):
    await answered.assign("UBOB")
    await answered.days(4)
    await reassignment.handover(answered.coaching, answered.workspace, "UMARA", "UMARA", "UNOA")
    await answered.tick()
    answered.clock.now += timedelta(minutes=1)
    await answered.tap("first-steps.2", outcome=Outcome.DID)

    undone = await undo(answered)

    assert (undone.count, [(one.slack_id, one.key) for one in undone.kept]) == (
        1, [("UADA", "undo-answered")],
    )  # fmt: skip


async def test_unassign_is_not_undone_over_a_coach_who_took_over_since(answered, noa):
    await reassignment.unassign(answered.coaching, answered.workspace, answered.coach, "UADA")
    await answered.assign("UADA", track="listening", coach=noa)
    await answered.days(4)
    async with answered.coaching.store.writing() as session:
        done = {"state": "finished", "next_due_at": None, "ended_at": answered.clock()}
        hers = update(EnrolmentRow).where(EnrolmentRow.coach_id == noa.id)
        await session.exec(hers.values(**done))

    with pytest.raises(CoachingError, match="undo-with-other"):
        await undo(answered)


async def test_undoing_an_assignment_gives_the_coach_before_back_once_that_is_told(answered, noa):
    done = {"state": "finished", "next_due_at": None, "ended_at": answered.clock()}
    await change(answered, EnrolmentRow, **done)
    await answered.assign("UADA", track="listening", coach=noa)
    await answered.tick()
    assert await reader(answered) == "UNOA"

    await undo(answered, "UNOA")
    assert await reader(answered) is None
    await answered.tick()

    assert await reader(answered) == "UMARA"
    assert await words_for(answered, answered.coach) == [WORDS]


async def test_thirty_are_told_each_for_themself(answered, noa):
    people = [f"UP{n}" for n in range(30)]
    answered.messenger.people |= {id_: Profile(id_, id_, "UTC") for id_ in people}
    await answered.assign(*people)
    await answered.days(4)

    await reassignment.handover(answered.coaching, answered.workspace, "UMARA", "UMARA", "UNOA")
    answered.messenger.refuses["UP7"] = OutcomeUnknown()
    await answered.tick()

    told = {row.slack_id for row in await answered.rows(MemberRow) if row.reader_id == noa.id}
    assert told == {"UADA", *people} - {"UP7"}


async def test_whoever_has_only_a_queued_track_keeps_their_coach_from_being_dismissed(
    answered, noa
):
    async with answered.coaching.store.writing() as session:
        session.add(
            EnrolmentRow(
                workspace_id=1, member_id=1, coach_id=noa.id, track="listening", state="queued",
                starts_on=answered.clock().date(), created_at=answered.clock(),
            )
        )  # fmt: skip
    answered.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)

    with pytest.raises(CoachingError, match="error-coach-has-members"):
        await roles.dismiss(answered.coaching, answered.workspace, "UROOT", "UNOA")


async def test_a_former_coach_is_reminded_of_no_promise(answered, noa):
    due = answered.clock().date() + timedelta(days=1)
    await notes.promise(answered.coaching, answered.coach, "UADA", due, "Send it", "V1")
    await move(answered)
    await answered.tick()
    await answered.days(4)

    await notes.run_periodic(answered.coaching)

    assert [to for to, key, _ in answered.messenger.offered if key == "promise-due"] == []
    assert await follow_up.queue(answered.coaching, answered.coach) == []


async def test_a_kept_outcome_is_not_counted_for_the_coach(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID, private=True)

    [line] = (await roster.page(nudged.coaching, nudged.coach)).lines

    assert (line.progress.answered, line.progress.did, line.progress.recent) == (1, 0, 0)


async def test_nobody_is_told_of_a_coach_whose_account_has_closed(answered, noa):
    await move_overnight(answered)
    async with answered.coaching.store.writing() as session:
        hers = update(CoachRow).where(CoachRow.id == noa.id)
        await session.exec(hers.values(deactivated=True))
        await introductions.settle(session, 1, answered.clock())

    await answered.days(4)

    assert "welcome" not in answered.messenger.names()[1:]


async def test_after_an_upgrade_those_are_told_who_never_were(answered, noa):
    """As the first edition left somebody whose finished track was moved: told nothing."""
    await change(answered, EnrolmentRow, coach_id=noa.id)
    assert await reader(answered) is None

    await introductions.settle_all(answered.coaching)
    await introductions.settle_all(answered.coaching)
    await answered.tick()

    named = [row.introduces_id for row in await answered.rows(DeliveryRow) if row.introduces_id]
    assert named == [answered.coach.id, noa.id]
    assert await reader(answered) == "UNOA"


async def test_a_plan_is_read_by_whom_it_was_made_for(nudged, noa):
    given = Reply(plan="If it's Monday, then I ask Ben")
    number = nudged.messenger.card("first-steps.1").item.delivery_id
    await reply.tapped(nudged.coaching, nudged.workspace, "UADA", number, given)
    await move(nudged)
    await nudged.tick()

    [entry] = (await page(nudged, noa)).journal
    assert (entry.answer.plan, entry.answer.plans) == ("", ())
