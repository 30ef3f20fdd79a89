"""A message event is what a person would say it is."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.requests.message_events import Deleted, NotForUs, Written, read_message
from tests.slack.views.shapes import ADA, APP, DELETED, EDITED, HEAD, NOBODYS, WRITTEN

BATON = APP.bot_user
EVENTS = [
    *(event for event, _ in (WRITTEN | EDITED | DELETED).values()),
    *NOBODYS.values(),
]


@pytest.mark.parametrize("shape", WRITTEN)
def test_what_a_person_writes_is_theirs(shape):
    event, text = WRITTEN[shape]

    read = read_message(event, BATON)

    assert isinstance(read, Written)
    assert (read.user, read.channel, read.ts) == (ADA.id, ADA.channel, event["ts"])
    assert (read.text, read.edited) == (text, False)
    assert (read.thread_ts, read.has_file) == (event.get("thread_ts", ""), "files" in event)
    assert read.at.timestamp() == pytest.approx(float(event["ts"]))


@pytest.mark.parametrize("shape", EDITED)
def test_an_edit_is_the_message_as_it_reads_now(shape):
    event, text = EDITED[shape]

    read = read_message(event, BATON)

    assert isinstance(read, Written)
    assert (read.text, read.edited, read.ts) == (text, True, event["message"]["ts"])
    assert read.at.timestamp() == pytest.approx(float(event["message"]["edited"]["ts"]))


@pytest.mark.parametrize("shape", DELETED)
def test_a_message_that_is_gone_is_gone_however_slack_says_it(shape):
    event, author = DELETED[shape]

    read = read_message(event, BATON)

    assert isinstance(read, Deleted)
    assert (read.user, read.channel) == (author, ADA.channel)
    assert read.ts not in {"", event["ts"]}


@pytest.mark.parametrize("shape", NOBODYS)
def test_what_no_person_wrote_is_nobodys(shape):
    assert isinstance(read_message(NOBODYS[shape], BATON), NotForUs)


def test_a_deletion_names_the_thread_it_stood_in():
    event = copy.deepcopy(DELETED["a deletion"][0])
    event["previous_message"]["thread_ts"] = HEAD

    assert read_message(event, BATON).thread_ts == HEAD


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["id", "ts", "user", "text", "elements"]), st.integers()),
)


def places(value, path=()):
    """Every place in a payload, as the keys that lead there."""
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


def without(event, path):
    event = copy.deepcopy(event)
    at = event
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return event


def with_junk(event, path, junk):
    event = copy.deepcopy(event)
    at = event
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = junk
    return event


@pytest.mark.parametrize("event", EVENTS)
def test_no_shape_with_a_field_missing_raises(event):
    for path in places(event):
        read_message(without(event, path), BATON)


@given(data=st.data(), event=st.sampled_from(EVENTS), junk=JUNK)
def test_no_shape_with_any_field_of_another_kind_raises(data, event, junk):
    path = data.draw(st.sampled_from(list(places(event))))

    read = read_message(with_junk(event, path, junk), BATON)

    assert isinstance(read, Written | Deleted | NotForUs)


@given(event=st.dictionaries(st.sampled_from(["type", "subtype", "ts", "message", "user"]), JUNK))
def test_no_junk_raises(event):
    read_message(event | {"channel": "D1"}, BATON)
