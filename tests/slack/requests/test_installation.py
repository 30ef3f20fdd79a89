"""A request belongs to an installation, wherever the person is who acts."""

import pytest

from bot.domain.people.installation import Installation, installed_in
from bot.domain.people.people import Workspace
from bot.slack.requests.installation import read_installation

HOME = Workspace(1, "T1", "Home", "UBATON", enterprise_id="E1")
SISTER = Workspace(2, "T2", "Sister", "UBATON2", enterprise_id="E1")
OTHER = Workspace(3, "T3", "Other", "UBATON3")
ALL_OF_IT = Workspace(4, "E4", "Whole organisation", "UBATON4")
EVERY = (HOME, SISTER, OTHER, ALL_OF_IT)


def authorized(team, enterprise=None, **more):
    return {
        "authorizations": [
            {"team_id": team, "enterprise_id": enterprise, "user_id": "UBATON", "is_bot": True}
        ],
        **more,
    }


READ = {
    "an event": (
        authorized("T1", team_id="T1"),
        Installation(("T1",), (), "UBATON"),
    ),
    "an event in a channel shared with another company": (
        authorized("T1", team_id="T9", context_team_id="T9"),
        Installation(("T1", "T9"), (), "UBATON"),
    ),
    "an event of an organisation's app": (
        authorized(None, "E1", team_id="T2", context_enterprise_id="E1"),
        Installation(("T2",), ("E1",), "UBATON"),
    ),
    "a press": (
        {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}, "enterprise": None},
        Installation(("T1",)),
    ),
    "a press from another workspace of the organisation": (
        {
            "team": {"id": "T2", "enterprise_id": "E1"},
            "user": {"id": "U1", "team_id": "T2"},
            "enterprise": {"id": "E1", "name": "Works"},
            "message": {"user": "UBATON", "bot_id": "B1"},
        },
        Installation(("T2",), ("E1",), "UBATON"),
    ),
    "a press of an organisation's app": (
        {"team": None, "user": {"id": "U1", "team_id": "T2"}, "enterprise": {"id": "E1"}},
        Installation(("T2",), ("E1",)),
    ),
    "a form that was opened elsewhere": (
        {"view": {"app_installed_team_id": "T1"}, "team": {"id": "T2"}},
        Installation(("T1", "T2")),
    ),
    "a form of an organisation's app": (
        {"view": {"app_installed_team_id": "E1"}, "team": None, "user": {"team_id": "T2"}},
        Installation(("T2",), ("E1",)),
    ),
    "a command": ({"command": "/nudge", "team_id": "T1"}, Installation(("T1",))),
    "a command in an organisation": (
        {"command": "/nudge", "team_id": "T2", "enterprise_id": "E1"},
        Installation(("T2",), ("E1",)),
    ),
    "nothing": ({}, Installation()),
    "nonsense": (
        {"authorizations": "x", "team": 5, "user": [], "view": None, "enterprise": {"id": 7}},
        Installation(),
    ),
}


@pytest.mark.parametrize("request_", READ)
def test_the_installation_is_read_from_every_kind_of_request(request_):
    body, installation = READ[request_]

    assert read_installation(body) == installation


@pytest.mark.parametrize(
    ("installation", "found"),
    [
        (Installation(("T1",)), HOME),
        (Installation(("T9", "T3")), OTHER),
        (Installation(("T1",), ("E1",), "UBATON2"), HOME),
        (Installation(("T9",), ("E1",), "UBATON2"), SISTER),
        (Installation(("T9",), ("E1",)), None),
        (Installation(("T9",), ("E4",)), ALL_OF_IT),
        (Installation(("T9",), (), "UBATON3"), OTHER),
        (Installation(("T9",), ("E9",), "U9"), None),
        (Installation(), None),
    ],
)
def test_the_workspace_is_picked_only_where_there_is_no_choice(installation, found):
    assert installed_in(EVERY, installation) == found


def test_nothing_is_picked_for_a_workspace_without_a_bot():
    assert installed_in((Workspace(1, "T1", "Home", ""),), Installation(("T9",))) is None
