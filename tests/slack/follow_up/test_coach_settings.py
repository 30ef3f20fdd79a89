"""A coach's settings: what the form shows, and what it is read as."""

from dataclasses import replace
from datetime import time

import pytest

from bot.slack.follow_up.coach_settings import coach_settings_form, read_coach_settings
from tests.slack.views.screen import CAMILLE, WORDS

NINE = time(9)


def fields(me):
    blocks = coach_settings_form(me, NINE, WORDS).to_dict()["blocks"]
    return {block["block_id"]: block["element"] for block in blocks if "block_id" in block}


@pytest.mark.parametrize(
    ("digest_at", "ticked", "shown"), [(time(8, 30), 1, "08:30"), (None, 0, "09:00")]
)
def test_the_form_shows_what_is_set(digest_at, ticked, shown):
    found = fields(replace(CAMILLE, digest_at=digest_at))

    assert len(found["digest"].get("initial_options", [])) == ticked
    assert found["at"]["initial_time"] == shown


@pytest.mark.parametrize(
    ("ticked", "read"), [([{"value": "on"}], time(10, 15)), ([], None), (None, None)]
)
def test_what_is_not_ticked_is_off_whatever_the_hour(ticked, read):
    state = {
        "digest": {"value": {"selected_options": ticked}},
        "at": {"value": {"selected_time": "10:15"}},
    }

    assert read_coach_settings(state) == read
