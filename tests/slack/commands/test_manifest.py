import json
from pathlib import Path

import pytest

from bot.slack.commands.manifest import SCOPES, manifest

ROOT = Path(__file__).parents[3]
URL = "https://baton.example.org"


def test_the_file_in_the_repository_is_the_one_that_is_printed():
    written = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))

    assert written == manifest("socket"), "run: baton manifest > manifest.json"


def test_the_scopes_are_the_least_that_will_do():
    scopes = manifest("socket")["oauth_config"]["scopes"]

    assert scopes == {"bot": list(SCOPES)}
    assert set(SCOPES) == {
        "chat:write",
        "commands",
        "im:history",
        "im:write",
        "users:read",
        "reactions:write",
        "usergroups:read",
        "files:write",
    }


def test_members_can_write_to_the_bot():
    features = manifest("socket")["features"]

    assert features["app_home"]["home_tab_enabled"]
    assert features["app_home"]["messages_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"]


def test_commands_name_people_by_id():
    commands = manifest("socket")["features"]["slash_commands"]

    assert [c["command"] for c in commands] == ["/nudge", "/coach"]
    assert all(c["should_escape"] and c["usage_hint"] for c in commands)


def test_help_and_a_way_out_are_a_shortcut_away_within_slacks_limits():
    shortcuts = manifest("socket")["features"]["shortcuts"]

    assert [s["type"] for s in shortcuts] == ["global", "message", "message"]
    assert all(len(s["name"]) <= 24 and len(s["description"]) <= 150 for s in shortcuts)


def test_socket_mode_needs_no_address():
    written = manifest("socket")

    assert written["settings"]["socket_mode_enabled"]
    assert URL not in json.dumps(written)
    assert "url" not in written["features"]["slash_commands"][0]


@pytest.mark.parametrize("url", [URL, f"{URL}/"])
def test_in_http_mode_everything_comes_to_one_address(url):
    written = manifest("http", url)

    settings = written["settings"]
    addresses = [
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        *(command["url"] for command in written["features"]["slash_commands"]),
    ]
    assert set(addresses) == {f"{URL}/slack/events"}
    assert not settings["socket_mode_enabled"]


def test_http_mode_needs_an_address():
    with pytest.raises(ValueError, match="address"):
        manifest("http")


def test_slacks_limits_are_kept():
    written = manifest("http", URL)

    shown = written["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    assert all(len(c["command"]) <= 32 for c in written["features"]["slash_commands"])
