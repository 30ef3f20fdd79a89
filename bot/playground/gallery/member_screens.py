"""Screens for members: cards, lists, forms and the Home tab."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.coaching.practice.help_me import Found
from bot.coaching.schedule.settings import Changed
from bot.content.search.index import Match
from bot.domain.answers.reply import Answer, Outcome
from bot.domain.answers.said import After
from bot.domain.answers.send_now import Pull, Pulled
from bot.domain.delivery.card import Card, CoachWords, TrackEnd, Welcome
from bot.domain.delivery.ledger import Form
from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.people.member_pages import (
    Glance,
    JournalEntry,
    JournalPage,
    LookBack,
    MemberHome,
    ReadBy,
    Today,
    WhoReads,
)
from bot.domain.plans.plan import Plan
from bot.domain.practice.progress import Progress
from bot.domain.practice.skills import Skill, Skills
from bot.domain.practice.track import Nudge
from bot.domain.practice.track_path import Path, Step
from bot.domain.reports.month import Came, month
from bot.domain.schedule.schedule import Cadence
from bot.playground.gallery.figures import NOW, Figures
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.answers import answer_forms
from bot.slack.answers.journal_view import journal_form, take_back_form
from bot.slack.answers.said_view import BUTTONS as SAID
from bot.slack.answers.said_view import said
from bot.slack.delivery.card import nudge_card, track_end, welcome_card
from bot.slack.delivery.home_view import member_home, stranger_home
from bot.slack.delivery.prompts import BUTTONS, offer
from bot.slack.follow_up.conversation_view import answer_coach_form, coach_words
from bot.slack.people.not_served_view import not_served_window
from bot.slack.practice import help_me_view, member_pages
from bot.slack.practice.send_now import pulled_page
from bot.slack.practice.track_summary import look_back_page
from bot.slack.privacy.forget_form import NAMED, forget_form
from bot.slack.schedule import settings_form, settings_receipts

NOTHING_YET = Answer()


def cards(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the messages of a track, from the welcome to the end."""
    welcome = _welcome(figures)
    yield show("Welcome", welcome_card, welcome, words)
    yield show("Welcome, paused", welcome_card, replace(welcome, first=None, shares=False), words)
    from_coach = CoachWords(figures.number, figures.coach.mention, figures.text[:LONGEST_NOTE])
    yield show("From the coach", coach_words, from_coach, words)
    for nudge in figures.nudges:
        yield show(f"Day {nudge.reply}: waiting", nudge_card, card(figures, nudge), words)
        for outcome in (None, *Outcome):
            answer = _answer(figures, nudge, outcome)
            if not answer.given:
                continue
            name = f"Day {nudge.reply}: {outcome or 'answered in part'}"
            yield show(name, nudge_card, card(figures, nudge, answer), words)
    for form in figures.forms:
        yield show(f"Form {form}", nudge_card, card(figures, figures.write, form=form), words)
        again = card(figures, figures.write, figures.answer, form=form)
        yield show(f"Form {form}: answered", nudge_card, again, words)
    yield from _new_coach(figures, welcome, words)
    nobody = replace(card(figures, figures.write), reader="", helper="")
    yield show("Day text: nobody could read it", nudge_card, nobody, words)
    earlier = replace(card(figures, figures.write, figures.answer), is_earlier=True)
    yield show("Day text: said to a former coach", nudge_card, earlier, words)
    former = replace(from_coach, reads=False)
    yield show("From a former coach", coach_words, former, words)
    kept = replace(card(figures, figures.write), reader="", is_kept=True)
    yield show("Day text: only you see it", nudge_card, kept, words)
    yield show("End, another follows", track_end, _end(figures, figures.title), words)
    yield show("End, nothing follows", track_end, _end(figures, ""), words)


def forms_and_lists(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the pages members request, and the forms they fill in."""
    home, coach = home_page(figures), figures.coach
    yield show("/nudge progress", member_pages.progress_page, home, words)
    yield show("/nudge journal", member_pages.journal_page, home, words)
    yield show("/nudge help", member_pages.help_page, words)
    yield show(
        "/nudge privacy",
        member_pages.privacy_page,
        figures.member,
        WhoReads(coach),
        words,
        figures.text,
    )
    alone = replace(figures.member, shares=False, keeps_words=True)
    yield show("/nudge privacy, no coach", member_pages.privacy_page, alone, WhoReads(), words)
    for shared in (False, True):
        reads, name = (
            WhoReads(coach, has_earlier=True, shares_earlier=shared),
            "earlier answers" + " shared" * shared,
        )
        yield show(
            f"/nudge privacy, {name}", member_pages.privacy_page, figures.member, reads, words
        )
    yield from _help(figures, words)
    yield from _answer_forms(figures, words)
    yield from _journal(figures, words)
    held = dict.fromkeys(NAMED, figures.number)
    yield show("/nudge forget-me", forget_form, held, words)


def _help(figures: Figures, words: Say) -> Iterator[Piece]:
    fitting = Found(tuple(Match(figures.track, nudge, 1.0) for nudge in figures.nudges[:3]))
    unfound = Found(closest=figures.track, coach=True)
    asked = figures.text[:300]
    yield show("/nudge help me with", help_me_view.found, fitting, asked, words)
    yield show("Not served", not_served_window, words)
    yield show("Help, asked", help_me_view.help_form, words, asked[:150])
    yield show("Help, found", help_me_view.found_form, fitting, asked, words)
    yield show("Help, nothing found", help_me_view.found_form, unfound, asked, words)
    yield show(
        "Help, done", help_me_view.told_form, "help-already-there", words, title=figures.title
    )


def _answer_forms(figures: Figures, words: Say) -> Iterator[Piece]:
    for nudge in figures.nudges:
        given = card(figures, nudge, _answer(figures, nudge, Outcome.DID))
        yield show(f"Answer form, {nudge.reply}", answer_forms.answer_form, given, words)
    planned = card(figures, figures.plan, figures.answer)
    yield show("Plan form", answer_forms.plan_form, planned, words)


def _journal(figures: Figures, words: Say) -> Iterator[Piece]:
    looked = journal_page(figures)
    yield show("The journal", journal_form, looked, words)
    nothing = replace(looked, entries=(), total=0, words="", track="")
    yield show("The journal, nothing fits", journal_form, nothing, words)
    withheld = replace(looked.entries[0], answer=Answer(withheld=True, private=True))
    yield show(
        "The journal, words withheld", journal_form, replace(looked, entries=(withheld,)), words
    )
    entry = looked.entries[0]
    yield show("The journal, taking back", take_back_form, entry, words, "")
    back = LookBack(figures.track, way(figures), journal(figures))
    yield show("Looking back on a track", look_back_page, back, words)


def settings_room(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the settings forms and the replies to changes."""
    home, person = home_page(figures), figures.member
    today = NOW.date()
    paused = replace(person, paused_at=NOW, paused_until=today + timedelta(days=7))
    back = NOW + timedelta(days=7)
    before = replace(person, cadence=Cadence(person.cadence.zone))
    changed = Changed(before, person, back, today)
    yield show("/nudge settings", settings_form.time_form, person, today, words)
    pausing = replace(changed, after=paused)
    forever = replace(changed, after=replace(paused, paused_until=None), following=None)
    yield show("/nudge pause", settings_receipts.pausing, pausing, figures.write, words)
    yield show("/nudge pause, open end", settings_receipts.pausing, forever, None, words)
    yield show(
        "/nudge resume", settings_receipts.resumed, replace(home, member=paused), back, words
    )
    yield show("/nudge stop", settings_receipts.stop_page, home, words)
    yield show("Settings changed", settings_receipts.settings_changed, changed, words)
    leave = person.cadence.days_off.leave[0]
    given = replace(changed, back=back)
    later = replace(changed, following=NOW, back=back)
    yield show("/nudge leave, given", settings_receipts.leave_given, given, leave, words)
    yield show("/nudge leave, weeks ahead", settings_receipts.leave_given, later, leave, words)
    yield show("/nudge leave", settings_receipts.leave_page, person, today, words)
    yield show("/nudge country", settings_receipts.country_page, person, today, words)
    facts = {"about": figures.number, "days": 180, "date": today, "help": figures.text}
    facts |= {"person": figures.member.mention, "text": figures.text[:LONGEST_NOTE]}
    facts["coach"] = figures.coach.mention
    yield show("An answer to the coach", answer_coach_form, "1", words)
    for result in Pull:
        told = pulled(figures, result)
        yield show(f"/nudge now: {result}", pulled_page, told, person, words)
    for key in BUTTONS:
        yield show(f"By itself: {key}", offer, key, words, **facts)
    yield from to_lines(figures, words)


def to_lines(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield what Baton says to lines that are no answers."""
    coach = figures.coach.mention
    named = {"nudge": figures.title, "track": figures.title, "coach": coach, "reader": coach}
    for key in SAID:
        for after in After:
            facts = {"line": "1772528400.000001", "after": after, "delivery": figures.number}
            yield show(f"{key}, below {after}", said, key, words, **facts, **named)
        alone = {**dict.fromkeys((*named, "delivery"), ""), "line": "1", "after": After.NOTHING}
        yield show(f"By itself: {key}", said, key, words, **alone)


def pulled(figures: Figures, result: Pull) -> Pulled:
    """Build a result of `/nudge now`."""
    link = "https://example.slack.com/archives/D0123456789/p1772528400000001"
    return Pulled(
        result,
        track=figures.title,
        title=figures.title,
        following=figures.title,
        at=NOW,
        starts_on=NOW.date(),
        link=link if result is Pull.STILL_OPEN else "",
        reason="messages_tab_disabled",
    )


def homes(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield the Home tabs members see."""
    page = home_page(figures)
    yield show("Home of a member", member_home, page, words)
    paused = replace(page.member, paused_at=NOW)
    yield show("Home, paused", member_home, replace(page, member=paused), words)
    yield show("Home between tracks", member_home, replace(page, today=None, journal=()), words)
    yield show("Home of somebody else", stranger_home, words)


def card(
    figures: Figures, nudge: Nudge, answer: Answer = NOTHING_YET, form: Form = Form.FULL
) -> Card:
    """Build a nudge's card for a member."""
    return Card(
        delivery_id=figures.number,
        track=figures.track.title,
        days=20,
        nudge=nudge,
        form=form,
        reader=figures.coach.mention,
        helper=figures.coach.mention,
        answer=answer,
        progress=progress(figures),
    )


def progress(figures: Figures) -> Progress:
    """Build the progress of a track in the middle."""
    return Progress(figures.track.title, 20, 14, 12, 9, 7, 10)


def today(figures: Figures) -> Today:
    """Build the state of a member on a track, with an unanswered nudge."""
    return Today(
        figures.track,
        figures.coach,
        NOW.date(),
        progress(figures),
        NOW + timedelta(days=1),
        figures.title,
    )


def journal(figures: Figures) -> tuple[JournalEntry, ...]:
    """Build a journal of sent and answered nudges, all read by a coach."""
    by = ReadBy(figures.coach.mention, NOW)
    return tuple(
        JournalEntry(
            nudge.title,
            nudge.day,
            NOW - timedelta(days=n),
            _answer(figures, nudge, Outcome.DID),
            private_day=nudge.private,
            delivery_id=figures.number + n,
            read_by=None if nudge.private else by,
        )
        for n, nudge in enumerate(figures.nudges * (figures.many // 4 + 1))
    )


def journal_page(figures: Figures) -> JournalPage:
    """Build a journal page in the middle of a search."""
    track = figures.track
    tracks = ((track.id, track.title), ("start-here", figures.title))
    words = figures.text[:100]
    return JournalPage(
        figures.member, journal(figures)[:6], words, track.id, tracks, 6, figures.number
    )


def home_page(figures: Figures) -> MemberHome:
    """Build the Home of a member in the middle of a track."""
    return MemberHome(figures.member, NOW, today(figures), journal(figures), glance(figures))


def glance(figures: Figures) -> Glance:
    """Build a month with some of every outcome."""
    came = [
        Came("delegation.1", NOW - timedelta(days=n), outcome, NOW if outcome else None)
        for n, outcome in enumerate((None, Outcome.DID, Outcome.DID, Outcome.NOT_YET, None) * 6)
    ]
    seen = month(figures.member, NOW.date(), came)
    number = figures.number
    planned = Plan(number, number, figures.answer.plan, figures.title, NOW, NOW)
    question = figures.write.review or figures.write.ask
    skill = Skill(figures.write.key or figures.title, NOW.date(), number, question)
    return Glance(
        seen,
        way(figures),
        Skills((skill,) * figures.many, skill, 10),
        "F0MONTH",
        (planned,) * figures.many,
        number,
        number,
    )


def way(figures: Figures) -> Path:
    """Build a path with a day in each state."""
    return Path(
        tuple((nudge, tuple(Step)[n % len(Step)]) for n, nudge in enumerate(figures.track.nudges)),
        (figures.write.key,) * figures.few,
    )


def _answer(figures: Figures, nudge: Nudge, outcome: Outcome | None) -> Answer:
    """Build the part of the answer that the nudge asks for."""
    full = figures.answer
    if nudge.private:
        return Answer(outcome, private=True, at=full.at)
    return Answer(
        outcome,
        words=() if nudge.choices or nudge.plan else full.words,
        form_text="" if nudge.choices or nudge.plan else full.form_text,
        choice=nudge.choices[1] if nudge.choices else "",
        plan=full.plan if nudge.plan else "",
        confidence=full.confidence if nudge.confidence else None,
        at=full.at,
    )


def _new_coach(figures: Figures, welcome: Welcome, words: Say) -> Iterator[Piece]:
    """Yield the notices that another coach has taken over."""
    moved = replace(welcome, moved=True, introduced=(figures.number, figures.coach.name))
    yield show("New coach", welcome_card, moved, words)
    over = replace(moved, goes_on=False, has_earlier=True)
    yield show("New coach, earlier answers", welcome_card, over, words)
    shared = replace(moved, has_earlier=True, shares_earlier=True)
    yield show("New coach, earlier answers shared", welcome_card, shared, words)


def _welcome(figures: Figures) -> Welcome:
    track = figures.track
    return Welcome(
        1,
        track.title,
        track.purpose,
        20,
        figures.coach.mention,
        NOW,
        figures.member.cadence.zone.key,
        shares=True,
    )


def _end(figures: Figures, following: str) -> TrackEnd:
    return TrackEnd(1, progress(figures), figures.coach.mention, following)
