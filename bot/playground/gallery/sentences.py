"""Every text of Baton's that is a single paragraph: notices, refusals, receipts."""

from collections.abc import Iterator

from bot.content.words.words import Words
from bot.domain.people.people import Mention, group_mention, mention, mentions
from bot.playground.gallery.figures import Figures
from bot.playground.gallery.screen import Piece, show
from bot.slack.practice.member_pages import notice

FAMILIES = (
    "error-",
    "notice-",
    "refused-",
    "now-",
    "reply-",
    "coach-",
    "cohort-kept",
    "cohort-without",
    "cohort-dissolved",
    "undo-",
    "paused-by-coach",
    "resumed-by-coach",
    "dry-cancelled",
    "dry-working",
    "dry-looking",
    "dry-assigning",
    "content-",
    "help-already",
    "help-gone",
    "help-no",
    "help-sent",
    "my-data-",
    "forget-receipt",
    "plan-back",
    "plan-noted",
    "check-in-undo-over",
    "safety-cleared",
    "answer-withheld",
    "answer-coach-gone",
    "words-age",
    "admin-unreachable",
    "digest-off",
    "digest-on",
    "report-picture",
    "report-table",
)
"""Key prefixes of the texts that are sent on their own."""

PERSON = {"coach", "leaving", "member", "other", "person", "who"}
SEVERAL = {
    "people": mentions(("U1ADA", "U3ADA", "U3CAM")),
    "group": group_mention("S2LEADS"),
    "line": Mention(f"/coach note {mention('U1ADA')} R&amp;D &lt;3 {group_mention('S2LEADS')}"),
}
"""Several people in one sentence, a group, and a command a coach typed."""

NUMBERS = {"count", "day", "days", "rating", "did", "answered", "of"}
PLAIN = {
    "date": "Thursday 12 March",
    "first": "Thursday 24 December",
    "last": "Sunday 3 January",
    "when": "Thursday 12 March, 09:00",
    "leave": "Thursday 24 December to Sunday 3 January",
    "time": "08:30",
    "zone": "Europe/Berlin",
    "country": "Germany",
    "code": "DE",
    "nearest": "delegation",
    "usage": "/nudge help",
    "commands": "`/nudge time 09:00`",
    "reference": "1f2e3d4c",
    "text": "R&D <3 <@U666> & @here",
    "word": "<!channel> R&D",
    "reason": "missing_scope",
}


def sentences(figures: Figures, words: Words) -> Iterator[Piece]:
    """Yield a notice for each key, with sample facts."""
    for key in words.keys():  # noqa: SIM118  not a mapping
        if key.startswith(FAMILIES):
            facts = {name: _fact(name, figures) for name in words.facts(key)}
            yield show(key, notice, key, words, **facts)


def _fact(name: str, figures: Figures) -> object:
    if name in PERSON:
        return figures.coach.mention
    if name in SEVERAL:
        return SEVERAL[name]
    if name in NUMBERS:
        return figures.number
    is_long = len(figures.text) > len(figures.title) * 10
    return figures.text if is_long else PLAIN.get(name, figures.title)
