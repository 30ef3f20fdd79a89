"""How many years of school an English text asks for (Flesch and Kincaid, 1975)."""

import re

from bot.content.prose import Prose, words

VOWELS = re.compile(r"[aeiouy]+")
# Vowels side by side that are spoken apart: radio, idea, area, being, quiet, science, create.
APART = re.compile(r"(?<![tscg])i[ao]|(?:d|r)ea(?=s?$)|[aeiouy]ing|[cu]ie[nt]|reat[ei]")
SILENT_E = re.compile(r"(?<![aeiouy])(?<![^aeiouy]l)e$")
SILENT_ES = re.compile(r"(?<![aeiouy])(?<![sxzcg])(?<![cs]h)(?<![^aeiouy]l)es$")
SILENT_ED = re.compile(r"(?<![aeiouytd])(?<![^aeiouy]l)ed$")


def syllables(word: str) -> int:
    """
    How many syllables an English word has, by its spelling.

    Runs of vowels are counted, less a silent ending (*make*, *makes*, *asked*), plus one where
    two vowels are spoken apart (*idea*, *being*). A number counts as one. It is right for about
    nine everyday words in ten, and the misses go both ways, so over a whole track they even out.
    """
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 1
    silent = any(ending.search(letters) for ending in (SILENT_E, SILENT_ES, SILENT_ED))
    return max(1, len(VOWELS.findall(letters)) - silent + len(APART.findall(letters)))


def grade(texts: list[Prose]) -> float:
    """
    The Flesch-Kincaid grade of all the texts taken together.

    0.39 * words per sentence + 11.8 * syllables per word - 15.59; 7 is what a reader of twelve
    can follow. On one short nudge the figure jumps about, so measure a whole track.
    """
    sentences = [sentence for text in texts for _, sentence in text.sentences()]
    spoken = [word for sentence in sentences for word in words(sentence)]
    if not spoken:
        return 0.0
    beats = sum(syllables(word) for word in spoken)
    return 0.39 * len(spoken) / len(sentences) + 11.8 * beats / len(spoken) - 15.59
