"""Admins count where five or more are counted together, and never less."""

import pytest

from bot.coaching.reports import counts
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from tests.coaching.conftest import appointed


@pytest.fixture
async def five(scene):
    """Mara has five people; Noa has one."""
    scene.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)
    people = [f"U{n}" for n in range(5)]
    scene.messenger.people |= {i: Profile(i, i, "UTC") for i in people}
    await scene.assign(*people)
    noa = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))
    await scene.assign("UADA", coach=noa)
    return scene


async def test_fewer_than_five_are_in_no_line_and_in_no_sum(five):
    found = await counts.counted(five.coaching, five.workspace, "UROOT")

    assert [(one.coach, one.people, one.running) for one in found.shown] == [("UMARA", 5, 5)]
    assert found.hidden == 1


async def test_nobody_else_counts(five):
    with pytest.raises(CoachingError, match="error-not-an-admin"):
        await counts.counted(five.coaching, five.workspace, "UMARA")
