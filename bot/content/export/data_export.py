"""A member's record as Markdown: the questions and their answers, in their own words."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from babel.dates import format_date

from bot.domain.answers.reply import Answer
from bot.domain.privacy.data_export import Chapter, Page, Record
from bot.domain.reports.month import Mark, Month
from bot.domain.say import Say
from bot.domain.text.text import line

DAY = "EEEE d MMMM yyyy"
"""The form of every date in the journal: that of Baton's messages, with the year."""

MONTH = "LLLL yyyy"
RATED = "answer-confidence"

MEANS_SOMETHING = re.compile(r"[\\`\[\]<&|]")
BEGINS_SOMETHING = re.compile(r"^(\s*[0-9]*)([#>+=~.)-])")
"""Characters that start a heading, a quotation, a list, a rule or a code block."""


def markdown(record: Record, words: Say) -> str:
    """Return the record as Markdown, readable in any editor."""
    zone = record.member.cadence.zone
    made = _day(record.made_at.astimezone(zone).date(), words)
    parts = [
        f"# {words.say('record-title')}",
        words.say("record-made", date=made, zone=zone.key),
        *_plans(record, words),
        *_months(record, words),
    ]
    for chapter in record.chapters:
        parts += _chapter(record, chapter, words)
    if not record.chapters:
        parts.append(words.say("record-nothing"))
    return "\n\n".join(part for part in parts if part)


def _plans(record: Record, words: Say) -> Iterator[str]:
    answers = [page.answer for chapter in record.chapters for page in chapter.pages]
    plans = [plan for answer in answers for plan in _listed(answer, words)]
    if plans:
        yield f"## {words.say('record-plans')}"
        yield "\n".join(f"- {plan}" for plan in plans)


def _listed(answer: Answer, words: Say) -> Iterator[str]:
    came = {plan.text: plan.came for plan in answer.plans if plan.text}
    for text in dict.fromkeys(filter(None, (*came, answer.plan))):
        outcome = came.get(text)
        told = f" ({words.say(f'came-{outcome}')})" if outcome else ""
        yield f"{literal(line(text))}{told}"


def picture_name(month: Month) -> str:
    """Return the path of a month's picture in the zip."""
    return f"months/{month.first:%Y-%m}.png"


def _months(record: Record, words: Say) -> Iterator[str]:
    """Yield a picture for each month, with a text equivalent."""
    if record.months:
        yield f"## {words.say('record-months')}"
        yield words.say("record-months-how")
    for month in record.months:
        title = format_date(month.first, MONTH, locale=words.language)
        yield f"### {title[:1].upper()}{title[1:]}"
        yield f"![{title}: {_shown(month, words)}]({picture_name(month)})"


def _shown(month: Month, words: Say) -> str:
    """Describe the picture in words, as its alternative text."""
    told = (
        words.say(f"record-month-{mark}", days=", ".join(map(str, month.days(mark))))
        for mark in Mark
        if month.days(mark)
    )
    return "; ".join(told)


def _chapter(record: Record, chapter: Chapter, words: Say) -> Iterator[str]:
    yield f"## {chapter.title}"
    coach = literal(line(chapter.coach))
    key = "record-since" if coach else "record-asked"
    yield words.say(key, date=_day(chapter.begun, words), coach=coach)
    if not chapter.pages:
        yield words.say("record-no-pages")
    for page in chapter.pages:
        yield from _page(record, page, words)


def _page(record: Record, page: Page, words: Say) -> Iterator[str]:
    day = _day(_local(record, page.sent_at), words)
    if page.nudge is None:
        yield f"### {words.say('record-retired')}"
        yield f"*{day}*"
    else:
        yield f"### {page.nudge.day}. {page.nudge.title}"
        yield f"*{day}*"
        yield page.nudge.message
        yield f"**{page.nudge.ask}**"
    yield from _answer(page, words)


def _answer(page: Page, words: Say) -> Iterator[str]:
    answer = page.answer
    if not answer.given:
        yield words.say("record-unanswered")
        return
    yield _tapped(answer, words)
    yield from _planned(answer, words)
    yield from (_quote(text) for text in answer.words if text)
    if answer.aged:
        yield f"*{words.say('journal-aged')}*"
    if answer.private or page.private:
        yield f"*{words.say('record-kept')}*"


def _planned(answer: Answer, words: Say) -> Iterator[str]:
    """Yield each plan with its outcome, which stays when the text of an old one is erased."""
    told = [plan for plan in answer.plans if plan.text or plan.came]
    if answer.plan and answer.plan not in {plan.text for plan in told}:
        yield _quote(answer.plan)
    for plan in told:
        yield _quote(plan.text) if plan.text else ""
        yield words.say("plan-came", came=words.say(f"came-{plan.came}")) if plan.came else ""


def _tapped(answer: Answer, words: Say) -> str:
    parts = (
        words.say(f"outcome-{answer.outcome}") if answer.outcome else "",
        words.say("answer-choice", choice=answer.choice) if answer.choice else "",
        words.say(RATED, rating=answer.confidence) if answer.confidence else "",
    )
    said = " · ".join(part for part in parts if part)
    return words.say("record-answered", answer=said) if said else ""


def _quote(text: str) -> str:
    """Quote a person's own words, line by line."""
    return "\n".join(f"> {literal(one)}".rstrip() for one in text.split("\n"))


def literal(text: str) -> str:
    """
    Escape a line of a person's words for Markdown.

    Links, images, HTML, code and headings stay plain text; *bold* may be bold.
    """
    return BEGINS_SOMETHING.sub(r"\1\\\2", MEANS_SOMETHING.sub(r"\\\g<0>", text))


def _local(record: Record, instant: datetime) -> date:
    return instant.astimezone(record.member.cadence.zone).date()


def _day(of: date, words: Say) -> str:
    return format_date(of, DAY, locale=words.language)
