from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.answers.reply import Answer, Outcome
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
from bot.domain.people.member_pages import JournalEntry, MemberHome, WhoReads
from bot.domain.people.people import group_mention, mention, mentions
from bot.domain.schedule.schedule import Cadence
from bot.slack.delivery.home_view import coach_home, member_home, stranger_home
from bot.slack.enrolment.assign_view import assignment
from bot.slack.follow_up import coach_pages
from bot.slack.practice import member_pages
from bot.slack.practice.progress import weekdays
from tests.slack.views.screen import (
    ADA,
    CAMILLE,
    PLAN,
    PROGRESS,
    TALK,
    TODAY,
    TRACK,
    TUESDAY_TEN,
    WORDS,
    buttons,
    texts,
)

WORDY = JournalEntry(
    TALK.title, 1, TUESDAY_TEN, Answer(Outcome.DID, ("They asked about <stock>.",), confidence=4)
)
HOME = MemberHome(ADA, TUESDAY_TEN, TODAY, (WORDY,))
STUCK = FollowUp(
    5,
    1,
    "U1ADA",
    "Ada",
    Reason.STUCK,
    TUESDAY_TEN,
    date(2026, 3, 5),
    TALK.title,
    ("Both said no.",),
)
LINE = RosterLine(
    ADA, TRACK.title, PROGRESS, "on-track", TUESDAY_TEN, TUESDAY_TEN, (Reason.STUCK,)
)


@pytest.fixture
def seen():
    """The words and the buttons of a Home tab."""

    def look(view):
        drawn = view.to_dict()
        return texts(drawn), buttons(drawn)

    return look


def test_a_members_home_shows_today_the_track_and_their_own_words(seen):
    words, pressable = seen(member_home(HOME, WORDS))

    assert "*Hand work over well*\nGive work away for good\n▰▰▰▱▱▱▱▱▱▱ 3 of 10" in words
    assert "3 of 10 days answered\nOf the last 4 nudges you acted on 2." in words
    assert "sent ·" not in words
    assert "Next nudge: Tuesday 3 March, 10:00." in words
    assert "Did it · confidence 4 of 5\n> They asked about &lt;stock&gt;." in words
    assert "Nudges come Mon to Fri at 09:00 (Europe/Berlin)." in words
    assert "<@U3CAM>, your coach, reads your answers" in words
    assert pressable == {
        "nudge.now": "Send the next one now",
        "journal.open": "Open my journal",
        "settings.time": "All settings",
        "settings.pause": "Pause for a week",
        "settings.privacy": "Who can read what",
    }


def test_a_nudge_that_waits_comes_before_another(seen):
    waiting = replace(HOME, today=replace(TODAY, open_title="R&D"))

    words, pressable = seen(member_home(waiting, WORDS))

    assert "Waiting for your answer, in Messages: *R&amp;D*" in words
    assert "nudge.now" not in pressable


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 3, 9), "Paused. It starts again on Monday 9 March."),
        # A Sunday, on which nothing would come.
        (date(2026, 3, 8), "Paused. It starts again on Monday 9 March."),
        (None, "Paused. It starts again when you say so."),
    ],
)
@pytest.mark.parametrize("today", [TODAY, replace(TODAY, next_due=None), None])
def test_a_pause_is_plain_to_see_and_to_end(seen, until, said, today):
    paused = replace(ADA, paused_at=TUESDAY_TEN, paused_until=until)

    words, pressable = seen(member_home(replace(HOME, member=paused, today=today), WORDS))

    assert said in words
    assert "settings.resume" in pressable
    assert not pressable.keys() & {"settings.pause", "nudge.now"}


@pytest.mark.parametrize(
    ("unreachable", "said"),
    [("", "Nothing more is planned"), ("user_disabled", "Slack won't deliver")],
)
def test_home_says_why_nothing_comes(seen, unreachable, said):
    page = replace(
        HOME, member=replace(ADA, unreachable=unreachable), today=replace(TODAY, next_due=None)
    )

    words, pressable = seen(member_home(page, WORDS))

    assert said in words
    assert "nudge.now" not in pressable


def test_before_the_first_nudge_nothing_is_counted(seen):
    fresh = replace(PROGRESS, sent=0, answered=0, did=0, recent=0, recent_of=0)

    words, _ = seen(member_home(replace(HOME, today=replace(TODAY, progress=fresh)), WORDS))

    assert "Your first nudge: Tuesday 3 March, 10:00." in words
    assert "acted on" not in words


def test_nobody_is_told_that_they_acted_on_nothing(seen):
    quiet = replace(PROGRESS, did=0, recent=0)

    words, _ = seen(member_home(replace(HOME, today=replace(TODAY, progress=quiet)), WORDS))

    assert "acted on" not in words


def test_what_has_no_answer_yet_is_not_among_the_last_answers(seen):
    unanswered = replace(HOME, journal=(replace(WORDY, answer=Answer()),))

    words, _ = seen(member_home(unanswered, WORDS))

    assert "Your last answers" not in words
    assert "No answer yet" not in member_pages.progress_page(unanswered, WORDS).text
    assert "No answer yet" in member_pages.journal_page(unanswered, WORDS).text


def test_between_tracks_home_is_kind_and_short(seen):
    words, pressable = seen(member_home(replace(HOME, today=None, journal=()), WORDS))

    assert "You are between tracks" in words
    assert "Your last answers" not in words
    assert "nudge.now" not in pressable


def test_who_keeps_all_answers_reads_so_at_home(seen):
    words, _ = seen(member_home(replace(HOME, member=replace(ADA, shares=False)), WORDS))

    assert "Only you see your answers. <@U3CAM>" in words


@pytest.mark.parametrize(
    "entry", [{"private_day": True}, {"answer": Answer(private=True, words=("x",))}]
)
def test_the_member_sees_which_answers_are_theirs_alone(seen, entry):
    words, _ = seen(member_home(replace(HOME, journal=(replace(WORDY, **entry),)), WORDS))

    assert "Only you see this answer." in words


def test_a_stranger_is_told_what_baton_is(seen):
    words, pressable = seen(stranger_home(WORDS))

    assert "ask a coach in your organisation" in words
    assert "For admins: `/coach appoint @name`" in words
    assert pressable == {}


def test_a_coachs_home_shows_who_needs_them_and_where_everybody_stands(seen):
    page = CoachHome(CAMILLE, TUESDAY_TEN, Queue((STUCK,)), Roster((LINE,), people=1))

    words, pressable = seen(coach_home(page, WORDS))

    assert (
        "<@U1ADA> is stuck.\nAbout: *Leave the how to them*\n> Both said no.\n"
        "Reach out by Thursday 5 March."
    ) in words
    assert "<@U1ADA> · *Hand work over well* · on track · stuck\n▰▰▰▱▱▱▱▱▱▱ 3 of 10" in words
    assert "days answered\nNext nudge: Tuesday 3 March, 10:00 their time" in words
    assert "their time, not counting today's\nLast answer: Tuesday 3 March" in words
    assert pressable == {
        "coach.write": "Reply",
        "follow-up.talked": "We talked",
        "follow-up.not-needed": "Not needed",
        "coach.note": "Note",
        "coach.promise": "Promise",
        "member.dm": "Open DM",
        "member.show": "Show",
        "assign.open": "Assign a track",
        "report.show": "Report",
        "coach.settings": "Settings",
    }


def test_a_coach_with_nobody_yet_is_told_how_to_begin(seen):
    words, _ = seen(coach_home(CoachHome(CAMILLE, TUESDAY_TEN, Queue(), Roster()), WORDS))

    assert "Nobody is waiting for you." in words
    assert "`/coach assign @name start-here`" in words
    assert "An opening that works" not in words


def test_an_assignment_names_everybody_and_can_be_undone():
    ben = replace(ADA, slack_id="U2BEN", cadence=Cadence(ZoneInfo("America/New_York")))
    result = Assignment(
        TRACK,
        (Assigned(1, ADA, TUESDAY_TEN), Assigned(2, ben, None, "Start & go")),
        (NotAssigned("U4DEE", "refused-past", {"person": "<@U4DEE>", "date": date(2026, 3, 2)}),),
        31,
    )

    said = assignment(result, WORDS)

    assert said.text.splitlines() == [
        "*Hand work over well* is assigned to 2 people.",
        (
            "• <@U1ADA>: the first nudge comes on Tuesday 3 March, 10:00 (Europe/Berlin). "
            "A welcome before it says that it comes from you."
        ),
        "• <@U2BEN>: after “Start &amp; go”, which is running.",
        (
            "• <@U4DEE>: not assigned. Where they are, Monday 2 March has passed. "
            "Please give a day that is still to come."
        ),
        "[Undo]",
    ]
    assert said.payload()["blocks"][-1]["elements"][0]["value"] == "31"


def test_where_nobody_was_assigned_there_is_nothing_to_undo():
    result = Assignment(TRACK, (), (NotAssigned("U4DEE", "refused-bot", {}),), None)

    said = assignment(result, WORDS)

    assert said.text.startswith("*Hand work over well* was not assigned to anyone.")
    assert buttons(said.payload()["blocks"]) == {}


def test_who_is_paused_starts_later():
    said = assignment(Assignment(TRACK, (Assigned(1, ADA, None),), (), 1), WORDS)

    assert "• <@U1ADA>: paused. The welcome comes when they go on" in said.text


def test_the_tracks_page_leads_to_each_track():
    said = coach_pages.tracks_page((TRACK, replace(TRACK, id="draft", ready=False)), WORDS)

    assert "*Hand work over well* · `delegation` · 3 days\nAnyone still holding work" in said.text
    assert said.text.count("Draft: not ready to assign.") == 1
    shows = [b["accessory"] for b in said.payload()["blocks"] if "accessory" in b]
    assert [(s["action_id"], s["value"]) for s in shows] == [
        ("track.show", "delegation"),
        ("track.show", "draft"),
    ]


def test_a_track_page_tells_the_coach_all_of_it():
    private = replace(TRACK, nudges=(TALK, replace(PLAN, private=True)))

    said = coach_pages.track_page(private, WORDS)

    assert "For: Anyone still holding work\nComes after `start-here`." in said.text
    assert "*For you, never sent:* Ask about the owner first." in said.text
    assert (
        "1. Leave the how to them · try\n3. A date instead of a glance · plan · private"
        in said.text
    )


def test_a_roster_has_everybody_in_it():
    alone = RosterLine(ADA, "", None, "none", None, None)

    said = coach_pages.roster_page(Roster((LINE, alone), people=2), WORDS)

    assert said.text.startswith("*Your people: 2*\n<@U1ADA> · *Hand work over well* · on track")
    assert "<@U1ADA> · no track" in said.text
    assert "Nobody yet" in coach_pages.roster_page(Roster(), WORDS).text


@pytest.mark.parametrize(
    ("first", "where", "label", "to"),
    [
        (0, "1 to 2 of 5", "Show the next", "2"),
        (2, "3 to 4 of 5", "Show the next", "4"),
        (3, "4 to 5 of 5", "Back to the first", "0"),
    ],
)
def test_a_long_roster_is_turned_page_by_page(seen, first, where, label, to):
    shown = coach_pages.roster_page(Roster((LINE, LINE), first, people=5), WORDS)

    assert where in str(shown.payload())
    [turn] = [b for b in shown.payload()["blocks"] if "accessory" in b]
    assert (turn["accessory"]["text"]["text"], turn["accessory"]["value"]) == (label, to)


def test_the_home_tab_leads_to_those_it_has_no_room_for(seen):
    page = CoachHome(CAMILLE, TUESDAY_TEN, Queue(), Roster((LINE, LINE), people=500))

    words, pressable = seen(coach_home(page, WORDS))

    assert "498 more" in words
    assert pressable["coach.roster"] == "Show them"


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ({"answer": Answer(private=True)}, "Answered, and kept to themselves."),
        ({"private_day": True}, "Private day: theirs alone."),
    ],
)
def test_a_coach_reads_what_is_shared_and_no_more(hidden, said):
    kept = replace(WORDY, read=False, **hidden)
    page = MemberPage(LINE, TODAY, (WORDY, kept), (STUCK,), ("Paused & gone on",))

    drawn = coach_pages.member_page(page, TUESDAY_TEN, WORDS)

    assert "days answered\n4 sent · 3 answered · 2 done\nNext nudge: Tuesday" in drawn.text
    assert "you acted on" not in drawn.text
    assert drawn.text.count("&lt;stock&gt;") == 1
    assert said in drawn.text
    assert "Paused &amp; gone on" in drawn.text
    assert "member.show" not in buttons(drawn.payload()["blocks"])


def test_a_coach_never_sees_how_sure_somebody_felt():
    drawn = coach_pages.member_page(MemberPage(LINE, TODAY, (WORDY,), (), ()), TUESDAY_TEN, WORDS)

    assert "confidence" not in drawn.text
    assert "Did it" in drawn.text


def test_a_members_page_between_tracks_still_says_where_they_stand():
    idle = replace(LINE, standing="finished", waiting=())

    drawn = coach_pages.member_page(MemberPage(idle, None, (), (), ()), TUESDAY_TEN, WORDS)

    assert "<@U1ADA> · *Hand work over well* · track finished" in drawn.text


def test_help_gives_examples_that_would_work():
    said = coach_pages.coach_help(WORDS, "@ada", "delegation")

    assert "`/coach assign @ada delegation`" in said.text
    assert "`/nudge pause 1w`" in member_pages.help_page(WORDS).text


def test_progress_is_shown_with_the_newest_answers():
    said = member_pages.progress_page(HOME, WORDS)

    assert "3 of 10 days answered" in said.text
    assert "Next nudge: Tuesday 3 March, 10:00." in said.text
    assert "> They asked about" in said.text


def test_progress_between_tracks_is_an_honest_answer():
    said = member_pages.progress_page(replace(HOME, today=None, journal=()), WORDS)

    assert "You are between tracks" in said.text


@pytest.mark.parametrize(
    ("shares", "coached", "said", "offered"),
    [
        (True, CAMILLE, "<@U3CAM>, your coach,* reads your answers", "privacy.keep-all"),
        (False, CAMILLE, "sees which nudges you answered, and not what", "privacy.share-all"),
        (True, None, "*No coach* reads anything", "privacy.keep-all"),
    ],
)
def test_the_privacy_page_tells_it_as_it_is_and_changes_it(shares, coached, said, offered):
    page = member_pages.privacy_page(replace(ADA, shares=shares), WhoReads(coached), WORDS)

    assert said in page.text
    assert list(buttons(page.payload()["blocks"])) == [offered, "words.keep"]


@pytest.mark.parametrize(
    ("shares", "said", "offered"),
    [
        (False, "can't read what you wrote before they became", "privacy.share-earlier"),
        (True, "can read what you wrote before they became", "privacy.unshare-earlier"),
    ],
)
def test_the_privacy_page_lets_a_new_coach_read_earlier_answers_or_no_longer(
    shares, said, offered
):
    page = member_pages.privacy_page(
        ADA, WhoReads(CAMILLE, has_earlier=True, shares_earlier=shares), WORDS
    )

    assert said in page.text
    assert offered in buttons(page.payload()["blocks"])


def test_the_privacy_page_says_how_long_words_are_kept():
    goes = member_pages.privacy_page(ADA, WhoReads(CAMILLE), WORDS)
    stays = member_pages.privacy_page(replace(ADA, keeps_words=True), WhoReads(CAMILLE), WORDS)

    assert "erased when they are 180 days old" in goes.text
    assert "Your words stay" in stays.text
    assert list(buttons(stays.payload()["blocks"]))[1] == "words.let-go"


@pytest.mark.parametrize(
    ("key", "facts", "said"),
    [
        ("error-unknown-track", {"word": "<!channel>", "nearest": "trust"}, "“&lt;!channel&gt;”"),
        ("error-unknown-track", {"word": "x", "nearest": None}, "“x”. `/coach tracks`"),
        ("error-unknown-track", {"word": "x", "nearest": "trust"}, "Did you mean `trust`?"),
        ("error-not-your-member", {"person": mention("U1ADA")}, "<@U1ADA> is not among"),
        ("error-not-your-member", {"person": "<@U1ADA>"}, "&lt;@\u2060U1ADA&gt; is not among"),
        (
            "error-which-person",
            {"word": "@ada", "people": mentions(("U1ADA", "U3ADA"))},
            "called @\u2060ada: <@U1ADA>, <@U3ADA>. Type",
        ),
        ("error-group-empty", {"group": group_mention("S2")}, "in <!subteam^S2>, so"),
        ("error-not-your-member", {"person": "<@U1ADA> hi"}, "&lt;@\u2060U1ADA&gt; hi is not"),
        ("error-date-past", {"date": date(2026, 3, 2)}, "Monday 2 March has passed"),
        ("error-too-long", {"limit": 3000}, "3,000 characters"),
    ],
)
def test_a_notice_makes_its_facts_safe(key, facts, said):
    assert said in member_pages.notice(key, WORDS, **facts).text


@pytest.mark.parametrize(
    ("days", "said"),
    [({0, 1, 2, 3, 4}, "Mon to Fri"), ({0, 2}, "Mon, Wed"), ({5, 6}, "Sat, Sun"), ({3}, "Thu")],
)
def test_days_of_the_week_are_said_briefly(days, said):
    assert weekdays(days, WORDS) == said


def test_the_journal_has_the_members_own_dates():
    """Half past eleven at night UTC is already the next day in Berlin."""
    late = replace(WORDY, sent_at=datetime(2026, 3, 3, 23, 30, tzinfo=UTC))

    said = member_pages.progress_page(replace(HOME, journal=(late,)), WORDS)

    assert "*Leave the how to them* · Wednesday 4 March" in said.text
