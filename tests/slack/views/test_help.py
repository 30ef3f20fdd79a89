"""What `/nudge help me with …` shows."""

import re
from dataclasses import replace

import pytest

from bot.coaching.practice.help_me import Found
from bot.content.search.index import Match
from bot.content.tracks.library import load_library
from bot.slack.commands import ids
from bot.slack.practice.help_me_view import found
from tests.content.test_our_content import FOLDER
from tests.slack.views.screen import TALK, TRACK, WORDS

LIBRARY = load_library(FOLDER)
NUDGES = [(track, nudge) for track in LIBRARY.tracks for nudge in track.nudges]


def texts(message):
    return [block["text"]["text"] for block in message.payload()["blocks"] if "text" in block]


def gist(track, nudge):
    [_, hit] = texts(found(Found((Match(track, nudge, 1.0),)), "trust", WORDS))
    return hit.partition("\n")[2]


def test_a_hit_shows_its_title_and_one_whole_sentence():
    flat = {nudge.id: " ".join(nudge.message.split()) for _, nudge in NUDGES}

    shown = {nudge.id: gist(track, nudge) for track, nudge in NUDGES}

    assert [day for day, one in shown.items() if one not in flat[day] or not one] == []
    assert [day for day, one in shown.items() if not re.search('[.?!]["”]?$', one)] == []


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Wait. Ask one person what they would try.", "Ask one person what they would try."),
        ("Wait. Then ask.", "Then ask."),
        ("One that never ends" + " and goes on" * 30, "One that never ends" + " and goes on" * 30),
        (
            "A & B are on the team, and <c> too. More.",
            "A &amp; B are on the team, and &lt;c&gt; too.",
        ),
    ],
)
def test_the_first_sentence_that_says_something_is_shown_uncut(message, shown):
    assert gist(TRACK, replace(TALK, message=message)) == shown


def test_where_nothing_fits_the_closest_track_and_the_coach_are_offered():
    message = found(Found(closest=TRACK, coach=True), "book a room", WORDS)

    assert "book a room" in texts(message)[0]
    assert TRACK.title in texts(message)[0]
    assert ids.HELP_ASK_COACH in str(message.payload())


def test_without_a_coach_or_a_track_it_only_says_that_nothing_fits():
    message = found(Found(), "book a room", WORDS)

    assert texts(message) == ["I don't have anything for “book a room”."]
    assert ids.HELP_ASK_COACH not in str(message.payload())
