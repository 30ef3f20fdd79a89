"""Check one day of a track file on its own, and convert it to a nudge."""

import re

from bot.content.problems import Findings, did_you_mean
from bot.content.style.sendable import check_refused, check_text
from bot.content.tracks import asked
from bot.content.tracks.body import HEADING_MEANT, MESSAGE_MEANT, Day
from bot.content.tracks.header import SLUG, SLUG_LENGTH
from bot.content.tracks.prose import Prose, words
from bot.domain.practice.track import Kind, Nudge, ReplyKind

MESSAGE_LEAST, MESSAGE_MOST, MESSAGE_LONG = 25, 90, 70
PARAGRAPHS = 3
TITLE_WORDS, TITLE_LONG, TITLE_MOST = 6, 40, 75
CHOICES_LEAST, CHOICES_MOST, CHOICE_LENGTH = 2, 6, 30
# For each label: the recommended and the maximum number of words.
LIMITS = {
    "Ask": (20, 40),
    "Plan": (40, 60),
    "Smaller": (30, 60),
    "Again": (60, 90),
    "Review": (40, 90),
    "Answer": (60, 90),
    "Why": (30, 60),
}
SENT = ("Plan", "Ask", "Smaller", "Again", "Review", "Answer", "Why", "Also")
YES_NO = ("Confidence", "Private")
BLANK = re.compile(r"_{3,}")


def check_day(day: Day, findings: Findings, *, english: bool) -> None:
    """Check all rules about a single day."""
    if not day.has(HEADING_MEANT):
        check_title(day.line, day.title, findings)
        _check_kind(day, findings)
    _check_message(day, findings)
    _check_labels(day, findings)
    _check_reply(day, findings)
    _check_plan(day, findings)
    _check_private(day, findings)
    _check_signal(day, findings)
    _check_key(day, findings)
    _check_lengths(day, findings)
    asked.check_day(day, findings)
    for prose in (day.message, *(day.labels.get(label) for label in SENT)):
        if prose:
            check_text(prose, findings, english=english)
    if "Reply" in day.labels:
        check_refused(day.labels["Reply"], findings)


def check_title(line: int, title: str, findings: Findings) -> None:
    """Check that a title is short: it is a button, a heading and a menu item."""
    if not title:
        findings.error(line, "The title is missing. End the heading with a few words: | A title")
    elif len(title) > TITLE_MOST:
        findings.error(line, f"The title has {len(title):,} characters. Keep it to {TITLE_LONG}.")
    elif len(words(title)) > TITLE_WORDS or len(title) > TITLE_LONG:
        findings.warn(
            line,
            f"The title is long. {TITLE_WORDS} words and {TITLE_LONG} characters are enough.",
        )


def _check_kind(day: Day, findings: Findings) -> None:
    kinds = tuple(Kind)
    if day.kind not in kinds:
        findings.error(
            day.line, f'"{day.kind}" is not a type of day. {did_you_mean(day.kind, kinds)}'
        )


def _check_message(day: Day, findings: Findings) -> None:
    if day.has(MESSAGE_MEANT):
        return
    if day.message is None:
        findings.error(day.line, f"{day.name} has no message. Write it below the heading.")
        return
    _check_size(day.message, findings)
    if "Also" in day.labels:
        _check_size(day.labels["Also"], findings)


def _check_size(message: Prose, findings: Findings) -> None:
    line, count = message.line, len(words(message.text))
    if count < MESSAGE_LEAST:
        findings.error(line, f"The message has {count} words. Write at least {MESSAGE_LEAST}.")
    elif count > MESSAGE_MOST:
        findings.error(line, f"The message has {count:,} words. Keep it to {MESSAGE_MOST}.")
    elif count > MESSAGE_LONG:
        findings.warn(line, f"The message has {count} words. {MESSAGE_LONG} are enough.")
    if message.text.count("\n\n") >= PARAGRAPHS:
        findings.warn(line, f"The message has more than {PARAGRAPHS} paragraphs. Join some.")


def _check_labels(day: Day, findings: Findings) -> None:
    if not day.has("Ask"):
        findings.error(day.line, f'{day.name} has no question. Add a line "Ask: …?"')
    if day.kind in (Kind.TRY, Kind.ASK) and not day.has("Smaller"):
        findings.error(
            day.line,
            f'{day.name} ({day.kind}) has no two-minute version. Add a line "Smaller: …".',
        )
    for label in YES_NO:
        if day.text(label) not in ("", "yes", "no"):
            findings.error(day.at(label), f'"{label}" is yes or no. Write {label}: yes')


def _check_reply(day: Day, findings: Findings) -> None:
    if not day.has("Reply"):
        findings.error(day.line, f'{day.name} has no "Reply". Add, for one: Reply: text')
    if "Reply" not in day.labels:
        return
    typed, line = day.text("Reply"), day.at("Reply")
    name = typed.partition(":")[0].strip()
    if name == ReplyKind.CHOICE:
        _check_choices(line, choices(day), findings)
    elif typed not in tuple(ReplyKind):
        findings.error(
            line,
            f'"{typed[:40]}" is not a kind of reply. Write text, plan, buttons or choice: A / B',
        )
    if day.kind == Kind.PLAN and typed != ReplyKind.PLAN and day.text("Private") != "yes":
        findings.error(line, "This is a plan day. Write Reply: plan, and a line that begins Plan:")


def _check_choices(line: int, options: tuple[str, ...], findings: Findings) -> None:
    if len(options) < CHOICES_LEAST:
        findings.error(
            line, "A choice needs at least two options. Put a slash between them: choice: A / B"
        )
    elif len(options) > CHOICES_MOST:
        findings.error(
            line, f"A choice has at most {CHOICES_MOST} options; here are {len(options):,}."
        )
    if not all(options) or len(set(options)) < len(options):
        findings.error(line, "Two of the options are the same, or one is empty. Mend the slashes.")
    for option in options:
        if len(option) > CHOICE_LENGTH:
            findings.error(
                line,
                f'The option "{option[:60]}" has {len(option):,} characters. '
                f"Keep it to {CHOICE_LENGTH}.",
            )


def _check_plan(day: Day, findings: Findings) -> None:
    if day.text("Reply") == ReplyKind.PLAN:
        if not day.has("Plan"):
            findings.error(
                day.at("Reply"),
                "The reply is a plan, so add a line such as: Plan: If it is ___, then I will ___.",
            )
        elif day.text("Plan") and not BLANK.search(day.text("Plan")):
            findings.error(day.at("Plan"), 'The plan has no blank. Write three underlines: "___".')
    elif "Plan" in day.labels and "Reply" in day.labels and day.kind != Kind.PLAN:
        findings.error(
            day.at("Plan"),
            '"Plan" is used with Reply: plan only. Change the reply or take it out.',
        )


def _check_private(day: Day, findings: Findings) -> None:
    if day.text("Private") != "yes":
        return
    if day.text("Reply") in (ReplyKind.TEXT, ReplyKind.PLAN):
        findings.error(
            day.at("Reply"),
            "A private day collects taps, never text. Write Reply: buttons or a choice.",
        )
    if "Signal" in day.labels:
        findings.error(
            day.at("Signal"), "A private day tells the coach nothing. Take the Signal out."
        )


def _check_signal(day: Day, findings: Findings) -> None:
    for option in signals(day):
        if "Reply" in day.labels and option not in choices(day):
            findings.error(
                day.at("Signal"),
                f'"{option[:40]}" is not one of the choices above. Copy it from the Reply line.',
            )


def _check_key(day: Day, findings: Findings) -> None:
    key = day.text("Key")
    if key and (not SLUG.fullmatch(key) or len(key) > SLUG_LENGTH):
        findings.error(
            day.at("Key"),
            f'"{key[:40]}" cannot be a key. Use small letters and hyphens: see-the-work',
        )
    if key and not day.has("Review"):
        findings.error(day.at("Key"), 'A key skill comes back for review. Add a line "Review: …?"')
    if "Answer" in day.labels and not day.has("Review"):
        findings.error(
            day.at("Answer"), '"Answer" is shown below a review. Add a line "Review: …?"'
        )


def _check_lengths(day: Day, findings: Findings) -> None:
    for label, (enough, most) in LIMITS.items():
        count = len(words(day.text(label)))
        if count > most:
            findings.error(day.at(label), f'"{label}" has {count:,} words. Keep it to {enough}.')
        elif count > enough:
            findings.warn(day.at(label), f'"{label}" has {count} words. {enough} are enough.')


def choices(day: Day) -> tuple[str, ...]:
    """Return the options in `Reply: choice: A / B`."""
    name, _, options = day.text("Reply").partition(":")
    return _options(options) if name.strip() == ReplyKind.CHOICE else ()


def signals(day: Day) -> tuple[str, ...]:
    return _options(day.text("Signal")) if "Signal" in day.labels else ()


def _options(typed: str) -> tuple[str, ...]:
    return tuple(option.strip() for option in typed.split("/"))


def nudge(track: str, day: Day) -> Nudge:
    """Convert a *day* without problems to a nudge."""
    number = day.number or 0
    return Nudge(
        id=f"{track}.{number}",
        day=number,
        kind=Kind(day.kind),
        title=day.title,
        message=day.message.text if day.message else "",
        ask=day.text("Ask"),
        reply=ReplyKind(day.text("Reply").partition(":")[0].strip()),
        choices=choices(day),
        plan=BLANK.sub("___", day.text("Plan")),
        smaller=day.text("Smaller"),
        again=day.text("Again"),
        review=day.text("Review"),
        answer=day.text("Answer"),
        key=day.text("Key"),
        why=day.text("Why"),
        confidence=day.text("Confidence") == "yes",
        private=day.text("Private") == "yes",
        signal=signals(day),
        also=day.text("Also"),
        asked_as=asked.phrases(day.text(asked.LABEL)),
    )
