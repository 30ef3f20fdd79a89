"""
The catalogue: a screen of every kind, for the gallery page, `baton content show` and the tests.

A view that is missing from it fails a test. To add one, yield it in the room it belongs to.
"""

from collections.abc import Callable, Iterator

from bot.content.words.words import Words
from bot.playground.gallery.coach_screens import coaching
from bot.playground.gallery.figures import LONGEST, TYPICAL, Figures
from bot.playground.gallery.member_screens import cards, forms_and_lists, homes, settings_room
from bot.playground.gallery.order_screens import assigning
from bot.playground.gallery.plan_screens import plans
from bot.playground.gallery.report_screens import reporting
from bot.playground.gallery.screen import Piece, Room
from bot.playground.gallery.sentences import sentences

ROOMS: dict[str, Callable[[Figures, Words], Iterator[Piece]]] = {
    "A track, card by card": cards,
    "Plans and silences": plans,
    "Lists and forms": forms_and_lists,
    "Home tab": homes,
    "Settings": settings_room,
    "For coaches": coaching,
    "Reports and Mondays": reporting,
    "Assigning": assigning,
    "Said in a sentence": sentences,
}

SIZES = {"typical": TYPICAL, "longest": LONGEST}
"""The sizes that visitors of the gallery can choose."""


def catalogue(words: Words, size: str = "typical") -> tuple[Room, ...]:
    """Draw every screen, by room."""
    return tuple(Room(name, tuple(hang(SIZES[size], words))) for name, hang in ROOMS.items())


def pieces(words: Words, size: str = "typical") -> tuple[Piece, ...]:
    """Draw every screen, in one list."""
    return tuple(piece for room in catalogue(words, size) for piece in room.pieces)
