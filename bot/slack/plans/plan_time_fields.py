"""Form fields for the time of a plan, and the parsing of their values."""

from datetime import date, time
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    TimePickerElement,
)

from bot.domain.errors import CoachingError
from bot.domain.plans.plan import LONGEST_AFTER, Day, Plan, When
from bot.slack.commands import ids
from bot.slack.views.fields import Values, entry, field
from bot.slack.views.say import Say


def moment_fields(plan: Plan | None, zone: ZoneInfo, words: Say) -> list[InputBlock]:
    """Build the fields for day, time and preceding event, prefilled from a plan still to come."""
    wanted = plan.wanted_at if plan and plan.occasion_id is None else None
    local = wanted.astimezone(zone) if wanted else None
    days = {day: Option(text=words.say(f"form-when-{day}"), value=str(day)) for day in Day}
    return [
        field(
            ids.WHEN_BLOCK,
            words.say("form-when"),
            RadioButtonsElement(
                action_id=ids.FIELD,
                options=list(days.values()),
                initial_option=days[Day.DATE] if local else None,
            ),
            hint=words.say("form-when-hint"),
        ),
        field(
            ids.WHEN_DATE_BLOCK,
            words.say("form-when-which"),
            DatePickerElement(
                action_id=ids.FIELD, initial_date=local.date().isoformat() if local else None
            ),
        ),
        field(
            ids.WHEN_AT_BLOCK,
            words.say("form-when-at"),
            TimePickerElement(
                action_id=ids.FIELD, initial_time=f"{local:%H:%M}" if local else None
            ),
            hint=words.say("form-when-at-hint"),
        ),
        field(
            ids.WHEN_AFTER_BLOCK,
            words.say("form-when-after"),
            PlainTextInputElement(
                action_id=ids.FIELD,
                max_length=LONGEST_AFTER,
                initial_value=(plan.after if plan and local else "") or None,
            ),
            hint=words.say("form-when-after-hint"),
        ),
    ]


def read_moment(values: Values) -> When:
    """Read the fields. If no day is chosen, a filled-in date counts as the day."""
    chosen = entry(values, ids.WHEN_BLOCK).get("selected_option")
    on = entry(values, ids.WHEN_DATE_BLOCK).get("selected_date")
    at = entry(values, ids.WHEN_AT_BLOCK).get("selected_time")
    after = str(entry(values, ids.WHEN_AFTER_BLOCK).get("value") or "")
    day = Day(chosen["value"]) if chosen else Day.DATE if on else Day.NONE
    return When(
        day=day,
        at=time.fromisoformat(at) if at else None,
        on=date.fromisoformat(on) if on else None,
        after=" ".join(after.split()),
    )


def field_of(when: When, refusal: CoachingError) -> str:
    """Return the id of the block to show a refusal beside."""
    if refusal.key in {"error-plan-no-date", "error-plan-too-far"}:
        return ids.WHEN_DATE_BLOCK
    if refusal.key == "error-plan-past" and when.at:
        return ids.WHEN_AT_BLOCK
    if refusal.key == "error-plan-past" and when.day is Day.DATE:
        return ids.WHEN_DATE_BLOCK
    return ids.WHEN_BLOCK
