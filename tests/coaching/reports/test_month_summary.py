"""The month on the Home tab: a picture that is never out of date, and goes with its member."""

import pytest

from bot.coaching.answers import reply
from bot.coaching.practice import progress
from bot.coaching.privacy import forget
from bot.coaching.reports import month_summary
from bot.content.export.month_picture import month_picture
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.domain.reports.month import Mark
from bot.store.tables import UploadRow

PNG = b"\x89PNG\r\n"


@pytest.fixture
def home(nudged):
    async def look():
        return await progress.home(nudged.coaching, nudged.workspace, "UADA")

    return look


@pytest.fixture
def hang(nudged, home):
    async def draw():
        await month_summary.hang(nudged.coaching, nudged.workspace, await home())

    return draw


async def files(scene):
    return [(row.file, bool(row.shows)) for row in await scene.rows(UploadRow)]


async def test_the_month_is_there_in_words_before_there_is_a_picture(home):
    seen = (await home()).glance

    assert dict(seen.month.marks) == {3: Mark.OPEN}
    assert seen.picture == ""


async def test_a_picture_is_drawn_once_and_shown_until_the_month_changes(nudged, home, hang):
    await hang()
    await hang()

    assert (await home()).glance.picture == "F1"
    assert nudged.messenger.files["F1"][2].startswith(PNG)
    assert await files(nudged) == [("F1", True)]

    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    assert (await home()).glance.picture == ""


async def test_a_new_picture_takes_the_place_of_the_one_before(nudged, home, hang):
    await hang()
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    await hang()

    assert (await home()).glance.picture == "F2"
    assert list(nudged.messenger.files) == ["F2"]
    assert await files(nudged) == [("F2", True)]


async def test_what_cannot_be_deleted_stays_noted(nudged, hang):
    await hang()
    nudged.messenger.keeps_files = {"F1"}
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    await hang()

    assert await files(nudged) == [("F1", True), ("F2", True)]


async def test_without_pictures_nothing_is_noted(nudged, home, hang):
    nudged.messenger.will_not_take_files = CoachingError("error-file-scope")

    await hang()

    assert (await home()).glance.picture == ""
    assert await files(nudged) == []


async def test_a_picture_goes_with_its_member(nudged, hang):
    await hang()

    await forget.forget(nudged.coaching, nudged.workspace, "UADA")

    assert nudged.messenger.files == {}


async def test_a_picture_of_somebody_erased_meanwhile_does_not_stay(nudged, home):
    page = await home()
    await forget.forget(nudged.coaching, nudged.workspace, "UADA")

    await month_summary.hang(nudged.coaching, nudged.workspace, page)

    assert nudged.messenger.files == {}
    assert await files(nudged) == []


async def test_the_member_sees_what_the_coach_can_read_now(nudged, home):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    seen = (await home()).glance
    assert (seen.readable, seen.kept) == (1, 0)

    card = nudged.messenger.card("first-steps.1").item.delivery_id
    await reply.keep_private(nudged.coaching, nudged.workspace, "UADA", card, private=True)

    seen = (await home()).glance
    assert (seen.readable, seen.kept) == (0, 1)


async def test_a_new_track_does_not_set_the_share_back(nudged, home):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    page = await home()

    today = page.today
    assert (today.progress.recent, today.progress.recent_of) == (1, 1)
    assert [step for _, step in page.glance.path.steps][:2] == ["did", "to-come"]


async def test_each_month_has_its_picture(home):
    shown = (await home()).glance.month

    assert month_picture(shown) == month_picture(shown)
    assert month_picture(shown).startswith(PNG)
