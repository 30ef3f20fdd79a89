"""Listeners for `/coach report` and `/coach export`: results as text, picture and table."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.people import roles
from bot.coaching.practice import wordings
from bot.coaching.reports import report
from bot.domain.people.people import Coach
from bot.slack.commands import ids
from bot.slack.commands.parse import Line
from bot.slack.reports.report_picture import report_picture
from bot.slack.reports.report_view import ALL, report_page
from bot.slack.reports.wordings_view import wordings_part
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import message


def register(app: AsyncApp) -> None:
    """Register the listeners for the buttons under a report."""
    app.action(ids.REPORT_SHOW)(pressed)
    app.action(ids.REPORT_PICTURE)(picture)
    app.action(ids.REPORT_TABLE)(table)


async def typed(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach report`."""
    await _show(caller, me, line.words)


async def _show(caller: Caller, me: Coach, about: str) -> None:
    found = await report.report(caller.coaching, me, about)
    page = report_page(found, caller.words)
    both = wordings_part(await wordings.compared(caller.coaching, me, about), caller.words)
    await caller.tell(message([*page.blocks, *both]) if both else page)


async def pressed(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _show(caller, await roles.coach(*caller.who), _about(action))


async def export(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach export`."""
    await _export(caller, me, line.words)


async def _export(caller: Caller, me: Coach, about: str) -> None:
    lines = await report.send_table(caller.coaching, caller.workspace, me, about, caller.words)
    await caller.say("report-table-sent" if lines else "report-nothing", about=about)


async def picture(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        found = await report.report(caller.coaching, me, _about(action))
        drawn = await asyncio.to_thread(report_picture, found, caller.words)
        await report.send_picture(caller.coaching, caller.workspace, me, drawn)
        await caller.say("report-picture-sent")


async def table(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _export(caller, await roles.coach(*caller.who), _about(action))


def _about(action: dict[str, Any]) -> str:
    about = str(action["value"])
    return "" if about == ALL else about
