"""The workspace's own state, without a server."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.playground import CAST, GROUPS
from bot.playground.workspace.seed_people import App
from bot.playground.workspace.workspace import Workspace


@pytest.fixture
def make(clock):
    """Make a workspace, of the usual team or of another."""

    def made(**app):
        return Workspace(App(**app), CAST, GROUPS, clock.now, lambda: None)

    return made


@pytest.fixture
def say(make):
    """Write a message into a workspace."""

    def write(workspace, text, **more):
        return workspace.write(replace(workspace.draft("D1ADA", "U0BATON", text), **more))

    return write


def test_blocks_and_elements_without_a_name_get_one_each(make, say):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "divider"}, {"type": "actions", "elements": [button, button]}]

    named = say(make(), "x", blocks=blocks).blocks

    ids = [named[0]["block_id"], named[1]["block_id"]]
    ids += [element["action_id"] for element in named[1]["elements"]]
    assert len(set(ids)) == 4
    assert "block_id" not in blocks[0]


def test_a_workspace_taken_up_again_has_its_threads_and_goes_on_from_there(make, say):
    before = make()
    parent = say(before, "Parent")
    say(before, "Reply", thread_ts=parent.ts)
    before.ids.next("Ev")

    after = make()
    kept = {channel: before.lasting(channel) for channel in before.channels}
    after.restore(before.people, kept, before.read_marks, Counter(before.ids.counts))

    assert [reply.text for reply in after.thread(parent).replies] == ["Reply"]
    assert say(after, "Next").ts > before.lasting("D1ADA")[-1].ts
    assert after.ids.next("Ev") == "Ev000002T0PLAY"


def test_the_same_acts_give_the_same_ids(make, say):
    def run():
        workspace = make()
        return [say(workspace, "x").ts, workspace.ids.next("Ev"), workspace.ids.next("V")]

    assert run() == run()


def test_no_two_workspaces_give_the_same_ids(make):
    """Bots of both may keep what comes of them in one database, and know it by its id."""
    first, second = make(), make(team="T0OTHER")

    ids = {workspace.ids.next("Ev") for workspace in (first, second, first, second)}

    assert len(ids) == 4
