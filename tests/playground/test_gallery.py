"""The gallery: every screen there is, within what Slack takes, at its longest too."""

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from slack_sdk.models.views import View

from bot.content.words.words import load_words
from bot.playground import Playground
from bot.playground.api.limits import check_message, check_view
from bot.playground.gallery.catalogue import catalogue, pieces
from bot.playground.gallery.text import as_plain
from bot.slack.views.blocks import Message
from tests.slack.views.view_files import VIEWS

ROOT = Path(__file__).parents[2]
WORDS = load_words(ROOT / "content")
SIZES = ("typical", "longest")
MOST_FALLBACK = 4_000
PIECES_OF_VIEWS = {"message", "listing", "lines"}
"""What builders are built from."""

KEY = re.compile("[a-z]+(-[a-z_]+)+")
IN_FILES = {"record-readme", "report-columns", "report-kept"}
SAYING = {"CoachingError", "note", "offer", "correct", "say", "send_file", "told_form"}
CONTENT = ROOT / "bot" / "content"


@cache
def drawn(size="typical"):
    """Every screen; at the longest it takes a second or two."""
    return pieces(WORDS, size)


def builders():
    """Every function of the views that draws a whole message or view."""
    for path in VIEWS:
        module = import_module(f"bot.slack.{path.parent.name}.{path.stem}")
        for name, thing in inspect.getmembers(module, inspect.isfunction):
            returns = inspect.signature(thing).return_annotation
            own = thing.__module__ == module.__name__ and name not in PIECES_OF_VIEWS
            if own and not name.startswith("_") and returns in (Message, View):
                yield f"{path.stem}.{name}", thing


def said_by_itself():
    """Every key that the flows say as a message of its own."""
    for path in (ROOT / "bot").rglob("*.py"):
        if path not in VIEWS and CONTENT not in path.parents:
            yield from _keys(ast.parse(path.read_text()))


def _keys(tree):
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", "")).removeprefix("_")
        if ast.unparse(call.func).endswith("words.say"):
            continue
        texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
        if name in SAYING:
            yield from (text for text in texts if KEY.fullmatch(str(text)))


@pytest.mark.parametrize(("name", "builder"), [*builders()])
def test_every_view_hangs_in_the_gallery(name, builder):
    hung = {piece.builder for piece in drawn()}

    assert builder in hung, f"Yield {name} in a room of bot/playground/gallery."


def test_every_sentence_hangs_in_the_gallery():
    hung = {piece.name.removeprefix("By itself: ") for piece in drawn()}
    keys = {key for key in said_by_itself() if key in WORDS.keys()}  # noqa: SIM118  no mapping

    assert keys - hung - IN_FILES == set(), (
        "Name its family in bot/playground/gallery/sentences.py."
    )
    assert len(keys) > 50


@pytest.mark.parametrize("size", SIZES)
def test_no_message_is_more_than_slack_takes(size):
    for piece in drawn(size):
        if piece.kind == "message":
            payload = piece.payload()
            check_message(**payload)
            assert payload["text"].strip(), piece.name
            assert len(payload["text"]) <= MOST_FALLBACK, piece.name


@pytest.mark.parametrize("size", SIZES)
def test_no_view_is_more_than_slack_takes(size):
    for piece in drawn(size):
        if piece.kind != "message":
            check_view(piece.payload(), "home", "modal")


def test_no_two_pictures_in_a_room_have_the_same_name():
    for room in catalogue(WORDS):
        names = [piece.name for piece in room.pieces]
        assert len(names) == len(set(names)), room.name


def test_the_terminal_shows_all_of_it():
    told = as_plain(WORDS)

    assert all(piece.name in told for piece in drawn())
    assert "Leave the how to them" in told
    assert "… and" in told


async def test_the_page_gets_every_picture(http):
    async with Playground(words=WORDS) as playground:
        async with http.get(f"{playground.url}/playground/gallery") as answer:
            rooms = (await answer.json())["rooms"]
        async with http.get(f"{playground.url}/gallery") as answer:
            assert "Every screen of Baton" in await answer.text()

    assert sum(len(room["pieces"]) for room in rooms) == len(drawn())
    assert rooms[0]["pieces"][0]["name"] == "Welcome"


async def test_there_is_nothing_to_show_without_words(http, playground):
    async with http.get(f"{playground.url}/playground/gallery?size=typical") as answer:
        assert answer.status == 404
        assert (await answer.json())["error"].startswith("Nothing of that size hangs here")
