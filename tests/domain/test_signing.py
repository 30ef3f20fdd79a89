from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.signing import SigningSecret

SECRET = SigningSecret("8f742231b10e8888abcd99yyyzzz85a5")
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&"
    b"channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&"
    b"command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F"
    b"T1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
    b"803a0bc887a14d10d2c447fce8b6703c"
)
SIGNED = b"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
STAMP = b"1531420618"
THEN = datetime.fromtimestamp(1531420618, UTC)


def test_the_example_of_slacks_documentation_is_signed():
    assert SECRET.signs(BODY, STAMP, SIGNED, THEN)


@pytest.mark.parametrize(
    ("seconds", "signed"), [(300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_signature_counts_for_five_minutes(seconds, signed):
    now = THEN + timedelta(seconds=seconds)

    assert SECRET.signs(BODY, STAMP, SIGNED, now) is signed


@pytest.mark.parametrize(
    "stamp",
    [
        b"",
        b"-1531420618",
        b"1531420618.0",
        b"1e9",
        b"now",
        b"9" * 400,
        "\u0661".encode(),
        b"15 31",
    ],
)
def test_a_time_that_is_none_is_never_signed(stamp):
    assert not SECRET.signs(BODY, stamp, SECRET.sign(BODY, stamp), THEN)


@given(st.binary(max_size=200), st.binary(max_size=80))
def test_only_the_signature_of_that_body_counts(body, guessed):
    right = SECRET.sign(body, STAMP)

    assert SECRET.signs(body, STAMP, right, THEN)
    assert SECRET.signs(body, STAMP, guessed, THEN) is (guessed == right)
    assert not SECRET.signs(body + b" ", STAMP, right, THEN)
    assert not SigningSecret("0123456789abcdef" * 2).signs(body, STAMP, right, THEN)


@pytest.mark.parametrize(
    "value", ["", " ", "abc", "changeme", "x" * 32, "ab" * 20, "8f742231 10e8888abcd99yyyzzz85a5"]
)
def test_there_is_no_secret_that_can_be_guessed(value):
    with pytest.raises(ValueError, match="Slack shows"):
        SigningSecret(value)


def test_a_secret_hides_itself_when_printed():
    assert SECRET.value not in f"{SECRET!r} {SECRET}"
