"""Calls wait where Slack would refuse them, and nowhere else."""

import asyncio
from datetime import timedelta

import pytest

from bot.slack.client import rate_limits
from bot.slack.client.rate_limits import RateLimits
from tests.conftest import MONDAY_NINE


@pytest.fixture
def clock(monkeypatch):
    """A loop's clock that stands still, and the waits that were asked for."""
    waits = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(rate_limits, "_now", lambda: MONDAY_NINE)
    monkeypatch.setattr(asyncio, "sleep", wait)
    return waits


async def turns(paced, count, workspace=1, method="chat.update"):
    for _ in range(count):
        await paced.turn(workspace, method)


async def test_a_minutes_worth_goes_at_once_and_the_rest_waits(clock):
    await turns(RateLimits(), 52)

    assert clock == pytest.approx([1.2, 2.4])


async def test_each_method_and_each_workspace_has_its_own_minute(clock):
    paced = RateLimits()

    await turns(paced, 50)
    await turns(paced, 50, workspace=2)
    await turns(paced, 50, method="reactions.add")
    await turns(paced, 100, method="views.publish")

    assert clock == []


async def test_room_comes_back_with_time(clock, monkeypatch):
    paced = RateLimits()
    await turns(paced, 50)

    monkeypatch.setattr(rate_limits, "_now", lambda: MONDAY_NINE + timedelta(seconds=12))
    await turns(paced, 10)

    assert clock == []


async def test_who_bears_more_is_asked_more(clock):
    await turns(RateLimits(ease=10), 500)

    assert clock == []


async def test_workspaces_that_are_idle_are_forgotten(clock, monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_KEPT", 5)
    paced = RateLimits()

    for workspace in range(20):
        monkeypatch.setattr(
            rate_limits, "_now", lambda n=workspace: MONDAY_NINE + timedelta(minutes=5 * n)
        )
        await paced.turn(workspace, "chat.update")

    assert len(paced._busy) <= 6
