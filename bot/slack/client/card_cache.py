"""Cache rendered nudges: render each once, then fill in each member's names and ids."""

import json
from dataclasses import replace

from bot.domain.delivery.card import Card
from bot.domain.people.people import mention
from bot.slack.delivery.card import nudge_card
from bot.slack.views.say import Say

MOST_PLATES = 1_000
"""Most cached templates, about three kilobytes each: one per nudge, form and kind of reader."""

COMPACT = json.JSONEncoder(separators=(",", ":"))

DELIVERY = 7_000_000_000_000_007
READER = mention("UREADERSTANDSHERE")
HELPER = mention("UHELPERSTANDSHERE")
"""Placeholders in a template, replaced by each card's own values."""


class CardCache:
    """Payloads of cards that haven't been answered yet."""

    def __init__(self, words: Say) -> None:
        self._words = words
        self._plates: dict[Card, str] = {}

    def payload(self, card: Card) -> str:
        """
        Return the card's `text` and `blocks` as JSON, without the outer braces.

        Raises:
            ValueError: The card shows an answer, so it can't share a template.
        """
        if card.answer.given:
            raise ValueError("an answered card is drawn for itself")
        plate = replace(
            card,
            delivery_id=DELIVERY,
            reader=READER if card.reader else "",
            helper=HELPER if card.helper else "",
        )
        return (
            self._drawn(plate)
            .replace(str(DELIVERY), str(card.delivery_id))
            .replace(READER, card.reader)
            .replace(HELPER, card.helper)
        )

    def _drawn(self, plate: Card) -> str:
        if plate not in self._plates:
            if len(self._plates) >= MOST_PLATES:
                self._plates.clear()
            self._plates[plate] = inside(nudge_card(plate, self._words).payload())
        return self._plates[plate]


def inside(payload: dict[str, object]) -> str:
    """Encode a JSON object without its braces, so that more fields can be added."""
    return COMPACT.encode(payload)[1:-1]
