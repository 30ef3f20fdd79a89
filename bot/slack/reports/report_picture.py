"""
Draw the report as a chart: a bar for each nudge, as long as the number of people it reached.

Each part of a bar shows its number and has its own pattern, so that no meaning depends on colour.
The report's text says the same (`views.report`). The chart has its own background.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.domain.reports.report import Counts, Report
from bot.slack.views.blocks import shorten
from bot.slack.views.say import Say

PAPER, INK, GREEN, LIGHT = "#fbf8f1", "#22302f", "#0d5f58", "#cfe3df"
WIDTH, EDGE, LEFT, ROW, BAR = 1200, 32, 420, 44, 30
LETTERS, STEP, MOST_ROWS = 38, 9, 60
"""Characters of a title, pixels between a pattern's lines, and most rows in a picture."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of each bar: its text key, background colour and pattern."""

    key: str
    ground: str
    pattern: str = ""


PARTS = (
    Part("did", GREEN),
    Part("otherwise", LIGHT),
    Part("stuck", PAPER, "/"),
    Part("not_for_me", PAPER, "x"),
)
"""The rest of a bar, only an outline, stands for nudges not answered yet."""


def report_picture(report: Report, words: Say) -> bytes:
    """Draw the chart as a PNG. This is slow: don't call it on the event loop."""
    rows = [nudge for group in report.groups for nudge in group.nudges][:MOST_ROWS]
    several = len(report.groups) > 1
    top = 2 * EDGE + 2 * ROW
    image = Image.new("RGB", (WIDTH, top + len(rows) * ROW + EDGE), PAPER)
    draw = ImageDraw.Draw(image)
    title = words.say("report-picture-title", about=report.about or "all")
    draw.text((EDGE, EDGE), title, INK, _font(28))
    _legend(draw, EDGE + ROW + 8, words)
    longest = max((nudge.sent for nudge in rows), default=1)
    for n, nudge in enumerate(rows):
        name = f"{nudge.nudge}. {nudge.title}" if several else f"{nudge.day}. {nudge.title}"
        y = top + n * ROW
        draw.text((EDGE, y + BAR // 2), shorten(name, LETTERS), INK, _font(20), anchor="lm")
        _bar(draw, y, nudge, longest)
    file = BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _legend(draw: ImageDraw.ImageDraw, y: int, words: Say) -> None:
    x = EDGE
    for part in (*PARTS, Part("open", PAPER)):
        _fill(draw, (x, y, x + 36, y + BAR), part)
        label = words.say(f"report-part-{part.key.replace('_', '-')}")
        draw.text((x + 46, y + BAR // 2), label, INK, _font(20), anchor="lm")
        x += 46 + int(draw.textlength(label, _font(20))) + 28


def _bar(draw: ImageDraw.ImageDraw, y: int, nudge: Counts, longest: int) -> None:
    unit = (WIDTH - LEFT - EDGE - 60) / longest
    draw.rectangle((LEFT, y, LEFT + round(unit * nudge.sent), y + BAR), outline=INK, width=2)
    before = 0
    for part in PARTS:
        count = getattr(nudge, part.key)
        if count:
            first, last = round(unit * before), round(unit * (before + count))
            box = (LEFT + first, y, LEFT + last, y + BAR)
            _fill(draw, box, part)
            _number(draw, box, part, count)
        before += count
    end = LEFT + round(unit * nudge.sent) + 12
    draw.text((end, y + BAR // 2), f"{nudge.sent}", INK, _font(20), anchor="lm")


def _fill(draw: ImageDraw.ImageDraw, box: Box, part: Part) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=part.ground, outline=INK, width=2)
    height = bottom - top
    for x in range(left - height + STEP, right, STEP):
        first, last = max(x, left), min(x + height, right)
        if part.pattern:
            draw.line((first, bottom - (first - x), last, bottom - (last - x)), INK, 1)
        if part.pattern == "x":
            draw.line((first, top + (first - x), last, top + (last - x)), INK, 1)


def _number(draw: ImageDraw.ImageDraw, box: Box, part: Part, count: int) -> None:
    """Draw the count on a solid patch, if there's room for it."""
    left, top, right, bottom = box
    x, y, half = (left + right) // 2, (top + bottom) // 2, 6 + 6 * len(str(count))
    if right - left < 2 * half:
        return
    draw.rectangle((x - half, y - 11, x + half, y + 11), fill=part.ground)
    ink = PAPER if part.ground == GREEN else INK
    draw.text((x, y), f"{count}", ink, _font(20), anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Load Pillow's built-in font, so that none has to be installed."""
    return ImageFont.load_default(size)
