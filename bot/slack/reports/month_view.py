"""A member's progress at a glance: their path along the track, their skills, their month."""

from collections.abc import Sequence
from itertools import pairwise

from babel.dates import format_date
from slack_sdk.models.blocks import Block, HeaderBlock, ImageBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.domain.people.member_pages import Glance, Today
from bot.domain.people.people import Member
from bot.domain.practice.skills import Skill, Skills
from bot.domain.practice.track_path import Path, Step
from bot.domain.reports.month import Mark, Month
from bot.slack.plans.plans_view import standing
from bot.slack.views.blocks import day, escape, note, quote, section, shorten
from bot.slack.views.say import Say

MONTH = "LLLL yyyy"
LONGEST_LIST = 600
SHORTEST_RUN = 3
PLANS_SHOWN = 5
SKILLS_SHOWN = 6
STEPS = (Step.DID, Step.ANSWERED, Step.WAITING, Step.PARKED, Step.TO_COME)


def path_blocks(path: Path, words: Say) -> list[Block]:
    """Show the track, day by day."""
    if not path.steps:
        return []
    lines = [
        words.say(f"way-{step}", days=_days(path, step, words)) for step in STEPS if path.of(step)
    ]
    return [section("\n".join([words.say("way-title"), *lines]))]


def skill_blocks(seen: Skills, words: Say) -> list[Block]:
    """Show the skills used, the one to try from memory, and when the track reviews them."""
    if not seen.used:
        return []
    lines = [_skill(skill, words) for skill in seen.used[:SKILLS_SHOWN]]
    more = len(seen.used) - SKILLS_SHOWN
    if more > 0:
        lines.append(words.say("list-more", count=more))
    ahead = words.say("skills-look-back", day=seen.look_back) if seen.look_back else ""
    below = [note(back, ahead)] if (back := _coming_back(seen, words)) or ahead else []
    return [section("\n".join([words.say("skills-title"), *lines])), *below]


def _skill(skill: Skill, words: Say) -> str:
    date = day(skill.last, words.language)
    return words.say("skills-used", skill=escape(skill.name), count=skill.times, date=date)


def _coming_back(seen: Skills, words: Say) -> str:
    if seen.cold is None:
        return ""
    skill, question = escape(seen.cold.name), escape(seen.cold.question)
    return words.say("skills-back", skill=skill, question=question)


def month_blocks(seen: Glance, words: Say) -> list[Block]:
    """Show the month in words, plus a picture if there is one."""
    month = seen.month
    if not month.marks:
        return []
    title = format_date(month.first, MONTH, locale=words.language)
    return [
        HeaderBlock(text=title[:1].upper() + title[1:]),
        *([_picture(seen, title, words)] if seen.picture else []),
        note(*_twin(month, words)),
    ]


def plan_blocks(seen: Glance, member: Member, words: Say) -> list[Block]:
    """Show the next plans, each with the time Baton asks about it."""
    if not seen.plans:
        return []
    zone = member.cadence.zone
    rows = [
        section(f"{quote(plan.text)}\n{standing(plan, zone, words)}")
        for plan in seen.plans[:PLANS_SHOWN]
    ]
    more = len(seen.plans) - PLANS_SHOWN
    return [
        HeaderBlock(text=words.say("home-plans")),
        *rows,
        note(words.say("home-plans-all"), words.say("list-more", count=more) if more > 0 else ""),
    ]


def reads_now(today: Today, seen: Glance, words: Say) -> str:
    """Say how many answers the coach can read now; "" before the first answer."""
    if today.coach is None or not (seen.readable or seen.kept):
        return ""
    facts = {"readable": seen.readable, "kept": seen.kept}
    return words.say("reads-now", coach=today.coach.mention, **facts).strip()


def runs(days: Sequence[int], words: Say) -> str:
    """Format sorted numbers, with three or more in a row as a run: "1, 3 to 5, 8"."""
    groups: list[list[int]] = [[days[0]]] if days else []
    for before, after in pairwise(days):
        if after == before + 1:
            groups[-1].append(after)
        else:
            groups.append([after])
    return ", ".join(_run(group, words) for group in groups)


def _days(path: Path, step: Step, words: Say) -> str:
    """List a step's days; parked days, worth coming back to, also get their titles."""
    if step is not Step.PARKED:
        return runs([nudge.day for nudge in path.of(step)], words)
    named = (
        words.say("way-day", day=nudge.day, title=escape(nudge.title)) for nudge in path.of(step)
    )
    return shorten(", ".join(named), LONGEST_LIST)


def _run(group: Sequence[int], words: Say) -> str:
    if len(group) >= SHORTEST_RUN:
        return words.say("days-run", first=group[0], last=group[-1])
    return ", ".join(str(day) for day in group)


def _picture(seen: Glance, title: str, words: Say) -> ImageBlock:
    alt = words.say("month-alt", month=title, did=len(seen.month.days(Mark.DID)))
    return ImageBlock(alt_text=alt, slack_file=SlackFile(id=seen.picture))


def _twin(month: Month, words: Say) -> list[str]:
    """Describe the picture in words, mark by mark, naming its shapes too."""
    lines = [
        words.say(f"month-{mark}", days=runs(month.days(mark), words))
        for mark in Mark
        if month.days(mark)
    ]
    return [*lines, words.say("month-today", day=month.today.day)]
