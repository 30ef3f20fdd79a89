"""What is stored of a request, and under which key."""

import pytest

from bot.slack.requests.idempotency import changed_person, letter


def press(**changes):
    body = {
        "type": "block_actions",
        "user": {"id": "UADA"},
        "trigger_id": "1.2.abc",
        "actions": [{"action_id": "outcome.stuck", "action_ts": "1.5"}],
    }
    return letter(body | changes, "UBATON").key


def test_the_key_of_a_press_says_neither_who_nor_what():
    assert not any(word in press() for word in ("UADA", "stuck", "1.5"))


def test_a_copy_of_a_press_has_its_key_and_another_press_has_not():
    assert press() == press(response_url="https://hooks.slack.test/2")
    assert press() != press(user={"id": "UBOB"})
    assert press() != press(trigger_id="1.2.xyz")
    assert press() != press(actions=[{"action_id": "outcome.did", "action_ts": "1.5"}])


@pytest.mark.parametrize(
    ("event", "person"),
    [
        ({"type": "user_change", "user": {"id": "UADA"}}, "UADA"),
        ({"type": "user_change", "user": {"id": "UADA", "profile": None}}, "UADA"),
        ({"type": "user_change", "user": {}}, ""),
        ({"type": "user_change", "user": "UADA"}, ""),
        ({"type": "user_change"}, ""),
        ({"type": "message", "user": "UADA"}, ""),
    ],
)
def test_whose_profile_has_changed(event, person):
    assert changed_person({"type": "event_callback", "event": event}) == person
