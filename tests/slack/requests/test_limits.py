"""Every field that takes words has a length, and a form that holds more goes back."""

from pathlib import Path

import pytest
from slack_sdk.models.views import View

from bot.content.words.words import load_words
from bot.playground.gallery.catalogue import pieces
from bot.slack.commands import ids
from bot.slack.requests.limits import LONGEST, too_long

WORDS = load_words(Path(__file__).parents[3] / "content")


def fields():
    """Every text field of every form that is sent: its form, its block, its length."""
    for piece in pieces(WORDS, "typical"):
        if isinstance(piece.drawn, View):
            form = piece.payload()
            for block in form["blocks"]:
                element = block.get("element") or {}
                if element.get("type") == "plain_text_input":
                    yield form["callback_id"], block["block_id"], element["max_length"]


def filled(form, block, text):
    state = {"values": {block: {ids.FIELD: {"value": text}}}}
    return {"callback_id": form, "state": state}


@pytest.mark.parametrize(("form", "block", "longest"), sorted(set(fields())))
def test_a_field_takes_as_much_as_it_says(form, block, longest):
    assert too_long(filled(form, block, "x" * longest)) == {}
    assert too_long(filled(form, block, "x" * (longest + 1))) == {block: longest}


def test_every_form_with_a_limit_is_in_the_gallery():
    shown = {form for form, _, _ in fields()}

    # The journal's form is the card's, under another name.
    assert set(LONGEST) - shown == {ids.JOURNAL_ANSWER_FORM}
    assert LONGEST[ids.JOURNAL_ANSWER_FORM] == LONGEST[ids.ANSWER_FORM]


@pytest.mark.parametrize("view", [{}, {"callback_id": "text"}, {"state": None}])
def test_what_has_no_fields_is_not_too_long(view):
    assert too_long(view) == {}
