"""Views of an assignment for the coach: the dry run, and the result."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.domain.enrolment.orders import DayOff, DryRun, Foreseen
from bot.domain.follow_up.coach_pages import Assigned, Assignment, NotAssigned
from bot.domain.people.people import mention
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import (
    Message,
    actions,
    button,
    day,
    escape,
    note,
    quote,
    section,
    when,
)
from bot.slack.views.lists import lines
from bot.slack.views.say import Say

AT_ONCE = 40
"""Most people named in one line: more wouldn't fit into a Slack paragraph."""

Skipped = tuple[str, Mapping[str, object]]
"""A group that was skipped: the text key of the reason, and its facts."""


def dry_run(run: DryRun, skipped: Iterable[Skipped], words: Say) -> Message:
    """Show the expected result for each person, with the button that confirms the order."""
    track, count = escape(run.track.title), len(run.foreseen)
    title = words.say("dry-title", track=track, days=len(run.track), count=count)
    told = [*_grouped(run.foreseen, words), *_left_out(run.refused, "dry-not", words)]
    told += [f"• {words.say(key, **safe(facts, words))}" for key, facts in skipped]
    if run.order_id is None:
        return lines([section(title)], told, words, [note(words.say("dry-nobody"))])
    buttons = actions(
        button(words.say("dry-assign"), ids.ASSIGN, run.order_id, "primary"),
        button(words.say("dry-cancel"), ids.ASSIGN_NOT, run.order_id),
    )
    tail = [*_note(run.wanted.note, words), note(words.say("dry-nothing-yet")), buttons]
    return lines([section(title)], told, words, tail)


def assignment(result: Assignment, words: Say) -> Message:
    """Say who starts when, who doesn't and why, and offer undo."""
    title = section(
        words.say("assigned-title", track=escape(result.track.title), count=len(result.done))
    )
    told: list[str] = []
    for is_other in (True, False):
        some = [d for d in result.done if (d.member.slack_id in result.changed) == is_other]
        said = _together([(_assigned(one, words), one.member.mention) for one in some], words)
        told += [words.say("assigned-changed", line=line) for line in said] if is_other else said
    told += _left_out(result.refused, "assigned-not", words)
    return lines([title], told, words, _undo(result, words))


Line = tuple[tuple[str, tuple[tuple[str, Hashable], ...]], ...]
"""Sentences as text keys and facts. People with equal sentences share a line."""


def _together(said: Sequence[tuple[Line, str]], words: Say) -> list[str]:
    """Group people with the same sentences into one line, in order of first appearance."""
    whom: dict[Line, list[str]] = {}
    for line, who in said:
        whom.setdefault(line, []).append(who)
    return [
        _say(line, people[n : n + AT_ONCE], words)
        for line, people in whom.items()
        for n in range(0, len(people), AT_ONCE)
    ]


def _say(line: Line, people: Sequence[str], words: Say) -> str:
    who = {"who": ", ".join(people), "count": len(people)}
    return " ".join(words.say(key, **(who | dict(facts))) for key, facts in line)


def _note(said: str, words: Say) -> list[Block]:
    return [section(f"{words.say('dry-note')}\n{quote(said)}")] if said else []


def _grouped(foreseen: Sequence[Foreseen], words: Say) -> list[str]:
    return _together([(_foreseen(one, words), one.member.mention) for one in foreseen], words)


def _foreseen(one: Foreseen, words: Say) -> Line:
    hour: Line = (("dry-keeps-hour", ()),) if one.keeps_hour else ()
    if one.behind:
        return (("dry-behind", (("track", escape(one.behind)),)), *hour)
    if one.first is None or one.last is None:
        return (("dry-paused", ()), *hour)
    zone = one.member.cadence.zone
    facts = (
        ("when", when(one.first, zone, words.language)),
        ("zone", zone.key),
        ("last", day(one.last, words.language)),
    )
    return (("dry-first", facts), *_off(one.off), *hour)


def _off(off: Sequence[DayOff]) -> Line:
    names = list(dict.fromkeys(one.holiday for one in off if one.holiday))
    leave = sum(not one.holiday for one in off)
    facts = (("names", ", ".join(escape(name) for name in names)), ("count", len(names)))
    holidays: Line = (("dry-holidays", facts),) if names else ()
    return (*holidays, ("dry-leave", (("count", leave),))) if leave else holidays


def _assigned(done: Assigned, words: Say) -> Line:
    if done.first is None:
        if not done.behind:
            return (("assigned-later", ()),)
        return (("assigned-behind", (("track", escape(done.behind)),)),)
    zone = done.member.cadence.zone
    first = when(done.first, zone, words.language)
    return (("assigned-first", (("when", first), ("zone", zone.key))),)


def _left_out(refused: Sequence[NotAssigned], key: str, words: Say) -> list[str]:
    """List everyone an order leaves out, grouped by reason."""
    said = [
        (words.say(one.key, **safe(one.facts, words)), mention(one.slack_id)) for one in refused
    ]
    return _together([(((key, (("why", why),)),), who) for why, who in said], words)


def _undo(result: Assignment, words: Say) -> list[Block]:
    if result.audit_id is None or not result.done:
        return []
    return [actions(button(words.say("assigned-undo"), ids.UNDO, result.audit_id))]
