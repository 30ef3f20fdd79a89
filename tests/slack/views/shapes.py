"""Message events as Slack sends them, with all their fields, for whoever has to read them."""

from datetime import UTC, datetime

from bot.playground.events import events
from bot.playground.events.oddities import ODDITIES
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import CAST, App
from bot.playground.workspace.workspace import Workspace

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
APP = App()
ADA = CAST[0]
HEAD = "1772441000.000100"


def workspace():
    return Workspace(APP, CAST, (), lambda: NINE, lambda: None)


def written(place, text="I asked Ben", **more):
    message = place.write(place.draft(ADA.channel, ADA.id, text))
    return place.keep(Message(**{**_fields(message), **more}))


def _fields(message):
    return {name: getattr(message, name) for name in Message.__slots__}


def posted(text="I asked Ben", changes=None, **more):
    """A message event; *changes* are made to its payload, and None takes a field out."""
    place = workspace()
    return changed(events.posted(place, written(place, text, **more)), changes or {})


def edited(before="I asked Bne", after="I asked Ben", **changes):
    place = workspace()
    old = written(place, before)
    return changed(events.changed(place, old, place.edit(old, after)), changes)


def deleted(**changes):
    place = workspace()
    return changed(events.deleted(place, written(place)), changes)


def tombstoned(**changes):
    """A message is deleted that has a reply under it."""
    place = workspace()
    old = written(place)
    place.write(Message(**{**_fields(old), "thread_ts": old.ts, "text": "And then?"}))
    return changed(events.changed(place, old, place.remove(old)), changes)


def odd(name, **changes):
    place = workspace()
    return changed(ODDITIES[name](place, written(place)), changes)


def changed(event, changes):
    return {name: value for name, value in (event | changes).items() if value is not None}


FILE = {"id": "F1", "name": "rota.pdf", "mimetype": "application/pdf", "user": ADA.id}
RICH = {
    "type": "rich_text",
    "block_id": "b1",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Asked "},
                {"type": "user", "user_id": "U2BEN"},
                {"type": "text", "text": " & waited "},
                {"type": "emoji", "name": "tada"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "link", "url": "https://example.com", "text": "two"}],
                },
            ],
        },
    ],
}
FORWARDED = {"is_share": True, "is_msg_unfurl": True, "author_id": "U2BEN", "text": "Free at six"}

WRITTEN = {
    "a plain line": (posted(), "I asked Ben"),
    "a line about oneself": (posted("handed the rota to Ben", me=True), "handed the rota to Ben"),
    "a reply in a thread": (posted(thread_ts=HEAD), "I asked Ben"),
    "one sent to the channel, too": (posted(thread_ts=HEAD, broadcast=True), "I asked Ben"),
    "a file with words": (posted("See", files=(FILE,)), "See"),
    "several files and no words": (posted("", files=(FILE, FILE, FILE)), ""),
    "rich text alone": (
        posted("", {"blocks": [RICH]}),
        "Asked <@U2BEN> &amp; waited :tada:\none\n<https://example.com|two>",
    ),
    "a forwarded message": (posted("Like this", {"attachments": [FORWARDED]}), "Like this"),
    "one forwarded without a word": (posted("", {"attachments": [FORWARDED]}), ""),
    "from the old Messages tab": (posted(changes={"channel_type": "app_home"}), "I asked Ben"),
    "no channel type": (posted(changes={"channel_type": ""}), "I asked Ben"),
    "a subtype of null": ({**posted(), "subtype": None}, "I asked Ben"),
}

EDITED = {
    "an edit": (edited(), "I asked Ben"),
    "an edit whose old text isn't told": (edited(previous_message=None), "I asked Ben"),
    "an edit that takes the words out": (edited(after=""), ""),
    "an edit of one line about oneself": (edited(), "I asked Ben"),
}

NOBODYS = {
    **{name: odd(name) for name in ODDITIES},
    "an unfurl whose old message isn't told": odd("unfurl", previous_message=None),
    "a pin whose old message isn't told": odd("pin", previous_message=None),
    "in a channel": posted(changes={"channel": "C1", "channel_type": "channel"}),
    "in a group message": posted(changes={"channel": "G1", "channel_type": "mpim"}),
    "no channel": posted(changes={"channel": ""}),
    "no user": posted(changes={"user": ""}),
    "only an app's id": posted(changes={"app_id": "A9OTHER"}),
    "Baton's own line": posted(user=APP.bot_user),
    "Baton's own user without its bot": posted(changes={"user": APP.bot_user}),
    "Baton's own edit": changed(
        edited(),
        {"message": posted(user=APP.bot_user), "previous_message": posted(user="U0BATON")},
    ),
    "Baton's own deletion": deleted(previous_message=posted(user=APP.bot_user)),
    "a deletion of Slackbot's line": deleted(previous_message=odd("reminder")),
    "a subtype of tomorrow": posted(changes={"subtype": "sh_room_created"}),
    "changed by an administrator's app": edited(
        message=posted("[redacted]") | {"edited": {"user": "U9DLP", "ts": "1772442099.000100"}}
    ),
    "an ephemeral line": posted(changes={"is_ephemeral": True}),
    "a message changed into nothing": edited(message=None, previous_message=None),
    "a deletion of nothing": deleted(previous_message=None, deleted_ts=None),
}

DELETED = {
    "a deletion": (deleted(), ADA.id),
    "a tombstone": (tombstoned(), ADA.id),
    "a deletion without the old message": (deleted(previous_message=None), ""),
    "a tombstone without the old message": (tombstoned(previous_message=None), ""),
    "a tombstone that goes in its turn": (
        deleted(previous_message=tombstoned()["message"]),
        "",
    ),
}
