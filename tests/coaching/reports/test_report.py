"""What a report counts, and what it leaves with the member."""

import csv
from io import StringIO

import pytest

from bot.coaching.answers import reply
from bot.coaching.enrolment import cohorts
from bot.coaching.reports import report
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.store.tables import FollowUpRow
from tests.coaching.conftest import appointed
from tests.slack.views.screen import WORDS


@pytest.fixture
async def three_days(scene, reach):
    """Ada, Bob and Cleo have had three nudges; Noa's own member is none of Mara's business."""

    async def go():
        noa = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))
        scene.messenger.people["UEVE"] = Profile("UEVE", "=Eve", "UTC")
        await scene.assign("UADA", "UBOB", "UCLEO")
        await scene.assign("UEVE", coach=noa)
        for day in (2, 3, 4, 5):
            await scene.tick(scene.clock.now.replace(day=day, month=3, hour=16))

    await reach(scene, go)
    return scene


async def taps(scene, who, nudge, **said):
    card = scene.messenger.card(nudge, who).item.delivery_id
    await reply.tapped(scene.coaching, scene.workspace, who, card, Reply(**said))


async def counted(scene, about=""):
    return await report.report(scene.coaching, scene.coach, about)


async def table(scene, about=""):
    await report.send_table(scene.coaching, scene.workspace, scene.coach, about, WORDS)
    [(to, name, content)] = scene.messenger.files.values()
    assert (to, name) == ("UMARA", "baton-report-2026-03-05.csv")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


async def test_people_are_counted_once_and_other_coaches_people_not_at_all(three_days):
    await taps(three_days, "UADA", "first-steps.1", outcome=Outcome.DID)
    await taps(three_days, "UADA", "first-steps.2", outcome=Outcome.DID)
    await taps(three_days, "UBOB", "first-steps.1", outcome=Outcome.STUCK)
    await taps(three_days, "UEVE", "first-steps.1", outcome=Outcome.DID)

    found = await counted(three_days)

    totals = found.totals
    assert (totals.started, totals.active, totals.finished) == (3, 3, 0)
    assert (totals.acted, totals.acts) == (1, 2)
    [group] = found.groups
    first = group.nudges[0]
    assert (first.sent, first.answered, first.did, first.stuck) == (3, 2, 1, 1)


async def test_an_outcome_that_is_kept_is_counted_as_an_answer_and_no_more(three_days):
    await taps(three_days, "UADA", "first-steps.1", outcome=Outcome.DID, private=True)

    found = await counted(three_days)

    first = found.groups[0].nudges[0]
    assert (first.answered, first.kept, first.did, found.totals.acted) == (1, 1, 0, 0)
    assert [row["Outcome"] for row in await table(three_days) if row["Answered"]] == ["kept"]


async def test_a_private_day_leaves_nothing(three_days):
    await taps(three_days, "UADA", "first-steps.3", outcome=Outcome.DID)
    await three_days.tick(three_days.clock.now.replace(day=6))
    await taps(three_days, "UADA", "first-steps.4", choice="Yes")

    found = await counted(three_days)

    assert [nudge.day for nudge in found.groups[0].nudges] == [1, 2, 3]
    three_days.clock.now = three_days.clock.now.replace(day=5)
    assert {row["Nudge"] for row in await table(three_days)} == {
        nudge.title for nudge in found.groups[0].nudges
    }


async def test_a_talk_is_help(three_days):
    await taps(three_days, "UADA", "first-steps.1", outcome=Outcome.STUCK)
    card = three_days.messenger.card("first-steps.1").item.delivery_id
    await reply.ask_coach(three_days.coaching, three_days.workspace, "UADA", card)
    async with three_days.coaching.store.writing() as session:
        for row in await session.exec(FollowUpRow.__table__.select()):
            await session.exec(
                FollowUpRow.__table__.update()
                .where(FollowUpRow.id == row.id)
                .values(closed_at=three_days.clock.now, closed_as="talked")
            )

    assert (await counted(three_days)).totals.helped == 1


async def test_one_track_alone(three_days):
    assert (await counted(three_days, "First steps")).totals.started == 3
    assert (await counted(three_days, "listening")).totals.started == 0


@pytest.fixture
async def spring(three_days):
    """Ada and Bob are in a cohort, and so is Eve, who is another coach's."""
    people = ("UADA", "UBOB", "UEVE", "UNEW")
    cohort, _ = await cohorts.gather(
        three_days.coaching, three_days.coach, "Spring 26", people, ("S1",)
    )
    return cohort


@pytest.mark.parametrize("about", ["spring 26", "cohort Spring 26", "Spring 26 first-steps"])
async def test_a_cohort_alone_and_on_one_track(three_days, spring, about):
    await taps(three_days, "UADA", "first-steps.1", outcome=Outcome.DID)
    await taps(three_days, "UCLEO", "first-steps.1", outcome=Outcome.DID)

    found = await counted(three_days, about)

    assert (found.totals.started, found.totals.acted) == (2, 1)
    assert found.about.startswith("Spring 26")
    assert (await counted(three_days, found.asked)) == found


async def test_a_cohorts_table_has_its_people_only(three_days, spring):
    assert {row["Name"] for row in await table(three_days, "spring 26")} == {"Ada", "Bob"}


async def test_a_cohort_without_a_member_has_nothing_to_count(three_days):
    await cohorts.gather(three_days.coaching, three_days.coach, "autumn", ("UNEW",), ())

    assert (await counted(three_days, "autumn")).totals.started == 0


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("sprng 26", "Spring 26"), ("frist-steps", "first-steps"), ("xyz", ""), ("", None)],
)
async def test_a_wrong_name_is_looked_for_among_tracks_and_cohorts(
    three_days, spring, typed, nearest
):
    if nearest is None:
        assert (await counted(three_days, typed)).about == ""
        return
    with pytest.raises(CoachingError) as refused:
        await counted(three_days, typed)

    assert (refused.value.key, refused.value.facts["nearest"]) == ("error-report-about", nearest)


async def test_a_cohort_with_a_wrong_track_asks_for_the_track(three_days, spring):
    with pytest.raises(CoachingError) as refused:
        await counted(three_days, "spring 26 frist-steps")

    assert refused.value.facts["nearest"] == "first-steps"


async def test_the_table_has_no_words_and_nothing_a_spreadsheet_would_work_out(three_days):
    await taps(three_days, "UADA", "first-steps.1", outcome=Outcome.DID, text="=HYPERLINK(1)")
    three_days.messenger.people["UADA"] = Profile("UADA", "=Ada", "UTC")
    await three_days.move_to("UTC")

    rows = await table(three_days)

    assert {row["Name"] for row in rows} == {"'=Ada", "Bob", "Cleo"}
    assert "HYPERLINK" not in str(rows)


async def test_the_file_goes_with_the_first_who_goes(three_days):
    from bot.coaching.privacy import forget  # noqa: PLC0415

    await table(three_days)
    await forget.forget(three_days.coaching, three_days.workspace, "UBOB")

    assert three_days.messenger.files == {}


async def test_before_anything_is_sent_there_is_no_file(scene):
    assert await report.send_table(scene.coaching, scene.workspace, scene.coach, "", WORDS) == 0
    assert scene.messenger.files == {}
