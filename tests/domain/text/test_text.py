"""Text from people is cleaned once: what cannot be seen goes, what somebody meant stays."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.text import LONGEST_RUN, cell, clean, command, cut, line

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ANYTHING = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from(
        "a \n\r\t\x00\x0b\x85\u2028\ud83d\ude00\u0301\u0344\u200b\u200d\u202e\ufe0f\U0001f3f4"
        "\U000e0067\U000e007f\u00a0\u3164\u1100\u1161=＝;\"'-",
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "kept",
    [
        "Q&A with R&D, 3 < 4 > 2",
        "two\nlines\tand a tab",
        "👩\u200d🚀 and 🏳\ufe0f\u200d🌈 and 👍🏽",
        ENGLAND,
        "می\u200cخواهم",  # Persian, with the joiner it needs
        "क्\u200dष",  # Hindi, the same
        "שלום\u200f (Ada)\u200e",
        "\u180eᠠ",  # Mongolian
        "Ça va\u202f? Oui\u00a0!",  # the narrow spaces of French
        "\U0001fae8",  # newer than the Unicode that Python knows
        "½ ﬁ ² ™",
    ],
)
def test_what_can_be_seen_stays(kept):
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("\x1b[31mred\x07", "[31mred"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("\ud83d\ude00", "😀"),
        ("one\r\ntwo\rthree\x0bfour\x85five\u2028six\u2029", "one\ntwo\nthree\nfour\nfive\nsix\n"),
        ("zero\u200bwidth\ufeff\u2060\u00ad", "zerowidth"),
        ("\u202edesrever\u202c", "desrever"),
        ("\u2067isolated\u2069", "isolated"),
        ("pasted\ufffc", "pasted"),
        ("tags\U000e0041\U000e0042", "tags"),
        ("e\u0301", "é"),
        ("\u200b\u200d\ufeff", ""),
        ("\u3164\u2800", ""),
        ("\ufe0f \u200f", ""),
        ("a" + "\u0301" * 40_000, "á" + "\u0301" * (LONGEST_RUN - 1)),
    ],
)
def test_what_cannot_be_seen_or_stored_goes(typed, kept):
    assert clean(typed) == kept


@given(ANYTHING)
def test_clean_text_can_be_stored_anywhere_and_stays_as_it_is(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    assert is_normalized("NFC", cleaned)
    cleaned.encode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pause\u00a01w", "pause 1w"),
        ("pause\u202f1w", "pause 1w"),
        ("pause\u30001w", "pause 1w"),
        ("pause\n\t1w", "pause 1w"),
        ("pa\u200buse\u200d \u200f1w\ufe0f", "pause 1w"),
        ("“pause” ‘1w’", "pause 1w"),
        ("„pause“ «1w»", "pause 1w"),
        ("`pause` *1w*", "pause 1w"),
        ("_pause_ ~1w~", "pause 1w"),
        ("pause 1w.", "pause 1w"),
        ("“pause 1w.”", "pause 1w"),
        ("ｐａｕｓｅ　１ｗ", "pause 1w"),
        ("my‑data", "my-data"),
        ("O’Brien", "O'Brien"),
        ("O´Brien", "O'Brien"),
        ("24.12. - 3.1.", "24.12. - 3.1"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("team_a", "team_a"),
        ("?", ""),
        ("…", ""),
    ],
)
def test_a_command_is_read_as_a_plain_keyboard_would_have_typed_it(typed, meant):
    assert command(typed) == meant


@given(ANYTHING)
def test_reading_a_command_twice_changes_nothing(text):
    assert command(command(text)) == command(text)


def test_a_line_has_no_line_ends():
    assert line(" Ada\n\u00a0Lovelace\u2028\x00 ") == "Ada Lovelace"


@pytest.mark.parametrize(
    ("text", "longest", "kept"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("ab👩\u200d🚀", 5, "ab👩\u200d🚀"),
        ("ab👩\u200d🚀c", 5, "ab…"),
        ("abe\u0323\u0302x", 5, "ab…"),
    ],
)
def test_what_is_cut_is_not_torn(text, longest, kept):
    assert cut(text, longest) == kept


@given(ANYTHING, st.integers(2, 30))
def test_what_is_cut_fits(text, longest):
    assert len(cut(text, longest)) <= longest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada", "Ada"),
        ("-", "-"),
        ("-3", "-3"),
        ("+2.5%", "+2.5%"),
        ("ada@example.org", "ada@example.org"),
        ("Plan - and act", "Plan - and act"),
        ("Q&A: R&D", "Q&A: R&D"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\n=1", "'=1"),
        (" =1", "'=1"),
        ("\t\r=1", "'=1"),
        ("\u00a0=1", "'=1"),
        ("\ufeff=1", "'=1"),
        ("\u200f=1", "\u200f'=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1－＠", "'＋1－＠"),
        ("﹦1", "'﹦1"),
        ('"=1', "\"'=1"),
        ("Ada;=cmd|' /C calc'!A0;", "Ada;'=cmd|' /C calc'!A0;"),
        ("Ada, =1", "Ada, '=1"),
        ("Ada\n=1", "Ada =1"),
        ("Ada|@x", "Ada|'@x"),
    ],
)
def test_no_spreadsheet_works_a_cell_out(text, shown):
    assert cell(text) == shown


@given(ANYTHING)
def test_no_part_of_a_cell_begins_like_a_formula(text):
    shown = cell(text)
    parts = shown.replace(",", ";").replace("|", ";").split(";")
    signs = ("=", "+", "@", "＝", "＋", "＠", "－")

    assert "\n" not in shown
    assert not [p for p in parts if p.lstrip(' "\u200d\u200f').startswith(signs)] or (
        shown == text.strip() or shown[1:].isdecimal()
    )
