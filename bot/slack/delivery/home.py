"""Listener that publishes the Home tab: a coach's people, or a member's day."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.coaching.follow_up import coach_homes, follow_up
from bot.coaching.people import profile_sync, roles
from bot.coaching.ports import Address
from bot.coaching.practice import progress
from bot.coaching.reports import month_summary
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listener for opening the Home tab."""
    app.event("app_home_opened", matchers=[is_home])(opened)


async def is_home(event: dict[str, Any]) -> bool:
    return event.get("tab") == "home"


async def opened(event: dict[str, Any], caller: Caller) -> None:
    to = Address(caller.workspace, caller.slack_id)
    me = await roles.find_coach(*caller.who)
    if me:
        people = await coach_homes.opened(caller.coaching, caller.workspace, me)
        if people:
            await follow_up.note_read(caller.coaching, me, people.queue.page(0))
        return
    page = await progress.home(*caller.who)
    if page and not page.member.home_opened:
        await profile_sync.opened_home(*caller.who)
        # From here on every answer redraws the page; one that came just before didn't.
        page = await progress.home(*caller.who)
    await caller.coaching.messenger.publish(to, page)
    if page:
        await month_summary.hang(caller.coaching, caller.workspace, page)
