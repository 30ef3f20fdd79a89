"""Who may coach and appoint: full members of the workspace, and nobody else."""

from dataclasses import replace

import pytest

from bot.coaching.people import profile_sync, roles
from bot.domain.errors import CoachingError, ProfileUnread
from bot.domain.people.people import Profile
from bot.slack.client.messenger import read_profile
from tests.coaching.conftest import appointed

ROOT = Profile("UROOT", "Root", "UTC", is_admin=True)
GUS = Profile("UGUS", "Gus", "UTC")
NOT_FULL = (
    replace(GUS, is_guest=True),
    replace(GUS, is_bot=True),
    replace(GUS, deactivated=True),
)


@pytest.fixture
def people(scene) -> dict[str, Profile]:
    scene.messenger.people["UROOT"] = ROOT
    return scene.messenger.people


@pytest.mark.parametrize("profile", NOT_FULL)
async def test_only_a_full_member_is_appointed_as_a_coach(profile, scene, people):
    people["UGUS"] = profile

    with pytest.raises(CoachingError, match="error-cannot-coach"):
        await roles.appoint(scene.coaching, scene.workspace, "UROOT", "UGUS")

    assert await roles.find_coach(scene.coaching, scene.workspace, "UGUS") is None


@pytest.mark.parametrize("profile", NOT_FULL)
@pytest.mark.parametrize("listed", [True, False])
async def test_only_a_full_member_is_an_admin(profile, listed, scene, people):
    coaching = replace(scene.coaching, admins=frozenset({"UGUS"} if listed else ()))
    people["UGUS"] = replace(profile, is_admin=True)
    assert not await roles.is_admin(coaching, scene.workspace, "UGUS")

    people["UGUS"] = replace(GUS, is_admin=not listed)

    assert await roles.is_admin(coaching, scene.workspace, "UGUS")


async def test_where_admins_are_listed_slacks_own_are_none(scene, people):
    coaching = replace(scene.coaching, admins=frozenset({"UGUS"}))

    assert not await roles.is_admin(coaching, scene.workspace, "UROOT")
    assert not await roles.is_admin(coaching, scene.workspace, "UGUS")


@pytest.mark.parametrize("profile", NOT_FULL)
async def test_a_coach_who_becomes_a_guest_or_leaves_is_none_until_they_are_back(profile, scene):
    coaching, workspace = scene.coaching, scene.workspace
    await appointed(coaching, workspace, GUS)

    await profile_sync.changed(coaching, workspace, profile)
    with pytest.raises(CoachingError, match="error-not-a-coach"):
        await roles.coach(coaching, workspace, "UGUS")

    await profile_sync.changed(coaching, workspace, GUS)
    assert (await roles.coach(coaching, workspace, "UGUS")).slack_id == "UGUS"


async def test_where_slack_does_not_say_who_somebody_is_nothing_is_done(scene, monkeypatch):
    async def unread(*_: object) -> Profile:
        raise ProfileUnread("ratelimited")

    monkeypatch.setattr(type(scene.messenger), "profile", unread)

    with pytest.raises(CoachingError, match="error-no-profile"):
        await roles.appoint(scene.coaching, scene.workspace, "UROOT", "UGUS")


@pytest.mark.parametrize(
    ("user", "belongs"),
    [
        ({}, True),
        ({"team_id": "TACME"}, True),
        ({"team_id": None}, True),
        ({"team_id": "TOTHER"}, False),
        ({"team_id": "EORG"}, False),
        ({"team_id": "EORG", "enterprise_user": {"teams": ["TOTHER", "TACME"]}}, True),
        ({"team_id": "TOTHER", "enterprise_user": {"teams": ["TACME"]}}, True),
        ({"team_id": "TOTHER", "enterprise_user": {"teams": ["TOTHER"]}}, False),
        ({"team_id": "TOTHER", "enterprise_user": None}, False),
        ({"is_restricted": True}, False),
        ({"is_ultra_restricted": True}, False),
        ({"is_stranger": True}, False),
        ({"is_bot": True}, False),
        ({"is_workflow_bot": True}, False),
        ({"is_app_user": True}, True),
        ({"deleted": True}, False),
        ({"id": "USLACKBOT"}, False),
        ({"profile": None}, True),
    ],
)
def test_slacks_user_object_says_who_is_a_full_member(user, belongs):
    assert read_profile({"id": "UGUS", **user}, "TACME").belongs is belongs
