"""A nudge is drawn once and printed for each member: only their names and ids differ."""

import json
from dataclasses import replace

from bot.domain.delivery.card import Card
from bot.domain.people.people import mention
from bot.slack.delivery.card import nudge_card
from bot.slack.views.say import Say

MOST_PLATES = 1_000
"""Drawings kept; some three kilobytes each, one for each nudge, form and kind of reader."""

COMPACT = json.JSONEncoder(separators=(",", ":"))

DELIVERY = 7_000_000_000_000_007
READER = mention("UREADERSTANDSHERE")
HELPER = mention("UHELPERSTANDSHERE")
"""What stands on a plate where each print has its own."""


class Prints:
    """The payloads of cards that nobody has answered yet."""

    def __init__(self, words: Say) -> None:
        self._words = words
        self._plates: dict[Card, str] = {}

    def payload(self, card: Card) -> str:
        """
        The card's `text` and `blocks`, as the inside of a JSON object.

        Raises:
            ValueError: The card shows an answer, so that it is like no other.
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
    """A JSON object without its braces, so that more can be put beside it."""
    return COMPACT.encode(payload)[1:-1]
