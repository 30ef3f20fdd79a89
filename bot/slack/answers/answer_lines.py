"""Render an answer in one line, for anyone who may read it."""

from bot.domain.answers.reply import Answer
from bot.slack.views.blocks import escape, quote, shorten
from bot.slack.views.say import Say

LONGEST_QUOTES = 1200
RATINGS = range(1, 6)


def answer_line(answer: Answer, words: Say, *, confidence: bool = True) -> str:
    """
    Describe the tapped parts of an answer: "Did it · “2” · confidence 4 of 5".

    Args:
        confidence: True if the reader may see the rating; coaches may not.
    """
    parts = (
        words.say(f"outcome-{answer.outcome}") if answer.outcome else "",
        words.say("answer-choice", choice=escape(answer.choice)) if answer.choice else "",
        words.say("answer-confidence", rating=answer.confidence)
        if answer.confidence and confidence
        else "",
    )
    return " · ".join(part for part in parts if part)


def quoted(*texts: str) -> str:
    """Quote a person's texts, each on its own line; cut them if they're long."""
    return shorten("\n".join(quote(text) for text in texts if text), LONGEST_QUOTES)


def rating(number: int, words: Say) -> str:
    """Return a step of the confidence scale in words."""
    return words.say(f"confidence-{number}")
