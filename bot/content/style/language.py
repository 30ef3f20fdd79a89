"""Language checks of a track: reading grade, unknown words, and words that exclude people."""

from bot.content.problems import Findings, Problem
from bot.content.style.readability import grade
from bot.content.style.spelling import check_spelling
from bot.content.style.style import Style
from bot.content.tracks.body import Day
from bot.content.tracks.prose import Prose, words
from bot.content.tracks.track_file import TrackFile

GRADE_ENOUGH, GRADE_MOST = 7, 9
SENTENCE_AVERAGE = 13
GRADED = ("Ask", "Smaller", "Again", "Also")
SENT = ("Ask", "Reply", "Plan", "Smaller", "Again", "Review", "Answer", "Why", "Also")


def check_language(file: TrackFile, style: Style) -> list[Problem]:
    """Return language problems, for authors only; all of them are about English."""
    findings = Findings(file.name)
    if file.english:
        if file.track:
            _check_reading(file.days, findings)
        for day in file.days:
            for prose in _sent(day):
                check_spelling(prose, style, findings)
                _check_inclusive(prose, style, findings)
    return findings.problems


def _check_reading(days: tuple[Day, ...], findings: Findings) -> None:
    texts = [prose for day in days for prose in _graded(day)]
    measured = round(grade(texts), 1)
    if measured > GRADE_ENOUGH:
        hardest = max((day for day in days if _graded(day)), key=lambda day: grade(_graded(day)))
        say = findings.error if measured > GRADE_MOST else findings.warn
        say(
            0,
            f"The reading grade is {measured}; {GRADE_ENOUGH} is the aim. Use shorter words and "
            f"sentences, first of all in the day on line {hardest.line}.",
        )
    lengths = [len(words(sentence)) for prose in texts for _, sentence in prose.sentences()]
    if lengths and sum(lengths) / len(lengths) > SENTENCE_AVERAGE:
        findings.warn(
            0,
            f"Sentences have {sum(lengths) / len(lengths):.1f} words on average; "
            f"{SENTENCE_AVERAGE} are enough. Split some.",
        )


def _check_inclusive(prose: Prose, style: Style, findings: Findings) -> None:
    for start, found, mend in style.leaves_out(prose.text):
        findings.warn(
            prose.line_at(start), f'"{found}" leaves some people out or hurts: write {mend}.'
        )


def _graded(day: Day) -> list[Prose]:
    texts = (day.message, *(day.labels.get(label) for label in GRADED))
    return [prose for prose in texts if prose]


def _sent(day: Day) -> list[Prose]:
    title = Prose(day.title, ((0, day.line),))
    texts = (title, day.message, *(day.labels.get(label) for label in SENT))
    return [prose for prose in texts if prose]
