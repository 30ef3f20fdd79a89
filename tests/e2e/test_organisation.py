"""Over the wire: a workspace of an organisation, and people who act from another one."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.demo import BEGINNING
from bot.playground.workspace.seed_people import CAST, App
from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import TUESDAY_NINE_IN_BERLIN, asks, assigns

IN_AN_ORG = App(enterprise="E1WORKS")

APPS = {
    "the app of one workspace": IN_AN_ORG,
    "the app of the whole organisation": App(enterprise="E1WORKS", org_wide=True),
}


@asynccontextmanager
async def working(sqlite_url, app, elsewhere):
    """The usual cast, but those named act from another workspace."""
    cast = [replace(p, team="T9ELSE") if p.name in elsewhere else p for p in CAST]
    async with run_stack(sqlite_url, SimulatedClock(BEGINNING), app=app, cast=cast) as both:
        yield both


@pytest.mark.parametrize("app", APPS)
async def test_whoever_acts_from_a_sister_workspace_is_served_as_at_home(sqlite_url, app):
    async with working(sqlite_url, APPS[app], {"ada", "camille"}) as both:
        ada, camille = both.hand("ada"), both.hand("camille")
        await assigns(camille)
        await both.pass_until(TUESDAY_NINE_IN_BERLIN)

        await ada.press("Did it")
        await ada.press("Change my answer")
        await ada.submit({"text": "A queue of one"})
        await ada.say("More of it")

        shown = await asks(camille, "/coach show @ada")
        assert "A queue of one" in shown
        assert "More of it" in shown
        assert texts_of(await ada.open_home())


async def test_whoever_acts_from_a_workspace_that_is_not_served_is_told_so(sqlite_url):
    async with working(sqlite_url, App(), {"ada"}) as both:
        ada, camille = both.hand("ada"), both.hand("camille")
        await assigns(camille)
        await both.pass_until(TUESDAY_NINE_IN_BERLIN)

        assert "not installed in the workspace you're in" in await asks(ada, "/nudge progress")
