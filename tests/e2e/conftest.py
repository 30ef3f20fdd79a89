"""The bot and the playground together, on the real wire."""

from dataclasses import replace
from functools import cache

import pytest

from bot.config import Settings
from bot.content.words.words import load_words
from bot.playground import stack as playground
from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.demo import BEGINNING
from bot.runtime import baton

OURS = Settings().content
words = cache(load_words)


@pytest.fixture(autouse=True)
def quick_start(monkeypatch, stores):
    """What takes longest at a start is done once: to read the words, and compile statements."""
    monkeypatch.setattr(baton, "open_store", stores.at)
    for module in (baton, playground):
        monkeypatch.setattr(module, "load_words", _read_once)


def _read_once(folder, language="en"):
    return words(folder, language) if folder == OURS else load_words(folder, language)


@pytest.fixture
async def both(database_url):
    """Monday, ten past ten in Berlin; Camille coaches, and nobody is on a track yet."""
    async with run_stack(database_url, SimulatedClock(BEGINNING)) as both:
        yield both


@pytest.fixture
def ada(both):
    return both.hand("ada")


@pytest.fixture
def ben(both):
    return both.hand("ben")


@pytest.fixture
def camille(both):
    return both.hand("camille")


@pytest.fixture
def dee(both):
    return both.hand("dee")


@pytest.fixture
def renamed(both):
    """Give somebody of the workspace another name."""

    async def rename(hand, name):
        people = both.playground.workspace.people
        people[hand.person.id] = replace(people[hand.person.id], real_name=name)
        await hand.change_profile("Europe/Paris")

    return rename
