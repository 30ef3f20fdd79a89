"""Print the gallery as text for a terminal."""

from bot.content.words.words import Words
from bot.playground.gallery.catalogue import catalogue
from bot.playground.gallery.screen import Piece, Room
from bot.playground.workspace.texts import texts_of
from bot.slack.views.blocks import Message

MOST_LINES = 60
"""A limit for the settings form, which offers every country."""


def as_plain(words: Words) -> str:
    """Return every screen as text, room by room."""
    return "\n\n".join(_room(room) for room in catalogue(words))


def _room(room: Room) -> str:
    head = f"{room.name}\n{'=' * len(room.name)}"
    return "\n\n".join([head, *(_piece(piece) for piece in room.pieces)])


def _piece(piece: Piece) -> str:
    lines = _said(piece).splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"… and {len(lines) - len(shown)} more lines.")
    return "\n".join([f"{piece.name} ({piece.kind})", *(f"  {line}".rstrip() for line in shown)])


def _said(piece: Piece) -> str:
    return piece.drawn.text if isinstance(piece.drawn, Message) else texts_of(piece.payload())
