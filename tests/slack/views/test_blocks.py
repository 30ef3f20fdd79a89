from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.models.blocks import Option, StaticSelectElement

from bot.slack.views.blocks import (
    actions,
    bar,
    button,
    day,
    escape,
    fitting,
    message,
    note,
    pack,
    quote,
    section,
    shorten,
    when,
)
from bot.slack.views.lists import first, lines, listing
from tests.slack.views.screen import WORDS, texts


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("<!channel> look", "&lt;!channel&gt; look"),
        ("<@U1ADA> look", "&lt;@\u2060U1ADA&gt; look"),
        ("@here and @everyone", "@\u2060here and @\u2060everyone"),
        ("ada@example.org at 5 @ the gate", "ada@example.org at 5 @ the gate"),
    ],
)
def test_text_from_people_calls_nobody(typed, safe):
    assert escape(typed) == safe


def test_what_is_too_long_ends_with_an_ellipsis():
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"


def test_no_escaped_sign_is_cut_in_half():
    assert shorten("ab&amp;cd", 6) == "ab…"


def test_a_quotation_is_one_line_however_many_the_person_wrote():
    assert quote("one\n\n> two\nthree") == "> one &gt; two three"


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0, "▱▱▱▱▱▱▱▱▱▱"),
        (0.01, "▰▱▱▱▱▱▱▱▱▱"),
        (0.35, "▰▰▰▱▱▱▱▱▱▱"),
        (0.99, "▰▰▰▰▰▰▰▰▰▱"),
        (1, "▰▰▰▰▰▰▰▰▰▰"),
    ],
)
def test_a_bar_is_never_empty_once_begun_and_never_full_before_the_end(share, drawn):
    assert bar(share) == drawn


def test_moments_are_on_the_readers_clock():
    instant = datetime(2026, 3, 3, 8, tzinfo=UTC)

    assert when(instant, ZoneInfo("Europe/Berlin")) == "Tuesday 3 March, 09:00"
    assert when(instant, ZoneInfo("America/New_York")) == "Tuesday 3 March, 03:00"
    assert day(date(2026, 3, 3), "de") == "Dienstag 3 März"


def test_the_fallback_says_all_that_the_blocks_say():
    options = [Option(text="5", value="5")]
    select = StaticSelectElement(placeholder="How sure?", action_id="x", options=options)

    said = message(
        [
            section("*Title*\nThe act.", button("Write", "w", 1)),
            actions(button("Did it & more", "d", 1), select),
            note("▰▱ 1 of 2"),
        ]
    )

    assert said.text == "*Title*\nThe act. [Write]\n[Did it &amp; more] [How sure?]\n1 of 2"


def test_a_fallback_is_never_longer_than_an_update_may_be():
    said = message([section("x" * 3000), section("y" * 3000)])

    assert len(said.text) == 4000


def test_the_payload_is_what_slack_takes():
    said = message([section("Hello")])

    assert said.payload() == {
        "text": "Hello",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}],
    }


def test_only_whole_things_go_into_what_room_there_is():
    assert fitting([3, 3, 3], 6) == 2
    assert fitting([7, 1], 6) == 0


def test_lines_are_packed_and_none_is_lost():
    packed = pack([f"{n:04}" * 100 for n in range(20)])

    assert len(packed) == 3
    assert sum(block.to_dict()["text"]["text"].count("\n") + 1 for block in packed) == 20


def test_a_list_says_how_many_it_leaves_out():
    rows = [[section(f"Row {n}")] for n in range(60)]

    said = listing([section("Title")], rows, WORDS, [note("The end")])

    assert len(said.blocks) == 50
    assert "Row 46" in said.text
    assert "Row 47" not in said.text
    assert said.text.endswith("… and 13 more.\nThe end")


def test_long_lists_stop_before_slack_refuses_them():
    told = lines([section("Title")], ["x" * 1000] * 20, WORDS)

    assert "… and 9 more." in texts(told.payload()["blocks"])


def test_a_list_that_fits_leaves_nothing_out():
    rows = [[section("One")], [section("Two")]]

    assert len(first(rows, 2, WORDS)) == 2
    assert len(listing([], rows, WORDS).blocks) == 2
