"""Every screen at the longest that people, authors and numbers allow, against Slack's limits."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.follow_up import roster
from bot.coaching.practice.help_me import Found
from bot.content.search.index import Match
from bot.domain.answers.reply import LONGEST_TEXT, Answer, Outcome
from bot.domain.answers.said import After
from bot.domain.check_ins import check_in
from bot.domain.delivery.card import CheckIn, PlanQuestion, Reminder, TrackEnd, Welcome
from bot.domain.delivery.ledger import Form
from bot.domain.enrolment.orders import LONGEST_NOTE, DayOff, DryRun, Foreseen, Wanted
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
from bot.domain.people.member_pages import (
    JournalEntry,
    MemberHome,
    OpenPlan,
    PlansPage,
    Today,
    WhoReads,
)
from bot.domain.plans.plan import Came, Closed, Plan
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track
from bot.domain.schedule.schedule import Cadence
from bot.playground.api.limits import check_message, check_view
from bot.slack.answers.answer_forms import answer_form, plan_form
from bot.slack.answers.reminder import reminder_card
from bot.slack.answers.said_view import BUTTONS as SAID
from bot.slack.check_ins.check_in import check_in_card
from bot.slack.delivery.card import nudge_card, track_end, welcome_card
from bot.slack.delivery.home_view import coach_home, member_home
from bot.slack.delivery.prompts import BUTTONS, offer
from bot.slack.enrolment.assign_form import Choice, assign_form
from bot.slack.enrolment.assign_view import assignment, dry_run
from bot.slack.follow_up import coach_pages
from bot.slack.follow_up.queue_view import queue_page
from bot.slack.plans.plans_view import dropped, plan_question_card, plans_page
from bot.slack.practice import help_me_view, member_pages
from bot.slack.privacy.forget_form import NAMED, forget_form
from bot.slack.schedule.settings_form import time_form
from tests.slack.views.screen import ADA, CAMILLE, TUESDAY_TEN, WORDS, card, parts

MOST_LETTERS = 12_000
MOST_FALLBACK = 4_000
NAME = "N&" * 40
TITLE = "T&" * 37
TEXT = "<&>" * (LONGEST_TEXT // 3)
ZONE = ZoneInfo("America/Argentina/ComodRivadavia")
MEMBER = replace(ADA, slack_id="U0123456789AB", name=NAME, cadence=Cadence(ZONE))
NUDGE = Nudge(
    id="track.1",
    day=20,
    kind=Kind.ASK,
    title=TITLE,
    message=TEXT,
    ask=TEXT[:300],
    reply=ReplyKind.TEXT,
    smaller=TEXT,
    again=TEXT,
    review=TEXT,
    answer=TEXT,
    why=TEXT,
    confidence=True,
)
CHOOSE = replace(NUDGE, reply=ReplyKind.CHOICE, choices=tuple(f"{n}{'c' * 99}" for n in range(10)))
MAKE = replace(NUDGE, reply=ReplyKind.PLAN, plan=f"If {'x' * 1000} ___, then {'y' * 1000} ___.")
TRACK = Track(
    id="t" * 40,
    title=TITLE,
    audience=TEXT,
    purpose=TEXT,
    needs=Needs(every=("t" * 40,) * 13),
    ready=False,
    note=TEXT,
    nudges=tuple(replace(NUDGE, day=n, private=True) for n in range(1, 21)),
)
PROGRESS = Progress(TITLE, 20, 20, 20, 20, 10, 10)
TODAY = Today(TRACK, CAMILLE, date(2026, 3, 2), PROGRESS, TUESDAY_TEN, TITLE)
DUE = Plan(10**12, 10**12, TEXT, "&" * 100, TUESDAY_TEN, TUESDAY_TEN + timedelta(hours=9))
CAME = replace(DUE, came=Came.DIFFERENTLY, closed=Closed.ANSWERED)
OCCASION = PlanQuestion(1, 2, TITLE, TITLE, DUE, CAMILLE.mention, ZONE.key)
FULL = Answer(
    Outcome.STUCK, (TEXT,) * 5, TEXT, "c" * 100, TEXT, 5, private=True, plans=(CAME,) * 20 + (DUE,)
)
ENTRY = JournalEntry(TITLE, 20, TUESDAY_TEN, FULL)
ITEM = FollowUp(
    10**12, 1, MEMBER.slack_id, NAME, Reason.UNREACHABLE, TUESDAY_TEN, date(2026, 3, 2),
    TITLE, (TEXT,) * 5, count=1000, detail=TEXT[:80],
)  # fmt: skip
ASKING = tuple(
    replace(ITEM, id=n, reason=Reason.ASKED, also=tuple(Reason), team_id="T0123456789")
    for n in range(100)
)
LINE = RosterLine(MEMBER, TITLE, PROGRESS, "unreachable", TUESDAY_TEN, TUESDAY_TEN, tuple(Reason))
HOME = MemberHome(replace(MEMBER, paused_at=TUESDAY_TEN), TUESDAY_TEN, TODAY, (ENTRY,) * 50)
ITEMS = tuple(replace(ITEM, id=n) for n in range(4))
PAGE = MemberPage(LINE, TODAY, (ENTRY,) * 50, ITEMS, (TEXT,) * 50)
RESULT = Assignment(
    TRACK,
    (Assigned(1, MEMBER, TUESDAY_TEN),) * 50 + (Assigned(2, MEMBER, None, TITLE),) * 50,
    tuple(
        NotAssigned("U0123456789AB", "refused-on-it", {"track": f"{TITLE}{n}"}) for n in range(50)
    ),
    10**12,
)

FORESEEN = Foreseen(
    MEMBER, TUESDAY_TEN, date(2026, 4, 7), (DayOff(date(2026, 4, 6), TITLE),) * 9, keeps_hour=True
)
RUN = DryRun(
    TRACK,
    Wanted(TRACK.id, note=TEXT[:LONGEST_NOTE]),
    (FORESEEN, replace(FORESEEN, behind=TITLE)) * 150,
    RESULT.refused * 6,
    10**12,
)

OFFERED = {
    "person": MEMBER.mention,
    "coach": CAMILLE.mention,
    "text": TEXT[:2000],
    "about": 10**12,
    "days": 180,
    "date": date(2026, 9, 30),
    "help": TEXT,
}
FOUND = Found((Match(TRACK, NUDGE, 1.0),) * 3)
NOTHING = Found(closest=TRACK, coach=True)
SAID_TO = {
    "line": "1772528400.000001:1772528400.000001",
    "delivery": 10**12,
    "nudge": TEXT,
    "track": TEXT,
    "coach": CAMILLE.mention,
    "reader": CAMILLE.mention,
}

MANY = Roster((LINE,) * roster.PAGE, people=500)
MESSAGES = {
    **{
        f"{form} {nudge.reply} {answer.outcome}": partial(
            nudge_card, card(nudge, answer, form=form), WORDS
        )
        for form in (Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW)
        for nudge in (NUDGE, CHOOSE, MAKE)
        for answer in (Answer(), FULL, replace(FULL, outcome=None), replace(FULL, confidence=None))
    },
    "back": partial(
        nudge_card, card(CHOOSE, is_back=True, comes_back=TUESDAY_TEN, zone=ZONE.key), WORDS
    ),
    "reminder": partial(reminder_card, Reminder(10**12, TITLE, answered=False), WORDS),
    "reminder answered": partial(reminder_card, Reminder(10**12, TITLE, answered=True), WORDS),
    **{
        f"check-in {choice}": partial(
            check_in_card,
            CheckIn(1, TITLE, CAMILLE.mention, bool(choice), choice, TUESDAY_TEN, ZONE.key),
            WORDS,
        )
        for choice in (None, *check_in.Choice)
    },
    "welcome": partial(
        welcome_card,
        Welcome(1, TITLE, TEXT, 20, CAMILLE.mention, TUESDAY_TEN, ZONE.key, shares=True),
        WORDS,
    ),
    "end": partial(track_end, TrackEnd(1, PROGRESS, CAMILLE.mention, TITLE), WORDS),
    "occasion": partial(plan_question_card, OCCASION, WORDS),
    **{
        f"occasion {came}": partial(
            plan_question_card, replace(OCCASION, plan=replace(DUE, came=came)), WORDS
        )
        for came in Came
    },
    "plans": partial(plans_page, PlansPage(MEMBER, (OpenPlan(DUE, TITLE),) * 60), WORDS),
    "dropped": partial(dropped, DUE, WORDS),
    "progress": partial(member_pages.progress_page, HOME, WORDS),
    "journal": partial(member_pages.journal_page, HOME, WORDS),
    "help": partial(member_pages.help_page, WORDS),
    "privacy": partial(
        member_pages.privacy_page, MEMBER, WhoReads(CAMILLE, has_earlier=True), WORDS
    ),
    **{f"offer {key}": partial(offer, key, WORDS, **OFFERED) for key in BUTTONS},
    **{
        f"offer {key} below {after}": partial(offer, key, WORDS, **SAID_TO, after=after)
        for key in SAID
        for after in After
    },
    "notice": partial(
        member_pages.notice, "error-unknown-command", WORDS, word=TEXT, nearest=TEXT, usage=TEXT
    ),
    "assignment": partial(assignment, RESULT, WORDS),
    "dry run": partial(dry_run, RUN, (("dry-group-empty", {"group": TEXT}),), WORDS),
    "tracks": partial(coach_pages.tracks_page, (TRACK,) * 60, WORDS),
    "track": partial(coach_pages.track_page, TRACK, WORDS),
    "roster": partial(coach_pages.roster_page, Roster((LINE,) * roster.PAGE, 30, 500), WORDS),
    "member": partial(coach_pages.member_page, PAGE, TUESDAY_TEN, WORDS),
    "queue": partial(queue_page, Queue(ASKING, 1000, 1000), TUESDAY_TEN, WORDS, 0, "w" * 300),
    "help found": partial(help_me_view.found, FOUND, "w" * 300, WORDS),
    "nothing found": partial(help_me_view.found, NOTHING, "w" * 300, WORDS),
    "coach help": partial(coach_pages.coach_help, WORDS, "@" + "n" * 80, "t" * 40),
}
VIEWS = {
    "member home": partial(member_home, HOME, WORDS),
    "coach home": partial(coach_home, CoachHome(CAMILLE, TUESDAY_TEN, Queue(ASKING), MANY), WORDS),
    "answer": partial(answer_form, card(CHOOSE, FULL), WORDS),
    "words": partial(answer_form, card(NUDGE, FULL), WORDS),
    "plan": partial(plan_form, card(MAKE, FULL), WORDS),
    "assign": partial(
        assign_form,
        (replace(TRACK, ready=True),) * 120,
        {
            "form-assign-slack-groups": [Choice("group:S1", TEXT)] * 120,
            "form-assign-cohorts": [Choice("cohort:1", TEXT)] * 120,
        },
        WORDS,
    ),
    "time": partial(time_form, MEMBER, TUESDAY_TEN.date(), WORDS),
    "help asked": partial(help_me_view.help_form, WORDS, "w" * 150),
    "help found": partial(help_me_view.found_form, FOUND, "w" * 300, WORDS),
    "nothing found": partial(help_me_view.found_form, NOTHING, "w" * 300, WORDS),
    "help done": partial(help_me_view.told_form, "help-already-there", WORDS, title=TITLE),
    "forget": partial(forget_form, dict.fromkeys(NAMED, 10**9), WORDS),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_no_message_is_more_than_slack_takes(name):
    payload = MESSAGES[name]().payload()

    check_message(**payload)
    assert payload["text"].strip()
    assert len(payload["text"]) <= MOST_FALLBACK
    written = [*parts(payload["blocks"], "mrkdwn"), *parts(payload["blocks"], "plain_text")]
    assert sum(len(text["text"]) for text in written) < MOST_LETTERS


@pytest.mark.parametrize("name", VIEWS)
def test_no_view_is_more_than_slack_takes(name):
    drawn = VIEWS[name]().to_dict()

    check_view(drawn, "home", "modal")


@pytest.mark.parametrize("name", ["journal", "plans", "assignment", "tracks", "roster", "member"])
def test_what_does_not_fit_is_counted(name):
    assert "more." in str(MESSAGES[name]().payload()["blocks"])
