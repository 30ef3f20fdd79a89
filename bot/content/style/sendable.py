"""Find content that may not be sent (links, names, failure rates) or that reads badly."""

import re

from bot.content.problems import Findings
from bot.content.tracks.prose import Prose, words

SENTENCE_WORDS = 22
TEXT_LENGTH = 1000
TOO_MUCH = 90
"""From this many words, the length rules have already reported it."""

REFUSED = (
    (
        re.compile(
            r"https?://\S*|\bwww\.\S+|\bmailto:\S*|\]\([^)\s]{0,200}\)"
            r"|\b[\w-]+\.(?:com|org|net|io|gov|edu|eu|uk|de|fr)\b(?:/\S*)?|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+"
        ),
        'This takes people out of the message. Leave the link or address "{found}" out.',
    ),
    (
        re.compile(r"(?<![\w.])@\w+(?:[.-]\w+)*|<[@!#]\w+>?"),
        'This would call on somebody by name. Say "one person" in place of "{found}".',
    ),
    (
        re.compile(r"<!--"),
        'A remark after "{found}" would be sent as well. Move it to the note for coaches.',
    ),
    (
        re.compile(r"(?<![\w:]):[a-z+-][a-z0-9_+-]*:(?![\w:])"),
        'Some screens read the emoji "{found}" aloud as a code. Leave it out.',
    ),
)

_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
FIGURE = re.compile(
    rf"\d\s*(?:%|per\s?cent)|\bper\s?cent\b|\b{_COUNT} (?:in|out of) {_COUNT}\b"
    r"|\b(?:half|third|quarter|majority) of\b|\bmost (?:new |first-time )?(?:manager|leader|boss)",
    re.IGNORECASE,
)
FAILURE = re.compile(
    r"\b(?:fail\w*|derail\w*|flop\w*|underperform\w*|fall short|falls short|fell short"
    r"|(?:get|are|were|be|been) (?:fired|replaced))\b",
    re.IGNORECASE,
)

# Words that scold, cheer or are jargon, each with a replacement.
BANNED = {
    r"just": "leave it out",
    r"simply": "leave it out",
    r"obviously": "leave it out",
    r"must": 'write "need to", or ask',
    r"should": 'write "could", or ask',
    r"don['\u2019]t forget": 'write "remember"',
    r"you still have not": "leave it out: nobody is behind",
    r"leverag(?:e|es|ed|ing)": 'write "use"',
    r"align(?:s|ed|ing|ment)?": 'write "agree"',
    r"empower(?:s|ed|ing|ment)?": 'write "let" or "help"',
    r"stakeholders?": "say who they are",
    r"bandwidth": 'write "time"',
    r"KPIs?": 'write "number"',
    r"synerg(?:y|ies)": "say what people do together",
    r"direct reports?": 'write "people you lead"',
    r"subordinates?": 'write "people you lead"',
    r"human resources": 'write "people"',
}
BANNED_WORD = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)


MARKS = {
    "!": "There is an exclamation mark. A full stop is calmer.",
    "**": 'Slack shows "**" as two stars. Leave them out.',
}


def check_text(prose: Prose, findings: Findings, *, english: bool) -> None:
    """Check all rules for any text sent to members."""
    if len(prose.text) > TEXT_LENGTH and len(words(prose.text)) <= TOO_MUCH:
        findings.error(
            prose.line,
            f"This text has {len(prose.text):,} characters. Keep it under {TEXT_LENGTH:,}.",
        )
    check_refused(prose, findings)
    _check_marks(prose, findings)
    _check_sentences(prose, findings)
    if english:
        _check_words(prose, findings)


def check_refused(prose: Prose, findings: Findings) -> None:
    """Report links, names and emoji codes, which no message may contain."""
    for pattern, reason in REFUSED:
        for match in pattern.finditer(prose.text):
            line = prose.line_at(match.start())
            findings.error(line, reason.format(found=match.group()))


def _check_marks(prose: Prose, findings: Findings) -> None:
    for match in re.finditer(r"!|\*\*", prose.text):
        findings.warn(prose.line_at(match.start()), MARKS[match.group()])
    for start, line in prose.starts:
        if prose.text.startswith("- ", start):
            findings.warn(line, "A list runs on in one line when it is sent. Write a sentence.")


def _check_sentences(prose: Prose, findings: Findings) -> None:
    for line, sentence in prose.sentences():
        if FIGURE.search(sentence) and FAILURE.search(sentence):
            findings.error(
                line,
                "This gives a figure about people who fail. Leave the figure out.",
            )
        count = len(words(sentence))
        if SENTENCE_WORDS < count <= TOO_MUCH:
            opening = " ".join(sentence.split()[:4])
            findings.warn(
                line,
                f'The sentence that begins "{opening}" has {count:,} words. '
                f"Split it: {SENTENCE_WORDS} are enough.",
            )


def _check_words(prose: Prose, findings: Findings) -> None:
    for match in BANNED_WORD.finditer(prose.text):
        found = match.group()
        mend = next(
            mend for word, mend in BANNED.items() if re.fullmatch(word, found, re.IGNORECASE)
        )
        findings.warn(prose.line_at(match.start()), f'"{found}" is a word to do without: {mend}.')
