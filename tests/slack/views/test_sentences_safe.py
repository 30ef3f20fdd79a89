"""Whatever a sentence speaks of: people and groups are shown as such, all else as it was typed."""

import re
from html import unescape

import pytest

from bot.domain.people.people import group_mention, mentions
from bot.slack.practice.member_pages import safe
from tests.slack.views.screen import WORDS

NUMBERS = {"answered", "count", "day", "days", "did", "done", "limit", "new", "of", "rating"}
HOSTILE = "<@U666> <!channel> @here R&D &amp; <https://evil.org|bank> &lt;"
PEOPLE = mentions(("U1ADA", "U3ADA"))
GROUP = group_mention("S2")
BROKEN = re.compile(r"&lt;[@!]|&amp;(?:amp|lt|gt);")
CALLED = re.compile(r"<[^>]*>")


def said(key, fact):
    facts = {name: 3 if name in NUMBERS else fact for name in WORDS.facts(key)}
    return WORDS.say(key, **safe(facts, WORDS))


SPOKEN = [key for key in WORDS.keys() if WORDS.facts(key) - NUMBERS]  # noqa: SIM118  no mapping


@pytest.mark.parametrize("key", SPOKEN)
def test_people_and_groups_stay_what_they_are(key):
    for fact in (PEOPLE, GROUP):
        shown = said(key, fact)

        assert not BROKEN.search(shown)
        assert set(CALLED.findall(shown)) <= set(CALLED.findall(fact))


@pytest.mark.parametrize("key", SPOKEN)
def test_text_from_people_is_shown_as_typed_and_calls_nobody(key):
    shown = said(key, HOSTILE)

    assert CALLED.findall(shown) == []
    if "&" in shown:
        assert HOSTILE in unescape(shown).replace("\u2060", "")
