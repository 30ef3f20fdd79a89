"""Screens for members about plans, snoozed nudges, silences and pauses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.check_ins.check_in import Choice
from bot.domain.check_ins.pause_offer import PauseChoice
from bot.domain.delivery.card import CheckIn, PauseOffer, PlanQuestion, Reminder
from bot.domain.people.member_pages import OpenPlan, PlansPage
from bot.domain.plans.plan import Came, Plan
from bot.playground.gallery.figures import NOW, Figures
from bot.playground.gallery.member_screens import card
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.answers.reminder import reminder_card
from bot.slack.check_ins.check_in import check_in_card
from bot.slack.check_ins.pause_offer import pause_offer_card
from bot.slack.delivery.card import nudge_card
from bot.slack.plans.plans_view import dropped, plan_question_card, plans_page


def plans(figures: Figures, words: Say) -> Iterator[Piece]:
    """Yield a plan and its question, a reminder, and the check-in after a silence."""
    due, track, coach = plan(figures), figures.track.title, figures.coach.mention
    zone = figures.member.cadence.zone.key
    asked = PlanQuestion(1, figures.number, figures.title, track, due, coach, zone)
    yield show("Asked about a plan", plan_question_card, asked, words)
    outside = replace(asked, is_outside_hours=True)
    yield show("Asked about a plan, outside the hours", plan_question_card, outside, words)
    for came in Came:
        told = replace(asked, plan=replace(due, came=came))
        yield show(f"A plan: {came}", plan_question_card, told, words)
    listed = (OpenPlan(due, figures.title),) * figures.many
    yield show("/nudge plan", plans_page, PlansPage(figures.member, listed), words)
    yield show("/nudge plan, none", plans_page, PlansPage(figures.member, ()), words)
    yield show("A plan dropped", dropped, due, words)
    later = replace(card(figures, figures.write), is_back=True, comes_back=NOW, zone=zone)
    yield show("A nudge put off", nudge_card, later, words)
    moved = replace(later, is_moved=True)
    yield show("A nudge put off, and back", nudge_card, moved, words)
    for answered in (False, True):
        reminder = Reminder(figures.number, figures.title, answered=answered)
        yield show(f"A reminder, answered: {answered}", reminder_card, reminder, words)
    for choice in (None, *Choice):
        silence = CheckIn(1, track, coach, bool(choice), choice, NOW, zone)
        yield show(f"After a silence: {choice or 'asked'}", check_in_card, silence, words)
    for choice in (None, *PauseChoice):
        rest = PauseOffer(1, track, coach, figures.write, bool(choice), choice, NOW, zone)
        yield show(f"A long pause: {choice or 'asked'}", pause_offer_card, rest, words)
    back = replace(card(figures, figures.write), is_return=True)
    yield show("The first after a pause", nudge_card, back, words)


def plan(figures: Figures) -> Plan:
    """Build a plan for the next morning."""
    number, at = figures.number, NOW + timedelta(days=1)
    return Plan(number, number, figures.answer.plan, figures.title, NOW, at)
