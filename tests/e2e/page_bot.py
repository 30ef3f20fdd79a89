"""A playground with a tiny bot that shows the page one of everything."""

import re
from collections.abc import Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Command, Playground, SimulatedClock
from tests.waiting import until

MONDAY_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
COMMANDS = (
    Command(
        "/nudge", "Your nudges", "[now | plan | pause 1w]", completions=("now", "plan", "pause")
    ),
    Command("/coach", "For coaches", "assign @user… TRACK", completions=("assign", "roster")),
)


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def button(label, action_id, **more):
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


def text_input(label, block_id, **more):
    element = {"type": "plain_text_input", "action_id": "text", **more}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element}


NUDGE = [
    {"type": "header", "text": plain("Find what could move")},
    {"type": "section", "text": mrkdwn("List *five tasks* from this week.")},
    {"type": "actions", "elements": [button("Did it", "did", style="primary")]},
]
HOSTILE = "<img src=x onerror=alert(1)> & <b>bold</b>"
LIST = {"type": "rich_text_list", "style": "bullet"}
SAID = {"type": "rich_text_section", "elements": [{"type": "text", "text": "inside"}]}
DAYS = [{"text": plain(day), "value": day} for day in ("Monday", "Tuesday", "Wednesday")]
LINES = (
    "*bold* _italic_ ~strike~ `code` <https://example.org/?a=1&amp;b=2|a link> <@U1ADA>",
    "<!subteam^S1LEADS> <javascript:alert(1)|no link> 1 &lt; 2 <!date^1772442000^{time}|nine>",
    "> quoted",
    "```*kept* as it is```",
)
LISTS = [{**LIST, "elements": [SAID]}, {**LIST, "indent": 1, "elements": [SAID]}]
ROWS = [[{"type": "raw_text", "text": "Member"}], [{"type": "raw_text", "text": "Ada"}]]
LEAVE = {
    "title": plain("Leave?"),
    "text": plain("For good."),
    "confirm": plain("Yes, leave"),
    "deny": plain("Stay"),
}
CONTROLS = [
    button("Leave", "leave", style="danger", confirm=LEAVE),
    {
        "type": "static_select",
        "action_id": "day",
        "placeholder": plain("Choose a day"),
        "options": DAYS,
    },
    {"type": "users_select", "action_id": "who", "placeholder": plain("Choose a person")},
    {"type": "datepicker", "action_id": "from", "initial_date": "2026-03-09"},
    {"type": "timepicker", "action_id": "at", "initial_time": "08:30"},
    {"type": "radio_buttons", "action_id": "one", "options": DAYS},
    {"type": "checkboxes", "action_id": "some", "options": DAYS},
]
EVERYTHING = [
    {"type": "header", "text": plain(HOSTILE)},
    {
        "type": "section",
        "text": mrkdwn("\n".join(LINES)),
        "accessory": {"type": "overflow", "action_id": "more", "options": DAYS},
    },
    {"type": "section", "fields": [mrkdwn("*Coach*\nCamille"), plain("*plain*")]},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("_small_")]},
    {"type": "image", "image_url": "https://example.org/far.png", "alt_text": "A far picture"},
    {"type": "rich_text", "elements": LISTS},
    {"type": "table", "rows": ROWS},
    {"type": "markdown", "text": "## Heading\n\n1. one\n2. **two**"},
    {"type": "actions", "elements": CONTROLS},
]
PLAN = {
    "type": "modal",
    "callback_id": "plan",
    "title": plain("Make a plan"),
    "submit": plain("Save"),
    "blocks": [
        text_input("If", "when", min_length=5, max_length=40),
        text_input("then I will", "then", multiline=True),
        {"type": "actions", "elements": [button("Example", "example")]},
    ],
}
EXAMPLE = {"type": "modal", "title": plain("An example"), "blocks": NUDGE[1:2]}


class Heard:
    """What people pressed, once the bot has heard of it."""

    def __init__(self):
        self._actions = []

    def hear(self, action):
        self._actions.append(action)

    async def actions(self, *ids) -> Mapping[str, dict]:
        """Wait until each of these was pressed; returns each one's action, the newest last."""
        await until(lambda: set(ids) <= {action["action_id"] for action in self._actions})
        return {action["action_id"]: action for action in self._actions}


@asynccontextmanager
async def a_playground(port=0):
    """A playground with a bot in it; `heard` is what people pressed."""
    clock = SimulatedClock(MONDAY_NINE)
    days = Schedule(clock)
    playground = Playground(
        port=port, commands=COMMANDS, clock=clock, jump=days.jump, next_event=days.next_event
    )
    async with playground:
        days.client = playground.client = AsyncWebClient(
            playground.bot_token, base_url=playground.api_url, retry_handlers=[]
        )
        playground.heard = Heard()
        app = AsyncApp(client=playground.client)
        hear_commands(app)
        hear_presses(app, playground.heard)
        hear_events(app)
        playground.bot = AsyncSocketModeHandler(app, playground.app_token)
        await playground.bot.connect_async()
        yield playground
        await playground.bot.close_async()


def hear_commands(app):
    @app.command("/coach")
    async def coach(ack, respond):
        await ack()
        said = "<@U1ADA> would be on *delegation* from tomorrow."
        yes = {"type": "actions", "elements": [button("Assign", "assign.confirm")]}
        await respond(text=said, blocks=[{"type": "section", "text": mrkdwn(said)}, yes])

    @app.command("/nudge")
    async def nudge(ack, command, client):
        await ack()
        user = command["user_id"]
        if command["text"] == "plan":
            await client.views_open(trigger_id=command["trigger_id"], view=PLAN)
        elif command["text"] == "everything":
            await client.chat_postMessage(channel=user, text="Everything", blocks=EVERYTHING)
        else:
            await client.chat_postMessage(channel=user, text="A nudge", blocks=NUDGE)


def hear_presses(app, heard):
    @app.action("example")
    async def example(ack, body, client):
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=EXAMPLE)

    @app.action(re.compile(".*"))
    async def pressed(ack, action):
        await ack()
        heard.hear(action)

    @app.view("plan")
    async def plan(ack, view):
        if "try" in view["state"]["values"]["then"]["text"]["value"]:
            await ack(response_action="errors", errors={"then": "Say what you will do."})
        else:
            await ack()


def hear_events(app):
    @app.event("message")
    async def tick(event, client):
        if "subtype" not in event:
            await client.reactions_add(
                channel=event["channel"], timestamp=event["ts"], name="white_check_mark"
            )

    @app.event("app_home_opened")
    async def draw_home(event, client):
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": NUDGE})


class Schedule:
    """What the clock bar shows and does: one nudge a day for Ada."""

    def __init__(self, clock):
        self.clock = clock
        self.client = None

    async def next_event(self):
        return self.clock.now() + timedelta(days=1), "Nudge for Ada Moreau"

    async def jump(self, to):
        self.clock.jump_to(self.clock.now() + timedelta(hours=1 if to == "hour" else 24))
        if to == "next":
            await self.client.chat_postMessage(channel="U1ADA", text="A nudge", blocks=NUDGE)
        return self.clock.now()
