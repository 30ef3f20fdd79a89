"""Compute the reading grade of English text: the years of school it takes to read it."""

# ruff: noqa: PLC0415  only authors measure it, and it shouldn't slow down the bot's start

from bot.content.tracks.prose import Prose, words


def grade(texts: list[Prose]) -> float:
    """
    Return the Flesch-Kincaid grade (1975) of all the texts together; 0 for no text.

    A reader of twelve can follow grade 7. The figure varies a lot for one short nudge, so measure
    a whole track.
    """
    from textstat_rs import flesch_kincaid_grade

    text = "\n\n".join(prose.text for prose in texts)
    return float(flesch_kincaid_grade(text)) if words(text) else 0.0
