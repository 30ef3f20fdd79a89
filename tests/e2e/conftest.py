"""The bot and the playground together, on the real wire."""

import pytest

from bot.playground.clock import SimulatedClock
from bot.playground.demo import BEGINNING
from bot.playground.together import together


@pytest.fixture
async def both(database_url):
    """Monday, ten past ten in Berlin; Camille coaches, and nobody is on a track yet."""
    async with together(database_url, SimulatedClock(BEGINNING)) as both:
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
