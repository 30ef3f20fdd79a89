"""A local, Slack-shaped workspace for development and tests; never part of production."""

from bot.playground.acts.user_driver import Hand
from bot.playground.api.faults import Fault
from bot.playground.clock import Clock, RealClock, SimulatedClock
from bot.playground.server import Playground, serve
from bot.playground.workspace.seed_people import CAST, GROUPS, Command, Group, Person
from bot.playground.workspace.texts import texts_of

__all__ = [
    "CAST",
    "GROUPS",
    "Clock",
    "Command",
    "Fault",
    "Group",
    "Hand",
    "Person",
    "Playground",
    "RealClock",
    "SimulatedClock",
    "serve",
    "texts_of",
]
