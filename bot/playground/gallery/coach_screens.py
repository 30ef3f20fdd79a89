"""Screens for coaches: their Home tab, and the answers to `/coach`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.coaching.follow_up import roster
from bot.coaching.reports.counts import Counts
from bot.domain.enrolment.audit_log import Log, LogLine, Undone
from bot.domain.enrolment.cohorts import LONGEST_NAME, Cohort, CohortLine
from bot.domain.enrolment.orders import LONGEST_NOTE, DayOff, DryRun, Foreseen, Wanted
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import (
    Assigned,
    Assignment,
    CoachHome,
    MemberPage,
    NotAssigned,
    Roster,
    RosterLine,
)
from bot.domain.follow_up.follow_up import FollowUp, Queue, Reason
from bot.domain.people.people import mention
from bot.playground.gallery.figures import NOW, Figures
from bot.playground.gallery.member_screens import journal, progress, today
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.delivery.home_view import coach_home
from bot.slack.enrolment import assign_view, cohorts_view
from bot.slack.enrolment import audit_log as log
from bot.slack.enrolment.assign_form import Choice, assign_form
from bot.slack.follow_up import coach_pages
from bot.slack.follow_up.conversation_view import write_form
from bot.slack.follow_up.notes_view import note_form, promise_form
from bot.slack.follow_up.queue_view import queue_page
from bot.slack.follow_up.roster_view import stands
from bot.slack.practice.member_pages import notice
from bot.slack.reports.counts_view import counts_page
from bot.slack.views.window import page as page_in_window
from bot.store.reports.counts import Count


def coaching(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the screens about people, the queue, tracks, and results of orders."""
    items = _queue(figures)
    lines = Roster((_line(figures),) * min(figures.many, roster.PAGE), people=figures.many)
    page = CoachHome(figures.coach, NOW, items, lines)
    yield show("Home of a coach", coach_home, page, words)
    nobody = replace(page, queue=Queue(), roster=Roster())
    yield show("Home of a coach, nobody yet", coach_home, nobody, words)
    yield show("/coach assign", assign_view.assignment, _assignment(figures), words)
    yield show("/coach assign, dry run", assign_view.dry_run, _dry_run(figures), (), words)
    yield show("/coach assign, form", assign_form, (figures.track,), _choices(figures), words)
    working = notice("dry-working", words)
    yield show("/coach assign, at work", page_in_window, "form-assign", working, words)
    cohort = CohortLine(_cohort(figures), figures.title, 3, 2, 1, ("U2BEN",))
    yield show("/coach cohort", cohorts_view.cohorts_page, (cohort,) * figures.many, words)
    yield show("/coach cohort, none", cohorts_view.cohorts_page, (), words)
    joined = ("U4DEE",) * figures.many
    yield show("/coach cohort NAME", cohorts_view.cohort_page, cohort, joined, words)
    few = Counts((Count("U3CAM", figures.number, 4, 3),) * figures.many, 2)
    yield show("/coach counts", counts_page, few, words)
    yield show("/coach log", log.log_page, _log(figures), "U3CAM", ZoneInfo("Europe/Paris"), words)
    undone = Undone("assign", figures.many, _assignment(figures).refused)
    yield show("/coach undo", log.undone, undone, words)
    yield show("/coach confirm", log.asked_to_confirm, words)
    paused = ("coach-paused", "coach-paused-told")
    yield show("/coach pause", log.said, paused, words, person=mention("U1ADA"))
    refusal = CoachingError("error-unknown-track", word=figures.title, nearest="delegation")
    line = f"/coach assign <@U1ADA> {figures.title}"
    yield show("/coach assign, refused", coach_pages.refused, refusal, line, words)
    yield show("/coach tracks", coach_pages.tracks_page, (figures.track,) * figures.many, words)
    yield show("/coach show TRACK", coach_pages.track_page, figures.track, words)
    yield show("/coach roster", coach_pages.roster_page, lines, words)
    yield show("/coach roster, nobody", coach_pages.roster_page, Roster(), words)
    yield show("/coach show @member", coach_pages.member_page, _member(figures), NOW, words)
    yield show("/coach queue", queue_page, items, NOW, words)
    yield show("/coach queue, further on", queue_page, items, NOW, words, 7)
    yield show("/coach queue, empty", queue_page, Queue(), NOW, words)
    away = stands("paused", None, words)
    yield show("A message to a member", write_form, figures.member.mention, away, words, "")
    yield show("A note", note_form, figures.member.mention, words, "")
    yield show("A promise", promise_form, figures.member.mention, NOW.date(), words, "")
    name = f"@{figures.member.name}"[:81]
    yield show("/coach help", coach_pages.coach_help, words, name, figures.track.id)


def _queue(figures: Figures) -> Queue:
    reasons = tuple(Reason) * (figures.many // len(Reason) + 1)
    rows = tuple(replace(_item(figures, reason), id=n) for n, reason in enumerate(reasons))
    return Queue(rows, resting=figures.number, snoozed=figures.number)


def _item(figures: Figures, reason: Reason) -> FollowUp:
    stuck = reason is Reason.STUCK
    return FollowUp(
        figures.number,
        1,
        figures.member.slack_id,
        figures.member.name,
        reason,
        NOW,
        NOW.date(),
        figures.title if stuck else "",
        figures.answer.words if stuck else (),
        count=figures.number,
        detail=_detail(figures, reason),
        also=tuple(Reason)[1:] if figures.few > len(Reason) else (),
        team_id="T0PLAY",
    )


def _detail(figures: Figures, reason: Reason) -> str:
    if reason is Reason.UNREACHABLE:
        return "account_inactive"
    return figures.text if reason is Reason.PROMISE else figures.title


def _line(figures: Figures) -> RosterLine:
    return RosterLine(
        figures.member,
        figures.track.title,
        progress(figures),
        "on-track",
        NOW + timedelta(days=1),
        NOW,
        tuple(Reason) if figures.many > len(Reason) * 2 else (Reason.STUCK,),
    )


def _member(figures: Figures) -> MemberPage:
    entries = tuple(replace(e, read=not e.private_day) for e in journal(figures))
    items = tuple(_item(figures, reason) for reason in Reason)
    log = (figures.text,) * figures.few
    return MemberPage(_line(figures), today(figures), entries, items, log)


def _dry_run(figures: Figures) -> DryRun:
    off = (DayOff(NOW.date(), figures.title), DayOff(NOW.date(), ""))
    seen = Foreseen(figures.member, NOW, NOW.date(), off, keeps_hour=True)
    waits = Foreseen(figures.member, None, behind=figures.title)
    wanted = Wanted(figures.track.id, note=figures.text[:LONGEST_NOTE])
    refused = _assignment(figures).refused
    return DryRun(figures.track, wanted, (*(seen,) * figures.few, waits), refused, figures.number)


def _cohort(figures: Figures) -> Cohort:
    name = figures.title[:LONGEST_NAME]
    return Cohort(1, name, ("S1",), figures.track.id, ("U1ADA",) * figures.many)


def _choices(figures: Figures) -> dict[str, list[Choice]]:
    return {"form-assign-slack-groups": [Choice("group:S1", figures.title)]}


def _log(figures: Figures) -> Log:
    line = LogLine(1, NOW, "U3CAM", "assign", ("U1ADA",) * figures.many, figures.title)
    lines = (
        replace(line, undoable=True),
        replace(line, actor="U4DEE", action="handover", to="U3CAM", undone=True),
        *(replace(line, action=action, to="U2BEN") for action in ("move", "rest", "undo")),
    )
    return Log(lines, 10, more=True)


def _assignment(figures: Figures) -> Assignment:
    member, slack_id = figures.member, figures.member.slack_id
    return Assignment(
        figures.track,
        (Assigned(1, member, NOW),) * figures.few
        + (Assigned(2, member, None, figures.title),) * figures.few,
        (NotAssigned(slack_id, "refused-on-it", {"track": figures.title}),) * figures.few,
        figures.number,
    )
