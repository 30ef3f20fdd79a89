"""Screens for coaches about all their members: the report and the Monday digest."""

from collections.abc import Iterator
from datetime import time

from bot.domain.follow_up.digest import Deed, Digest, Due, Waiting
from bot.domain.follow_up.follow_up import Reason
from bot.domain.reports.report import Counts, Group, Report, Totals
from bot.playground.gallery.figures import NOW, Figures
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.follow_up.coach_settings import coach_settings_form
from bot.slack.follow_up.digest_view import digest_page
from bot.slack.reports.report_view import report_page


def reporting(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield both with everything in them, and empty."""
    yield show("/coach report", report_page, _report(figures), words)
    yield show("/coach report, nothing sent", report_page, Report("", Totals(), ()), words)
    yield show("A Monday", digest_page, _digest(figures), words)
    quiet = Digest(1, (), figures.number, (), (), None)
    yield show("A quiet Monday, turned off", digest_page, quiet, words, None)
    yield show("/coach settings", coach_settings_form, figures.coach, time(9), words)


def _report(figures: Figures) -> Report:
    counts = Counts("track.1", 1, figures.title, *(figures.number,) * 6)
    group = Group("track", figures.track.title, (counts,) * figures.many)
    return Report(figures.track.title, Totals(*(figures.number,) * 6), (group,))


def _digest(figures: Figures) -> Digest:
    who = figures.member.slack_id
    return Digest(
        row=1,
        moved=(who,) * figures.many,
        members=figures.number,
        waiting=tuple(Waiting(who, reason) for reason in Reason),
        due=(Due(who, NOW.date()),) * figures.many,
        well=Deed(who, figures.title),
    )
