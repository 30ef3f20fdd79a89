"""Who may do what: one row for each command verb, button, form, shortcut and event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.slack.commands import ids

PEOPLE = {
    "nobody": "UZOE",
    "member": "UADA",
    "her coach": "UMARA",
    "another coach": "UNOA",
    "admin": "UROOT",
    "deactivated": "UGONE",
}
"""Ada is the member that every row is about. Gone was a coach until their account was closed."""

ANYBODY = frozenset(PEOPLE)
ADA = frozenset({"member"})
COACHES = frozenset({"her coach", "another coach"})
HER_COACH = frozenset({"her coach"})
ADMINS = frozenset({"admin"})


@dataclass(frozen=True, slots=True)
class World:
    """
    What a request may be about, by id: what is Ada's, and her coach's work with her.

    Attributes:
        choices: The delivery of a nudge that asks for a choice; it is the newest, and waits.
        check_in: The delivery of a question after a silence.
        rest: The delivery of the offer in a long pause.
        plan: A plan that is still open.
        dropped: One that was dropped.
        cohort: A cohort of her coach's with nobody in it who has still to be caught up.
    """

    coach: int
    delivery: int
    choices: int
    follow_up: int
    note: int
    promise: int
    audit: int
    order: int
    check_in: int
    rest: int
    plan: int
    dropped: int
    cohort: int


Part = Callable[[World], dict[str, Any]]
"""What a request is made of beside who sends it."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One thing that can be done.

    Attributes:
        may: For whom it is; everybody else is refused with a sentence, and nothing changes.
    """

    request: Part
    may: frozenset[str] = ANYBODY


LISTS = {
    *(ids.CONFIDENCE, ids.LATER, ids.PLAN_ANSWER_ANEW, ids.JOURNAL_DO),
    *(ids.FOLLOW_UP_SNOOZE, ids.PROMISE_MOVE),
}
"""What is chosen from a list or a menu, and comes as an option; a button has a value."""


def typed(command: str, text: str) -> Part:
    return lambda world: {"command": command, "text": text.format(w=world)}


def pressed(action_id: str, value: str = "", **more: Any) -> Part:
    def press(world: World) -> dict[str, Any]:
        filled = value.format(w=world)
        action = {"action_id": action_id, "action_ts": "1772500000.000001"}
        action |= (
            {"selected_option": {"value": filled}} if action_id in LISTS else {"value": filled}
        )
        return {"type": "block_actions", "actions": [action | more], "container": {}}

    return press


def below_a_line(action_id: str) -> Part:
    """Pressed below Baton's sentence about a line of Ada's, whose place the button carries."""
    conversation = {"container": {"channel_id": "DADA"}}
    return lambda world: pressed(action_id, LINE)(world) | conversation


def on_a_line(callback_id: str) -> Part:
    """Chosen from the menu of a line of Ada's."""
    message = {"ts": LINE, "user": "UADA", "text": "pause please"}
    about = {"type": "message_action", "callback_id": callback_id, "message": message}
    return lambda world: about | {"channel": {"id": "DADA"}}


LINE = "1772500000.000001"


def in_journal(action_id: str, value: str) -> Part:
    """Pressed in the journal's window, which knows what of it is looked at."""

    def press(world: World) -> dict[str, Any]:
        view = {"type": "modal", "callback_id": ids.JOURNAL_FORM, "private_metadata": ALL_OF_IT}
        return pressed(action_id, value)(world) | {"view": view}

    return press


def sent(callback_id: str, metadata: str = "", **entered: dict[str, Any]) -> Part:
    """A form; each entry is what Slack says of the one element of that block."""

    def submit(world: World) -> dict[str, Any]:
        values = {block.replace("_", "."): {ids.FIELD: one} for block, one in entered.items()}
        view = {"hash": "1", "type": "modal", "callback_id": callback_id}
        view |= {"private_metadata": metadata.format(w=world), "state": {"values": values}}
        return {"type": "view_submission", "view": view}

    return submit


def shortcut(callback_id: str, kind: str = "shortcut") -> Part:
    return lambda world: {"type": kind, "callback_id": callback_id, "message": {"text": "hi"}}


def happened(kind: str, **about: Any) -> Part:
    return lambda world: {"type": "event_callback", "event": {"type": kind, **about}}


ALL_OF_IT = '["", "", 0]'
"""What the journal's window holds of its own: words, track, page."""

ABOUT_ADA = '{{"about": "UADA"}}'
"""What such a form holds of its own: whom it is about."""

COMMANDS = {
    "/coach ": Row(typed("/coach", ""), COACHES),
    "/coach help": Row(typed("/coach", "help"), COACHES),
    "/coach assign": Row(typed("/coach", "assign <@UZOE> listening"), COACHES),
    "/coach unassign": Row(typed("/coach", "unassign <@UADA>"), HER_COACH),
    "/coach move": Row(typed("/coach", "move <@UADA> <@UNOA>"), HER_COACH),
    "/coach pause": Row(typed("/coach", "pause <@UADA> 1w"), HER_COACH),
    # Ada is not paused: even her coach is told so.
    "/coach resume": Row(typed("/coach", "resume <@UADA>"), frozenset()),
    "/coach cohort": Row(typed("/coach", "cohort autumn <@UADA>"), COACHES),
    # An admin has done nothing yet that could be undone.
    "/coach undo": Row(typed("/coach", "undo"), COACHES),
    "/coach log": Row(typed("/coach", "log"), COACHES | ADMINS),
    "/coach confirm": Row(typed("/coach", "confirm"), COACHES),
    # Idle has nobody to hand over: even an admin is told so.
    "/coach handover": Row(typed("/coach", "handover <@UIDLE> <@UMARA>"), frozenset()),
    "/coach counts": Row(typed("/coach", "counts"), ADMINS),
    "/coach tracks": Row(typed("/coach", "tracks"), COACHES),
    "/coach show": Row(typed("/coach", "show <@UADA>"), HER_COACH),
    "/coach roster": Row(typed("/coach", "roster"), COACHES),
    "/coach queue": Row(typed("/coach", "queue"), COACHES),
    "/coach note": Row(typed("/coach", "note <@UADA> works nights"), HER_COACH),
    "/coach promise": Row(typed("/coach", "promise <@UADA> friday the list"), HER_COACH),
    "/coach digest": Row(typed("/coach", "digest"), COACHES),
    "/coach settings": Row(typed("/coach", "settings"), COACHES),
    "/coach report": Row(typed("/coach", "report"), COACHES),
    "/coach export": Row(typed("/coach", "export"), COACHES),
    "/coach appoint": Row(typed("/coach", "appoint <@UZOE>"), ADMINS),
    "/coach dismiss": Row(typed("/coach", "dismiss <@UIDLE>"), ADMINS),
    "/nudge ": Row(typed("/nudge", ""), ANYBODY),
    "/nudge help": Row(typed("/nudge", "help me with a visit as a guest"), ANYBODY),
    "/nudge now": Row(typed("/nudge", "now"), ADA),
    "/nudge progress": Row(typed("/nudge", "progress"), ADA),
    "/nudge journal": Row(typed("/nudge", "journal"), ADA),
    "/nudge plan": Row(typed("/nudge", "plan"), ADA),
    "/nudge pause": Row(typed("/nudge", "pause 1w"), ADA),
    "/nudge resume": Row(typed("/nudge", "resume"), ADA),
    "/nudge stop": Row(typed("/nudge", "stop"), ADA),
    "/nudge time": Row(typed("/nudge", "time 10:00"), ADA),
    "/nudge days": Row(typed("/nudge", "days mon-thu"), ADA),
    "/nudge country": Row(typed("/nudge", "country DE"), ADA),
    "/nudge leave": Row(typed("/nudge", "leave 2026-04-01..2026-04-03"), ADA),
    "/nudge settings": Row(typed("/nudge", "settings"), ADA),
    "/nudge privacy": Row(typed("/nudge", "privacy"), ADA),
    "/nudge my-data": Row(typed("/nudge", "my-data"), ADA),
    "/nudge forget-me": Row(typed("/nudge", "forget-me"), ADA),
}

BUTTONS = {
    ids.OUTCOME: Row(pressed(f"{ids.OUTCOME}.did", "{w.delivery}"), ADA),
    ids.CHOICE: Row(pressed(f"{ids.CHOICE}.0", "{w.choices}:0"), ADA),
    ids.CONFIDENCE: Row(pressed(ids.CONFIDENCE, "{w.delivery}:4"), ADA),
    ids.WRITE: Row(pressed(ids.WRITE, "{w.delivery}"), ADA),
    ids.PLAN: Row(pressed(ids.PLAN, "{w.delivery}"), ADA),
    ids.KEEP: Row(pressed(ids.KEEP, "{w.delivery}"), ADA),
    ids.SHARE: Row(pressed(ids.SHARE, "{w.delivery}"), ADA),
    ids.ASK_COACH: Row(pressed(ids.ASK_COACH, "{w.delivery}"), ADA),
    ids.SAID_ANSWER: Row(below_a_line(ids.SAID_ANSWER), ADA),
    ids.SAID_COACH: Row(below_a_line(ids.SAID_COACH), ADA),
    ids.SAID_NOT_ANSWER: Row(below_a_line(ids.SAID_NOT_ANSWER), ADA),
    ids.SAID_ASK: Row(pressed(ids.SAID_ASK), ADA),
    ids.SAID_STOP: Row(pressed(ids.SAID_STOP), ADA),
    ids.HELP_OPEN: Row(pressed(ids.HELP_OPEN)),
    ids.HELP_PAGE: Row(pressed(ids.HELP_PAGE)),
    ids.DATA_SEND: Row(pressed(ids.DATA_SEND), ADA),
    ids.FORGET_OPEN: Row(pressed(ids.FORGET_OPEN), ADA),
    ids.LATER: Row(pressed(ids.LATER, "{w.choices}:tomorrow"), ADA),
    ids.PLAN_CAME: Row(pressed(f"{ids.PLAN_CAME}.did", "{w.plan}"), ADA),
    ids.PLAN_ANSWER_ANEW: Row(pressed(ids.PLAN_ANSWER_ANEW, "{w.plan}:still"), ADA),
    ids.PLAN_DROP: Row(pressed(ids.PLAN_DROP, "{w.plan}"), ADA),
    ids.PLAN_BRING_BACK: Row(pressed(ids.PLAN_BRING_BACK, "{w.dropped}"), ADA),
    ids.PLAN_ASK: Row(pressed(ids.PLAN_ASK, "{w.plan}"), ADA),
    ids.REST: Row(pressed(f"{ids.REST}.carry-on", "{w.rest}"), ADA),
    ids.CHECK_IN: Row(pressed(f"{ids.CHECK_IN}.carry-on", "{w.check_in}"), ADA),
    ids.NUDGE_DO: Row(pressed(f"{ids.NUDGE_DO}.0", "progress"), ADA),
    ids.COACH_DO: Row(pressed(f"{ids.COACH_DO}.0", "roster"), COACHES),
    ids.CHECK_IN_UNDO: Row(pressed(ids.CHECK_IN_UNDO, "{w.check_in}"), ADA),
    ids.LOOK_BACK: Row(pressed(ids.LOOK_BACK, "{w.delivery}"), ADA),
    ids.JOURNAL: Row(pressed(ids.JOURNAL), ADA),
    ids.JOURNAL_NEWER: Row(in_journal(ids.JOURNAL_NEWER, "0"), ADA),
    ids.JOURNAL_OLDER: Row(in_journal(ids.JOURNAL_OLDER, "0"), ADA),
    ids.JOURNAL_DO: Row(in_journal(ids.JOURNAL_DO, "keep:{w.delivery}"), ADA),
    ids.NOT_MEANT: Row(pressed(ids.NOT_MEANT), ANYBODY),
    ids.HELP_ASK_COACH: Row(pressed(ids.HELP_ASK_COACH), ADA),
    ids.DO_NOW: Row(pressed(ids.DO_NOW, "listening.2"), ADA),
    ids.CHANGE_TIME: Row(pressed(ids.CHANGE_TIME), ADA),
    ids.NOT_NOW: Row(pressed(ids.NOT_NOW), ADA),
    ids.PAUSE: Row(pressed(ids.PAUSE), ADA),
    ids.RESUME: Row(pressed(ids.RESUME), ADA),
    ids.PRIVACY: Row(pressed(ids.PRIVACY), ADA),
    ids.KEEP_ALL: Row(pressed(ids.KEEP_ALL), ADA),
    ids.SHARE_ALL: Row(pressed(ids.SHARE_ALL), ADA),
    ids.SHARE_EARLIER: Row(pressed(ids.SHARE_EARLIER, "{w.coach}"), ADA),
    ids.UNSHARE_EARLIER: Row(pressed(ids.UNSHARE_EARLIER, "{w.coach}"), ADA),
    ids.KEEP_WORDS: Row(pressed(ids.KEEP_WORDS), ADA),
    ids.LET_WORDS_GO: Row(pressed(ids.LET_WORDS_GO), ADA),
    ids.NUDGE_NOW: Row(pressed(ids.NUDGE_NOW), ADA),
    ids.ASSIGN: Row(pressed(ids.ASSIGN, "{w.order}"), HER_COACH),
    ids.ASSIGN_NOT: Row(pressed(ids.ASSIGN_NOT, "{w.order}"), HER_COACH),
    ids.UNDO: Row(pressed(ids.UNDO, "{w.audit}"), HER_COACH),
    ids.CONFIRM_COACH: Row(pressed(ids.CONFIRM_COACH), COACHES),
    ids.LOG_FROM: Row(pressed(ids.LOG_FROM, "0"), COACHES | ADMINS),
    ids.SHOW_COHORT: Row(pressed(ids.SHOW_COHORT, "{w.cohort}"), HER_COACH),
    # Nobody in it is behind: even her coach is told so.
    ids.CATCH_UP: Row(pressed(ids.CATCH_UP, "{w.cohort}"), frozenset()),
    ids.SHOW_MEMBER: Row(pressed(ids.SHOW_MEMBER, "UADA"), HER_COACH),
    ids.FOLLOW_UP_TALKED: Row(pressed(ids.FOLLOW_UP_TALKED, "{w.follow_up}"), HER_COACH),
    ids.FOLLOW_UP_DISMISS: Row(pressed(ids.FOLLOW_UP_DISMISS, "{w.follow_up}"), HER_COACH),
    ids.FOLLOW_UP_SNOOZE: Row(pressed(ids.FOLLOW_UP_SNOOZE, "{w.follow_up}:3"), HER_COACH),
    ids.QUEUE_FROM: Row(pressed(ids.QUEUE_FROM, "0"), COACHES),
    ids.OPEN_DM: Row(pressed(ids.OPEN_DM)),
    ids.WRITE_TO: Row(pressed(ids.WRITE_TO, "UADA"), HER_COACH),
    ids.ANSWER_COACH: Row(pressed(ids.ANSWER_COACH, "{w.delivery}")),
    ids.NOTE: Row(pressed(ids.NOTE, "UADA"), COACHES),
    ids.PROMISE: Row(pressed(ids.PROMISE, "UADA"), COACHES),
    ids.PROMISE_KEPT: Row(pressed(ids.PROMISE_KEPT, "{w.promise}"), HER_COACH),
    ids.PROMISE_DROPPED: Row(pressed(ids.PROMISE_DROPPED, "{w.promise}"), HER_COACH),
    ids.PROMISE_MOVE: Row(pressed(ids.PROMISE_MOVE, "{w.promise}:3"), HER_COACH),
    ids.NOTE_DELETE: Row(pressed(ids.NOTE_DELETE, "{w.note}"), HER_COACH),
    ids.DIGEST_OFF: Row(pressed(ids.DIGEST_OFF), COACHES),
    ids.DIGEST_ON: Row(pressed(ids.DIGEST_ON), COACHES),
    ids.COACH_SETTINGS: Row(pressed(ids.COACH_SETTINGS), COACHES),
    ids.ASSIGN_OPEN: Row(pressed(ids.ASSIGN_OPEN), COACHES),
    ids.REPORT_SHOW: Row(pressed(ids.REPORT_SHOW, "all"), COACHES),
    ids.REPORT_PICTURE: Row(pressed(ids.REPORT_PICTURE, "all"), COACHES),
    ids.REPORT_TABLE: Row(pressed(ids.REPORT_TABLE, "all"), COACHES),
    ids.SHOW_ROSTER: Row(pressed(ids.SHOW_ROSTER), COACHES),
    ids.SHOW_TRACK: Row(pressed(ids.SHOW_TRACK, "listening"), COACHES),
}

FORMS = {
    ids.ANSWER_FORM: Row(
        sent(
            ids.ANSWER_FORM,
            "{w.delivery}",
            outcome={"selected_option": {"value": "did"}},
            text={"value": "Went well"},
        ),
        ADA,
    ),
    ids.JOURNAL_FORM: Row(sent(ids.JOURNAL_FORM, ALL_OF_IT), ADA),
    ids.JOURNAL_ANSWER_FORM: Row(
        sent(ids.JOURNAL_ANSWER_FORM, "{w.delivery} " + ALL_OF_IT, text={"value": "Went well"}),
        ADA,
    ),
    ids.TAKE_BACK_FORM: Row(sent(ids.TAKE_BACK_FORM, "{w.delivery} " + ALL_OF_IT), ADA),
    ids.PLAN_FORM: Row(sent(ids.PLAN_FORM, "{w.delivery}", blank_0={"value": "Friday"}), ADA),
    ids.TIME_FORM: Row(
        sent(
            ids.TIME_FORM,
            at={"selected_time": "10:00"},
            weekdays={"selected_options": [{"value": "0"}]},
        ),
        ADA,
    ),
    ids.ASSIGN_FORM: Row(
        sent(
            ids.ASSIGN_FORM,
            people={"selected_users": ["UZOE"]},
            track={"selected_option": {"value": "listening"}},
        ),
        COACHES,
    ),
    ids.WRITE_FORM: Row(sent(ids.WRITE_FORM, ABOUT_ADA, text={"value": "Hello"}), HER_COACH),
    ids.ANSWER_COACH_FORM: Row(
        # A nudge is no message of her coach's: with one, even Ada is refused.
        sent(ids.ANSWER_COACH_FORM, "{w.delivery}", text={"value": "Hello"}),
        frozenset(),
    ),
    ids.NOTE_FORM: Row(sent(ids.NOTE_FORM, ABOUT_ADA, text={"value": "Works nights"}), HER_COACH),
    ids.PROMISE_FORM: Row(
        sent(
            ids.PROMISE_FORM,
            ABOUT_ADA,
            due={"selected_date": "2026-03-20"},
            text={"value": "Send the list"},
        ),
        HER_COACH,
    ),
    ids.COACH_SETTINGS_FORM: Row(
        sent(
            ids.COACH_SETTINGS_FORM,
            digest={"selected_options": [{"value": "on"}]},
            at={"selected_time": "10:00"},
        ),
        COACHES,
    ),
    ids.FORGET_FORM: Row(sent(ids.FORGET_FORM), ADA),
    ids.HELP_FORM: Row(sent(ids.HELP_FORM, about={"value": "a visit as a guest"}), ANYBODY),
}

SHORTCUTS = {
    ids.HELP_WITH_TALK: Row(shortcut(ids.HELP_WITH_TALK), ANYBODY),
    ids.SAID_MESSAGE: Row(on_a_line(ids.SAID_MESSAGE), ADA),
    ids.HELP_WITH_MESSAGE: Row(shortcut(ids.HELP_WITH_MESSAGE, "message_action"), ANYBODY),
}

EVENTS = {
    "message": Row(happened("message", channel_type="im", text="Went well", ts="1772500000.1")),
    "app_home_opened": Row(happened("app_home_opened", tab="home")),
}

PREVIEWS = {"a previewed card": Row(pressed(f"{ids.OUTCOME}.did", "0"))}
"""What is pressed in a preview is nobody's answer."""

OF_THEIR_OWN = {
    "change-time": Row(pressed(f"{ids.CHECK_IN}.change-time", "{w.check_in}"), ADA),
}
"""Buttons that share their name with another, and have a listener of their own."""

OUT_OF_DATE = {
    "a button of an earlier version": Row(pressed(ids.WRITE, "nudge-1"), frozenset()),
    "a form of an earlier version": Row(sent(ids.ANSWER_FORM, "nudge-1"), frozenset()),
}
"""What today's listeners can't read: everybody is told that nothing was changed."""

FROM_SLACK = {"user_change", "tokens_revoked", "app_uninstalled"}
"""Events that are about the workspace and come from nobody in it."""

TABLE = COMMANDS | BUTTONS | OF_THEIR_OWN | FORMS | SHORTCUTS | EVENTS | PREVIEWS | OUT_OF_DATE
