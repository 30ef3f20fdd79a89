"""The fixed words: none is missing, none shouts, and none presses."""

import ast
import re
from pathlib import Path

import pytest

from bot.domain.answers.reply import Outcome
from bot.domain.answers.said import Talk, Wish
from bot.domain.answers.snooze import Later
from bot.domain.check_ins.check_in import Choice
from bot.domain.delivery.ledger import Form
from bot.domain.follow_up.follow_up import Reason
from bot.domain.plans.plan import Came, Closed, Day
from bot.domain.practice.track import Kind
from tests.slack.views.screen import WORDS
from tests.slack.views.view_files import VIEWS

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "content" / "en" / "messages").glob("*.ftl"))
FORMS = (Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW, Form.CHECK_IN)
AWAY = ("paused", "on-leave")
STANDINGS = ("deactivated", "unreachable", *AWAY, "queued", "finished", "stopped", "silent")
KEY = re.compile(r"[a-z]+(-[a-z]+)+")
PRESSING = re.compile(r"!|\b(just|simply|obviously|must|should|don't forget|failed|missed)\b")


@pytest.mark.parametrize(
    "key",
    [
        *(f"outcome-{outcome}" for outcome in Outcome),
        *(f"reason-{reason}" for reason in Reason),
        *(f"reason-short-{reason}" for reason in Reason),
        *(f"kind-{kind}" for kind in Kind),
        *(f"said-{one}" for one in (*Wish, *Talk)),
        *(f"said-{wish}-nothing" for wish in (Wish.LATER, Wish.SKIP)),
        *(f"card-day-{form}" for form in FORMS),
        *(f"standing-{word}-until" for word in AWAY),
        *(f"standing-{word}" for word in (*STANDINGS, "on-track", "starting", "active", "none")),
        *(f"check-in-{choice}" for choice in Choice),
        *(f"check-in-chose-{choice}" for choice in Choice),
        *(f"later-{later}" for later in Later),
        *(f"came-{came}" for came in Came),
        *(f"occasion-{came}" for came in Came),
        *(f"plan-{closed}" for closed in Closed),
        *(f"form-when-{day}" for day in Day),
        *(f"confidence-{number}" for number in range(1, 6)),
    ],
)
def test_every_word_of_a_family_is_there(key):
    assert key in WORDS.keys()  # noqa: SIM118  not a mapping


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_key_a_view_names_is_there(path):
    strings = [
        n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)
    ]
    named = {text for text in strings if isinstance(text, str) and KEY.fullmatch(text)}

    assert named - set(WORDS.keys()) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_words_neither_shout_nor_press(path):
    said = [line for line in path.read_text().splitlines() if not line.startswith("#")]

    assert [line for line in said if PRESSING.search(line)] == []
