"""Of people who are neither members nor coaches nothing is stored, whatever Slack tells."""

import json

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from sqlmodel import select

from bot.domain.people.people import Profile
from bot.runtime.baton import Baton
from bot.store.people import coaches, people
from bot.store.tables import InboxRow
from tests.conftest import MONDAY_NINE


@pytest.fixture
async def baton(settings):
    async with Baton(settings, lambda: MONDAY_NINE, ticking=False) as baton:
        yield baton


@pytest.mark.parametrize("known", ["", "member", "coach", "dismissed coach"])
async def test_a_changed_profile_is_stored_of_those_who_are_known(baton, playground, known):
    await make_known(baton, known)

    await baton.app.async_dispatch(changed(playground, "U9SOMEBODY"))
    await baton.in_flight.over()

    async with baton.store.reading() as session:
        kept = list(await session.exec(select(InboxRow.kind)))
    assert kept == (["event user_change"] if known else [])


async def make_known(baton, known):
    profile, here = Profile("U9SOMEBODY", "Some Body", "UTC"), baton.workspace.id
    async with baton.store.writing() as session:
        if known == "member":
            await people.save_member(session, here, profile, "UTC", MONDAY_NINE)
        elif known:
            coach = await coaches.appoint(session, here, profile, "UADMIN", MONDAY_NINE)
            if known == "dismissed coach":
                await coaches.dismiss(session, coach.id, MONDAY_NINE)


def changed(playground, slack_id):
    profile = {"real_name": "Some Body", "display_name": "somebody"}
    user = {"id": slack_id, "team_id": playground.app.team, "tz": "UTC", "profile": profile}
    body = {
        "type": "event_callback",
        "team_id": playground.app.team,
        "event_id": "Ev1",
        "event": {"type": "user_change", "user": user},
    }
    return AsyncBoltRequest(body=json.dumps(body), mode="socket_mode")
