"""What people under way would notice of an edited track, and whom it concerns."""

import pytest

from bot.domain.practice.track_changes import Edit, Edited, edits

ONE = ("First", "Ask one person what slows them down today, and write it down.")
TWO = ("Second", "Thank somebody by name for a thing that nobody else has seen.")
THREE = ("Third", "Leave one decision with the team until Friday and wait.")
NEW = ("New", "Draw a line where you step in, and show it to everybody.")
TRACK = {"t.1": ONE, "t.2": TWO, "t.3": THREE}


def days(*contents):
    return {f"t.{n}": day for n, day in enumerate(contents, 1)}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (TRACK, []),
        (days(ONE, ("Second", NEW[1]), THREE), []),
        (days(ONE, ("Anew", TWO[1] + " Today."), THREE), []),
        (days(ONE, TWO), [Edited(Edit.REMOVED, "t.3", "Third")]),
        (days(ONE, TWO, THREE, NEW), [Edited(Edit.ADDED, "t.4", "New")]),
        (days(ONE, NEW, THREE), [Edited(Edit.REPLACED, "t.2", "Second")]),
        (
            days(TWO, ONE, THREE),
            [Edited(Edit.MOVED, "t.1", "First"), Edited(Edit.MOVED, "t.2", "Second")],
        ),
        (
            days(ONE, NEW, TWO, THREE),
            [Edited(Edit.MOVED, "t.2", "Second"), Edited(Edit.MOVED, "t.3", "Third")],
        ),
    ],
)
def test_mended_words_are_no_edit_and_the_rest_is_named(now, expected):
    assert edits(TRACK, now) == expected


@pytest.mark.parametrize(
    ("edit", "had", "concerned"),
    [
        (Edit.REMOVED, {"t.1"}, True),
        (Edit.REMOVED, {"t.1", "t.2"}, False),
        (Edit.REPLACED, {"t.1", "t.2"}, True),
        (Edit.REPLACED, {"t.1"}, False),
        (Edit.MOVED, {"t.2"}, True),
        (Edit.MOVED, set(), False),
        (Edit.ADDED, {"t.1"}, False),
        (Edit.ADDED, {"t.3"}, True),
    ],
)
def test_only_those_are_concerned_who_get_something_else(edit, had, concerned):
    assert Edited(edit, "t.2", "Second").concerns(frozenset(had)) is concerned
