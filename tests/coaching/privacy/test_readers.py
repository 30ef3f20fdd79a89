"""
Who reads what a member said: everybody who is, was or becomes a coach, at every place.

Ada tells Mara something on her nudges and something in conversation. Then her coach changes, or
Mara is a coach no longer, and each place where anything could surface is looked at.
"""

from datetime import timedelta

import pytest
from sqlmodel import update

from bot.coaching.delivery import cards
from bot.coaching.enrolment import reassignment, undo
from bot.coaching.follow_up import conversation, follow_up
from bot.coaching.people import profile_sync, roles
from bot.coaching.practice import progress
from bot.coaching.privacy import sharing
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.store.privacy import readers
from bot.store.tables import CoachRow, EnrolmentRow, FollowUpRow, ReplyRow
from tests.coaching.conftest import appointed
from tests.coaching.privacy.test_private_days import WALK
from tests.examples import some

SECRET, TALK, RATED = "Handed the rota to Ben", "Between the two of us", 4
NOTHING = frozenset()
OUTCOMES = frozenset({"outcomes"})
EARLIER = frozenset({"outcomes", "words"})
ALL = frozenset({"outcomes", "words", "talk"})


async def first(scene, noa):
    """Nothing has changed: Mara is Ada's coach."""
    return scene.coach


async def unassigned(scene, noa):
    await reassignment.unassign(scene.coaching, scene.workspace, scene.coach, "UADA")
    return scene.coach


async def dismissed(scene, noa):
    await unassigned(scene, noa)
    scene.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)
    await roles.dismiss(scene.coaching, scene.workspace, "UROOT", "UMARA")
    return scene.coach


async def dismissed_by_hand(scene, noa):
    """As a database may have it: dismissed while Ada is still on her track."""
    async with scene.coaching.store.writing() as session:
        mara = update(CoachRow).where(CoachRow.id == scene.coach.id)
        await session.exec(mara.values(dismissed_at=scene.clock()))
    return scene.coach


async def reappointed(scene, noa):
    """Ada comes back to Mara, who was a coach no longer in between, and is told so."""
    await dismissed(scene, noa)
    scene.messenger.people["UMARA"] = Profile("UMARA", "Mara", "UTC")
    await roles.appoint(scene.coaching, scene.workspace, "UROOT", "UMARA")
    await roles.confirm(scene.coaching, scene.workspace, "UMARA")
    await scene.assign("UADA", track="listening")
    await scene.days(9)
    return scene.coach


async def deactivated(scene, noa):
    gone = Profile("UMARA", "Mara", "UTC", deactivated=True)
    await profile_sync.changed(scene.coaching, scene.workspace, gone)
    return scene.coach


async def another(scene, noa):
    return noa


async def moved(scene, noa):
    scene.clock.now += timedelta(hours=12)
    await reassignment.move(scene.coaching, scene.workspace, scene.coach, "UADA", "UNOA")


async def moved_from_before(scene, noa):
    await moved(scene, noa)
    return scene.coach


async def moved_from(scene, noa):
    await moved(scene, noa)
    await scene.days(6)
    return scene.coach


async def moved_to_before(scene, noa):
    await moved(scene, noa)
    return noa


async def moved_to(scene, noa):
    await moved(scene, noa)
    await scene.days(6)
    return noa


async def moved_to_with_earlier(scene, noa):
    await moved_to(scene, noa)
    await share_earlier(scene, noa)
    return noa


async def moved_to_with_earlier_taken_back(scene, noa):
    await moved_to_with_earlier(scene, noa)
    await share_earlier(scene, noa, shares=False)
    return noa


async def handed_to(scene, noa):
    scene.clock.now += timedelta(hours=12)
    await reassignment.handover(scene.coaching, scene.workspace, "UMARA", "UMARA", "UNOA")
    await scene.days(6)
    return noa


async def queued_behind(scene, noa):
    """Noa has a track of hers wait behind Mara's, as a database may have it."""
    async with scene.coaching.store.writing() as session:
        session.add(
            EnrolmentRow(
                workspace_id=1, member_id=1, coach_id=noa.id, track="listening", state="queued",
                starts_on=scene.clock().date(), created_at=scene.clock(),
            )
        )  # fmt: skip
    return noa


async def newly_assigned(scene, noa):
    """Ada is off Mara's track; Noa gives her another, and she was told so."""
    await unassigned(scene, noa)
    await scene.assign("UADA", track="listening", coach=noa)
    await scene.days(9)
    return noa


async def finished_and_moved(scene, noa):
    """Ada has finished her track with Mara when she is moved."""
    async with scene.coaching.store.writing() as session:
        done = {"state": "finished", "next_due_at": None, "ended_at": scene.clock()}
        await session.exec(update(EnrolmentRow).values(**done))
    await moved(scene, noa)
    await scene.days(6)
    return noa


async def undone(scene, noa):
    await moved(scene, noa)
    await undo.undo(scene.coaching, scene.workspace, "UMARA")
    return scene.coach


READS = {
    first: ALL,
    unassigned: NOTHING,
    dismissed: NOTHING,
    dismissed_by_hand: NOTHING,
    reappointed: NOTHING,
    deactivated: NOTHING,
    another: NOTHING,
    moved_from_before: NOTHING,
    moved_from: NOTHING,
    moved_to_before: NOTHING,
    moved_to: OUTCOMES,
    moved_to_with_earlier: EARLIER,
    moved_to_with_earlier_taken_back: OUTCOMES,
    handed_to: OUTCOMES,
    queued_behind: NOTHING,
    newly_assigned: NOTHING,
    finished_and_moved: NOTHING,
    undone: ALL,
}
"""What whoever comes out of each of these may read of what Ada said before."""

SHOWS = {
    "bot.coaching.reports.report.report": {"outcomes"},
    "bot.coaching.reports.report.send_table": {"outcomes"},
    "bot.coaching.follow_up.digest.digest": {"outcomes"},
    "bot.store.follow_up.digests.moved": {"outcomes"},
    "bot.store.follow_up.digests.deeds": {"outcomes"},
    "bot.coaching.follow_up.follow_up.queue": {"outcomes", "words", "talk"},
    "bot.coaching.follow_up.follow_up.board": {"outcomes", "words", "talk"},
    "bot.coaching.follow_up.roster.page": {"outcomes"},
    "bot.coaching.follow_up.follow_up.home": {"outcomes", "words", "talk"},
    "bot.coaching.follow_up.follow_up.member_page": {"outcomes", "words", "talk"},
    "bot.store.follow_up.queues.queue": {"outcomes", "words", "talk"},
    "bot.store.follow_up.queues.waiting": {"outcomes"},
    "bot.store.follow_up.queues.in_full": {"outcomes", "words", "talk"},
    "bot.store.follow_up.queues.reasons": {"outcomes"},
    "bot.store.delivery.history.for_coach": {"outcomes"},
    "bot.store.answers.journal.newest_for": {"outcomes", "words"},
    "bot.store.answers.journal.readable": set(),
    "bot.store.answers.replies.answers_for": {"outcomes", "words", "talk"},
    "bot.store.plans.plans.of_for": set(),
    "bot.coaching.practice.progress.journal_for": {"outcomes", "words"},
}
"""What can surface at each place; at the others that coaches look at, nothing can."""


def outcomes_in(name, found):
    """Whether what Ada did, or got stuck with, can be read off what is found."""
    looks = {
        "bot.coaching.follow_up.digest.digest": lambda digest: digest.moved or digest.well,
        "bot.store.follow_up.digests.moved": bool,
        "bot.store.follow_up.digests.deeds": bool,
        "bot.coaching.reports.report.report": lambda report: report.totals.acts,
        "bot.coaching.follow_up.roster.page": lambda page: any(
            one.progress and one.progress.did for one in page.lines
        ),
    }
    if name in looks:
        return bool(looks[name](found))
    return any(word in repr(found).lower() for word in ("stuck", "outcome.did"))


ONE_ROW = {"bot.coaching.follow_up.follow_up.board", "bot.coaching.follow_up.follow_up.home"}
"""There a member has one row, for the most urgent reason alone."""


@pytest.fixture
async def noa(scene, reach):
    async def go():
        noa = scene.messenger.people["UNOA"] = Profile("UNOA", "Noa", "UTC")
        return await appointed(scene.coaching, scene.workspace, noa)

    return await reach(scene, go)


@pytest.fixture
async def told(started, noa, reach):
    """Ada has told Mara something: on two nudges she's stuck with, on one she did, and in talk."""

    async def go():
        await started.days(3)
        await conversation.write(started.coaching, started.coach, "UADA", "How is it?", "V1")
        words = started.messenger.posted[-1].place.ts
        await conversation.typed(started.coaching, started.message(TALK, thread=words))
        await started.tap("first-steps.1", outcome=Outcome.STUCK, text=SECRET, whole=True)
        await started.days(4)
        await started.tap("first-steps.2", outcome=Outcome.STUCK, text=SECRET, whole=True)
        await started.days(5)
        await started.tap("first-steps.3", outcome=Outcome.DID, confidence=RATED)
        started.clock.now += timedelta(minutes=1)

    await reach(started, go)
    return started


async def share_earlier(scene, coach, *, shares=True):
    await sharing.share_earlier(scene.coaching, scene.workspace, "UADA", coach.id, shares=shares)


REFUSALS = {"error-not-your-member", "error-not-told-yet", "error-no-coach-now"}


async def unless_refused(flow):
    """What a flow gives, or "" where it says that this is not for them to see, or to have."""
    try:
        return await flow
    except CoachingError as refused:
        if refused.key not in REFUSALS:
            raise
        return ""


def test_every_place_that_tells_a_coach_something_is_looked_at():
    assert set(SHOWS) <= set(WALK), "a place of WALK has another name"
    silent = set(WALK) - set(SHOWS)
    assert all(
        name.startswith(
            (
                "bot.store.enrolment.enrolments",
                "bot.store.follow_up.rosters",
                "bot.store.people.coaches",
            )
        )
        for name in silent
    ), "say in SHOWS what can surface there"


@pytest.mark.parametrize("way", some(READS, of=2))
async def test_only_who_may_read_now_reads_anything(told, noa, way):
    reader = await way(told, noa)
    told.coach = reader

    for name, look in WALK.items():
        found = await unless_refused(look(told))
        text = repr(found)
        seen = {"words"} if SECRET in text else set()
        seen |= {"talk"} if TALK in text else set()
        seen |= {"outcomes"} if outcomes_in(name, found) else set()
        expected = SHOWS.get(name, set()) & READS[way]
        assert seen <= expected if name in ONE_ROW else seen == expected, (name, text)


@pytest.mark.parametrize("way", some(READS, of=2))
async def test_what_happens_after_reaches_only_who_may_read_now(told, noa, way):
    """Whoever looks on gets Ada's next words only if she was told that they read them."""
    looks_on = await way(told, noa)
    reader = await reader_of(told)
    told.messenger.noted.clear()
    told.messenger.offered.clear()

    await told.tap("first-steps.2", outcome=Outcome.NOT_YET, text="Said since", whole=True)
    asked = await asks(told)
    rows = [row for row in await told.rows(ReplyRow) if row.text == "Said since"]

    assert [row.shared_with_id for row in rows] == [reader.id if reader else None]
    assert asked == (reader.slack_id if reader else None)
    reached = {to for to, *_ in (*told.messenger.noted, *told.messenger.offered)}
    assert reached <= {"UADA", *([reader.slack_id] if reader else [])}
    is_reader = reader is not None and reader.id == looks_on.id
    assert (READS[way] != NOTHING) <= is_reader
    page = await page_of(told, looks_on)
    assert ("Said since" in page) == is_reader


async def page_of(scene, coach):
    page = follow_up.member_page(scene.coaching, scene.workspace, coach, "UADA")
    return repr(await unless_refused(page))


async def reader_of(scene):
    async with scene.coaching.store.reading() as session:
        return await readers.of_member(session, 1)


async def asks(scene):
    if await unless_refused(scene.ask("first-steps.2")) == "":
        return None
    items = [row for row in await scene.rows(FollowUpRow) if row.reason == "asked"]
    coaches = {row.id: row.slack_id for row in await scene.rows(CoachRow)}
    [told] = [to for to, key in scene.messenger.noted if key == "coach-asked"]
    assert coaches[items[-1].coach_id] == told
    return told


@pytest.mark.parametrize("way", READS)
async def test_the_line_on_a_card_names_who_reads(told, noa, way):
    await way(told, noa)
    reader = await reader_of(told)
    posted = [p for p in told.messenger.posted if p.name in {"first-steps.1", "first-steps.3"}]

    for one in posted:
        number = one.item.delivery_id
        card = await cards.card(told.coaching, told.workspace.id, "UADA", number)
        shown = [item for place, item in told.messenger.updated if place == one.place]
        assert card.reader == (reader.mention if reader else "")
        by_hand = way is dismissed_by_hand  # nothing tells Baton of that
        assert by_hand or shown[-1].reader == card.reader, "the card in Slack says the same"
    home = await progress.home(told.coaching, told.workspace, "UADA")
    if home.today:
        assert (home.today.coach and home.today.coach.id) == (reader and reader.id)


@pytest.mark.parametrize("way", READS)
async def test_an_answer_to_mara_goes_to_mara_or_to_nobody(told, noa, way):
    await way(told, noa)
    reader = await reader_of(told)
    is_mara = reader is not None and reader.slack_id == "UMARA"
    told.messenger.offered.clear()
    words = next(p.place.ts for p in told.messenger.posted if p.name == "coach")

    await conversation.typed(told.coaching, told.message("One more thing", thread=words))

    got = {to for to, key, _ in told.messenger.offered if key == "coach-answered"}
    assert got == ({"UMARA"} if is_mara else set())
    kept = [row for row in await told.rows(ReplyRow) if row.text == "One more thing"]
    assert bool(kept) == is_mara
    assert (("UADA", "answer-coach-gone") in told.messenger.noted) == (not is_mara)
