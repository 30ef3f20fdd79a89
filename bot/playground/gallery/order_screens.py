"""Screens for coaches assigning a track: the form, the dry run, the refusal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

from bot.domain.enrolment.orders import DryRun, Foreseen, Wanted
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import NotAssigned
from bot.playground.gallery.figures import NOW, Figures
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.enrolment.assign_form import Choice, assign_form
from bot.slack.enrolment.assign_view import dry_run
from bot.slack.follow_up import coach_pages


def assigning(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the steps of one order."""
    groups = (Choice("S1LEADS", figures.title),) * figures.many
    tracks = (replace(figures.track, ready=True),) * figures.many
    yield show(
        "/coach assign, the form", assign_form, tracks, {"form-assign-slack-groups": groups}, words
    )
    yield show("/coach assign, the dry run", dry_run, _run(figures, figures.number), (), words)
    yield show("/coach assign, for nobody", dry_run, _run(figures, None), (), words)
    refusal = CoachingError("error-unknown-track", word=figures.title, nearest=figures.track.id)
    typed = f"assign <@U1ADA> {figures.text}"
    yield show("/coach assign, refused", coach_pages.refused, refusal, typed, words)


def _run(figures: Figures, order_id: int | None) -> DryRun:
    last = NOW.date() + timedelta(days=28)
    goes = Foreseen(figures.member, NOW, last, keeps_hour=True)
    waits = Foreseen(figures.member, None, behind=figures.title)
    nobody = NotAssigned(figures.member.slack_id, "refused-on-it", {"track": figures.title})
    return DryRun(
        figures.track,
        Wanted(figures.track.id, last, time(8, 30), figures.text),
        (goes, waits) * figures.few if order_id else (),
        (nobody,) * figures.few,
        order_id,
    )
