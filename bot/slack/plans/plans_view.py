"""Views of plans: the follow-up question, the list of open plans, and their outcomes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    InteractiveElement,
    Option,
    StaticSelectElement,
)

from bot.domain.answers.reply import Answer
from bot.domain.delivery.card import PlanQuestion
from bot.domain.people.member_pages import OpenPlan, PlansPage
from bot.domain.plans.plan import Came, Closed, Plan
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.views.blocks import (
    Message,
    actions,
    button,
    escape,
    message,
    note,
    quote,
    section,
    when,
)
from bot.slack.views.lists import listing
from bot.slack.views.say import Say


def plan_question_card(occasion: PlanQuestion, words: Say) -> Message:
    """Ask whether the plan was carried out and, if not, offer another time; or show the answer."""
    plan = occasion.plan
    waits = plan.came is None and plan.closed is None
    return message(
        [
            note(words.say("occasion-head", track=escape(occasion.track))),
            section(_asked(occasion, words) if waits else _told(plan, words)),
            *_pressable(occasion, words, waits=waits),
            note(_moved(occasion, words) if waits else "", _reads(occasion, words)),
        ]
    )


def plans_page(page: PlansPage, words: Say) -> Message:
    """List the open plans, each with its buttons."""
    if not page.plans:
        return message([section(words.say("plans-none")), note(words.say("plans-none-note"))])
    zone = page.member.cadence.zone
    rows = [_row(one, zone, words) for one in page.plans]
    return listing([section(words.say("plans-title"))], rows, words)


def dropped(plan: Plan, words: Say) -> Message:
    """Confirm that the plan was dropped, with an undo button."""
    undo = button(words.say("plan-undo"), ids.PLAN_BRING_BACK, plan.id)
    return message(
        [section(f"{words.say('plan-dropped-now')}\n{quote(plan.text)}"), actions(undo)]
    )


def standing(plan: Plan, zone: ZoneInfo, words: Say) -> str:
    """Say when a plan is asked about, or its outcome; "" if it was dropped and its text erased."""
    if plan.came:
        return words.say("plan-came", came=words.say(f"came-{plan.came}"))
    if plan.closed is Closed.DROPPED:
        return words.say("plan-dropped") if plan.text else ""
    if plan.occasion_id:
        return words.say("plan-asked")
    if plan.asks_at is None:
        return words.say("plan-no-time" if plan.wanted_at is None else "plan-gone-by")
    facts = {"when": _moment(plan.asks_at, zone, words), "after": _after(plan)}
    if not plan.moved or plan.wanted_at is None:
        return words.say("plan-asks", **facts)
    wanted = _moment(plan.wanted_at, zone, words)
    return words.say("plan-asks-moved", wanted=wanted, **facts)


def story(answer: Answer, words: Say) -> str:
    """Return the outcome of each plan on a nudge, including the one on its card."""
    return "\n".join(_outcome(plan, words) for plan in answer.plans if plan.came)


def _outcome(plan: Plan, words: Say) -> str:
    """Return a plan's text and outcome. The text of an old plan is erased; its outcome stays."""
    came = words.say("plan-came", came=words.say(f"came-{plan.came}"))
    return f"{quote(plan.text)}\n{came}" if plan.text else came


def _asked(occasion: PlanQuestion, words: Say) -> str:
    plan = occasion.plan
    asks = words.say("occasion-asks", nudge=escape(occasion.title), after=_after(plan))
    return f"{asks}\n{quote(plan.text)}\n{words.say('occasion-how')}"


def _told(plan: Plan, words: Say) -> str:
    """Show a closed plan. Without text, it's over by age, not because its member dropped it."""
    closed = plan.closed if plan.text else Closed.ANSWERED
    told = words.say(f"occasion-{plan.came}" if plan.came else f"plan-{closed}")
    return f"{quote(plan.text)}\n{told}" if plan.text else told


def _pressable(occasion: PlanQuestion, words: Say, *, waits: bool) -> list[Block]:
    plan = occasion.plan
    if waits:
        return [actions(*(_came(plan, came, words) for came in Came))]
    if plan.came is None:
        return []
    anew = button(words.say("plan-anew"), ids.PLAN, occasion.nudge_id, "primary")
    return [actions(*([anew] if plan.closed is None else []), _answer_anew(plan, words))]


def _came(plan: Plan, came: Came, words: Say) -> InteractiveElement:
    style = "primary" if came is Came.DID else None
    return button(words.say(f"came-{came}"), f"{ids.PLAN_CAME}.{came}", plan.id, style)


def _answer_anew(plan: Plan, words: Say) -> StaticSelectElement:
    options = [Option(text=words.say(f"came-{c}"), value=f"{plan.id}:{c}") for c in Came]
    return StaticSelectElement(
        placeholder=words.say("plan-answer-anew"), action_id=ids.PLAN_ANSWER_ANEW, options=options
    )


def _moved(occasion: PlanQuestion, words: Say) -> str:
    plan = occasion.plan
    if not plan.moved or plan.wanted_at is None:
        return ""
    wanted = _moment(plan.wanted_at, ZoneInfo(occasion.zone), words)
    early = plan.asks_at is not None and plan.asks_at < plan.wanted_at
    key = "occasion-moved" if occasion.is_outside_hours else "occasion-late"
    return "" if early else words.say(key, wanted=wanted)


def _reads(occasion: PlanQuestion, words: Say) -> str:
    if occasion.reader:
        return words.say("card-reads-coach", coach=occasion.reader)
    return words.say("card-reads-you" if occasion.is_kept else "card-reads-nobody")


def _row(one: OpenPlan, zone: ZoneInfo, words: Say) -> list[Block]:
    plan = one.plan
    title = f"*{escape(one.title)}*\n" if one.title else ""
    return [
        section(f"{title}{quote(plan.text)}\n{standing(plan, zone, words)}"),
        _row_actions(plan, words),
    ]


def _row_actions(plan: Plan, words: Say) -> ActionsBlock:
    ask = button(words.say("plan-ask-now"), ids.PLAN_ASK, plan.id)
    return actions(
        _came(plan, Came.DID, words),
        *([] if plan.occasion_id else [ask]),
        button(words.say("plan-change"), ids.PLAN, plan.delivery_id),
        button(words.say("plan-drop"), ids.PLAN_DROP, plan.id),
    )


def _after(plan: Plan) -> str:
    return escape(plan.after) if plan.after else "none"


def _moment(at: datetime, zone: ZoneInfo, words: Say) -> str:
    return when(at, zone, words.language)


VIEWS = (KindView(PlanQuestion, plan_question_card),)
