"""Views of a coach's cohorts."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.enrolment.cohorts import CohortLine
from bot.domain.people.people import mention
from bot.slack.commands import ids
from bot.slack.views.blocks import Message, actions, button, escape, message, note, section
from bot.slack.views.lists import lines, listing
from bot.slack.views.say import Say

NAMED = 40
"""Most people named in a line; the others are counted."""


def cohorts_page(found: Sequence[CohortLine], words: Say) -> Message:
    """List all of a coach's cohorts, one line each."""
    if not found:
        return message([section(words.say("cohort-none"))])
    rows = [_row(one, words) for one in found]
    return listing([section(words.say("cohort-title"))], rows, words, [_how(words)])


def cohort_page(line: CohortLine, joined: Sequence[str], words: Say) -> Message:
    """Show one cohort: its status, its people, and those who could be caught up."""
    people = line.cohort.people
    told = [words.say("cohort-people", who=_names(people, words))] if people else []
    late = tuple(dict.fromkeys((*line.behind, *joined)))
    report = button(words.say("home-report"), ids.REPORT_SHOW, line.cohort.name)
    if not line.track or not late:
        tail = [actions(report), _how(words)]
        return lines([section(one_line(line, words))], told, words, tail)
    told.append(words.say("cohort-late", who=_names(late, words), count=len(late)))
    press = button(words.say("cohort-catch-up"), ids.CATCH_UP, line.cohort.id)
    return lines([section(one_line(line, words))], told, words, [actions(press, report)])


def one_line(line: CohortLine, words: Say) -> str:
    """Return a cohort's name, size, track and status in one line."""
    cohort = line.cohort
    head = words.say("cohort-line", cohort=escape(cohort.name), count=len(cohort.people))
    if not line.track:
        return f"{head} · {words.say('cohort-no-track')}"
    stands = words.say(
        "cohort-stands",
        track=escape(line.track),
        running=line.running,
        waiting=line.waiting,
        finished=line.finished,
        behind=len(line.behind),
    )
    return f"{head} · {stands}"


def _names(people: Sequence[str], words: Say) -> str:
    named = ", ".join(mention(person) for person in people[:NAMED])
    more = len(people) - NAMED
    return words.say("log-and-more", whom=named, count=more) if more > 0 else named


def _row(line: CohortLine, words: Say) -> list[Block]:
    show = button(words.say("queue-show"), ids.SHOW_COHORT, line.cohort.id)
    return [section(one_line(line, words), show)]


def _how(words: Say) -> Block:
    return note(words.say("cohort-how"))
