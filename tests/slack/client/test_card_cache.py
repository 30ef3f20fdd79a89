"""What is printed is what would have been drawn, for every nudge there is."""

import json
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from bot.content.tracks.library import load_library
from bot.domain.answers.reply import Answer, Outcome
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.practice.progress import progress
from bot.slack.client import card_cache
from bot.slack.client.card_cache import CardCache
from bot.slack.delivery.card import nudge_card
from tests.slack.views.screen import WORDS

FORMS = (Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW)
READERS = ("", "<@UCOACH>", "<@U012ABCDEFG>")


@pytest.fixture(scope="module")
def cards():
    readers = cycle(READERS)
    return [
        Card(
            1,
            track.title,
            len(track),
            nudge,
            form,
            next(readers),
            "<@UCOACH>",
            Answer(),
            progress(track, ()),
        )
        for track in load_library(Path(__file__).parents[3] / "content").tracks
        for nudge in track.nudges
        for form in FORMS
    ]


def printed(press, card):
    return json.loads("{" + press.payload(card) + "}")


def test_a_print_is_the_drawing(cards):
    press = CardCache(WORDS)

    for number, card in enumerate(cards, start=70_000):
        own = replace(card, delivery_id=number)
        assert printed(press, own) == nudge_card(own, WORDS).payload()


def test_a_nudge_is_drawn_once_for_all_who_get_it(cards, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        card_cache, "nudge_card", lambda card, words: drawn.append(card) or nudge_card(card, words)
    )
    press = CardCache(WORDS)

    for number in range(20):
        press.payload(replace(cards[1], delivery_id=number, reader=f"<@U{number}>"))

    assert len(drawn) == 1


def test_an_edited_wording_is_drawn_anew(cards):
    press = CardCache(WORDS)
    press.payload(cards[0])

    edited = replace(cards[0], nudge=replace(cards[0].nudge, ask="What did you see?"))

    assert "What did you see?" in press.payload(edited)


def test_drawings_do_not_pile_up(cards, monkeypatch):
    monkeypatch.setattr(card_cache, "MOST_PLATES", 3)
    press = CardCache(WORDS)

    for day, card in enumerate(cards[:12]):
        press.payload(replace(card, days=day))

    assert len(press._plates) <= 3


def test_an_answered_card_is_nobody_elses(cards):
    answered = replace(cards[0], answer=Answer(outcome=Outcome.DID))

    with pytest.raises(ValueError, match="drawn for itself"):
        CardCache(WORDS).payload(answered)
