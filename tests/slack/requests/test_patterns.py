"""Every pattern that meets text from outside takes time in proportion to its length."""

import re
import signal
from contextlib import suppress
from datetime import date

import pytest

from bot.coaching.schedule import countries
from bot.content.export import data_export
from bot.domain.errors import CoachingError
from bot.domain.schedule import typed_dates
from bot.domain.text import name_matching, stems, text
from bot.slack.answers import answer_forms
from bot.slack.commands import mrkdwn, parse
from bot.slack.delivery.preview import track_and_day
from bot.slack.enrolment.assign_order import assign_order
from bot.slack.views import blocks
from tests.examples import some
from tests.slack.views.screen import WORDS

TODAY = date(2026, 3, 3)

LENGTH = 20_000
"""At which what takes time by the square takes ten seconds and more."""

SECONDS = 2
"""Of this process's own time, whatever else the machine does; each takes hundredths of one."""

MODULES = (
    text,
    name_matching,
    stems,
    typed_dates,
    countries,
    data_export,
    parse,
    mrkdwn,
    blocks,
    answer_forms,
)
PATTERNS = {
    f"{module.__name__}.{name}": pattern
    for module in MODULES
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern)
}
PARTS = [
    *" \n\r\ta1-_.,;:&<>@#!([\"'~*`=|",
    *("<@", "<@U1", "<@U1|", "<!subteam^S1|", "<http://a|", "&lt", "&amp;lt;"),
    *("a-", "..", "|", "___", ",;", "()", "a ", "1 ", "- ", "; ", "\n ", "(a", "| ="),
    *(" to ", "and ", "day 1 ", "for "),
    *("\u0301", "\u0315\u0301", "\u200d", "\ud83d", "\u3164", "\ufdfa", "\U000e0067"),
    *("\U0001f3f4", "\U0001f3f4\U000e0067", "\U0001f469\u200d"),
]


@pytest.fixture
def in_time():
    """Interrupt what takes for ever: a pattern that is being matched can be interrupted."""

    def too_slow(*_):
        raise TimeoutError

    def run(read, *given):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        with suppress(CoachingError):
            read(*given)
        signal.setitimer(signal.ITIMER_PROF, 0)

    before = signal.signal(signal.SIGPROF, too_slow)
    yield run
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def long(parts):
    return [
        f"{begin}{part * (LENGTH // len(part))}{end}"
        for part in parts
        for begin, end in (("", ""), ("a", "\x01"))
    ]


SOME = PARTS[::5]
LONG = {"some": long(SOME), "others": long([part for part in PARTS if part not in SOME])}


@pytest.mark.parametrize("parts", some(LONG, of=2))
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(in_time, name, parts):
    for one in LONG[parts]:
        in_time(PATTERNS[name].sub, "", one)
        in_time(PATTERNS[name].fullmatch, one)


READ = {
    "clean": text.clean,
    "command": text.command,
    "cell": text.cell,
    "cut": lambda long: text.cut(long, 3000),
    "plain": lambda long: mrkdwn.plain(long, {}, WORDS),
    "people": mrkdwn.people_in,
    "order": lambda long: parse.order(long, WORDS),
    "promise": lambda long: parse.dated(f"friday {long}", TODAY),
    "assign": lambda long: assign_order(parse.read_line(f"<@U1> {long}", WORDS), TODAY),
    "weekdays": typed_dates.read_weekdays,
    "range": lambda long: typed_dates.read_range(long, TODAY),
    "time": typed_dates.read_time,
    "span": typed_dates.read_span,
    "preview": track_and_day,
    "names": lambda long: name_matching.matching(long, [("U1", "Ada")]),
    "country": countries.read_country,
    "words": lambda long: [stems.stem(word) for word in stems.words(text.clean(long))],
    "markdown": data_export.literal,
    "quote": blocks.quote,
    "shorten": lambda long: blocks.shorten(long, LENGTH - 1),
    "whole": blocks.whole,
    "plan": lambda long: answer_forms._filled("If ___, then ___, then ___.", f"If {long}."),
}


@pytest.mark.parametrize("parts", some(LONG, of=2))
@pytest.mark.parametrize("name", READ)
def test_reading_is_linear(in_time, name, parts):
    for one in LONG[parts]:
        in_time(READ[name], one)
