"""Text view of a coach's report about the results of nudges."""

from slack_sdk.models.blocks import Block

from bot.domain.reports.report import (
    FEWEST_FOR_AVERAGES,
    FEWEST_FOR_RATES,
    Counts,
    Group,
    Report,
    Totals,
)
from bot.slack.commands import ids
from bot.slack.practice.member_pages import NONE
from bot.slack.views.blocks import Message, actions, button, escape, message, note, section
from bot.slack.views.lists import lines
from bot.slack.views.say import Say

ALL = "all"
"""A button's value for all tracks and people."""


def report_page(report: Report, words: Say) -> Message:
    """Show the totals, one line per nudge, and notes for the nudges' author."""
    if not report.totals.started:
        return message([section(words.say("report-nothing", about=escape(report.about) or NONE))])
    title = words.say("report-title", about=escape(report.about) or ALL)
    head = [section(f"{title}\n{_totals(report.totals, words)}"), note(_caution(report, words))]
    told = [line for group in report.groups for line in _group(group, words)]
    files = _files(report.asked or ALL, words)
    return lines(head, told, words, [note(words.say("report-note")), files])


def _totals(totals: Totals, words: Say) -> str:
    told = [words.say("report-started", count=totals.started)]
    for key in ("active", "finished", "acted", "helped"):
        count = getattr(totals, key)
        share = totals.share(count)
        told.append(words.say(f"report-{key}", count=count, share=_share(share, words)))
    if totals.acts_each is not None:
        told.append(words.say("report-each", count=f"{totals.acts_each:.1f}"))
    return "\n".join(told)


def _share(share: int | None, words: Say) -> str:
    return "" if share is None else words.say("report-share", share=share)


def _caution(report: Report, words: Say) -> str:
    started = report.totals.started
    if started < FEWEST_FOR_RATES:
        return words.say("report-few", fewest=FEWEST_FOR_RATES)
    if started < FEWEST_FOR_AVERAGES:
        return words.say("report-some", fewest=FEWEST_FOR_AVERAGES)
    return words.say("report-many")


def _group(group: Group, words: Say) -> list[str]:
    return [f"*{escape(group.title)}*", *(_line(nudge, words) for nudge in group.nudges)]


def _line(nudge: Counts, words: Say) -> str:
    told = words.say(
        "report-nudge",
        day=nudge.day,
        title=escape(nudge.title),
        sent=nudge.sent,
        answered=nudge.answered,
        did=nudge.did,
        stuck=nudge.stuck,
        notforme=nudge.not_for_me,
    )
    told += f" · {words.say('report-of-kept', count=nudge.kept)}" if nudge.kept else ""
    told += f"\n      {words.say('report-poor-fit')}" if nudge.poor_fit else ""
    return told + (f"\n      {words.say('report-hard')}" if nudge.hard else "")


def _files(about: str, words: Say) -> Block:
    return actions(
        button(words.say("report-as-picture"), ids.REPORT_PICTURE, about),
        button(words.say("report-as-table"), ids.REPORT_TABLE, about),
    )
