"""How many years of school an English text asks for."""

# ruff: noqa: PLC0415  only authors measure, and a start of the bot must not pay for it

from bot.content.tracks.prose import Prose, words


def grade(texts: list[Prose]) -> float:
    """
    The Flesch-Kincaid grade (1975) of all the texts taken together; 0 for no text.

    7 is what a reader of twelve can follow. On one short nudge the figure jumps about, so measure
    a whole track.
    """
    from textstat_rs import flesch_kincaid_grade

    text = "\n\n".join(prose.text for prose in texts)
    return float(flesch_kincaid_grade(text)) if words(text) else 0.0
