"""
Draw a month as a picture, for the Home tab and for the journal in a member's record.

It contains only numbers, no words; its shapes are explained next to it. It has its own background,
so that it looks the same in a light and a dark theme, and no meaning depends on colour.
"""

from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.domain.reports.month import ONE_DAY, Mark, Month

CELL, EDGE, RADIUS, LINE = 92, 24, 34, 5
PAPER, INK, FAINT, GREEN = "#fbf8f1", "#22302f", "#6d7674", "#0d5f58"
WEEK = 7
DASHES = 12


def month_picture(month: Month, *, framed: bool = True) -> bytes:
    """
    Draw the month as a PNG, one row per week. This is slow: keep it off the event loop.

    Args:
        framed: Draw a frame around today; a month in a record has none.
    """
    weeks = (month.first.weekday() + (month.last - month.first).days) // WEEK + 1
    size = (WEEK * CELL + 2 * EDGE, weeks * CELL + 2 * EDGE)
    image = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(image)
    day = month.first
    while day <= month.last:
        _day(draw, month, day)
        if framed and day == month.today:
            _frame(draw, *_middle(month, day))
        day += ONE_DAY
    file = BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return Pillow's own font, so that none has to be installed."""
    return ImageFont.load_default(32)


def _day(draw: ImageDraw.ImageDraw, month: Month, day: date) -> None:
    x, y = _middle(month, day)
    mark = month.marks.get(day.day)
    _shape(draw, x, y, mark)
    ink = {Mark.DID: PAPER, Mark.ANSWERED: GREEN, Mark.OPEN: INK}.get(mark, FAINT)  # type: ignore[arg-type]
    draw.text((x, y), f"{day.day}", ink, _font(), anchor="mm")
    if mark is Mark.OFF:
        reach = RADIUS - 8
        draw.line((x - reach, y + reach, x + reach, y - reach), FAINT, LINE)


def _middle(month: Month, day: date) -> tuple[int, int]:
    place = month.first.weekday() + day.day - 1
    return EDGE + place % WEEK * CELL + CELL // 2, EDGE + place // WEEK * CELL + CELL // 2


def _frame(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    half = CELL // 2 - 4
    draw.rounded_rectangle((x - half, y - half, x + half, y + half), 14, outline=INK, width=3)


def _shape(draw: ImageDraw.ImageDraw, x: int, y: int, mark: Mark | None) -> None:
    """Draw a filled circle for done, a ring for answered, a broken ring for open."""
    box = (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    if mark is Mark.DID:
        draw.ellipse(box, fill=GREEN)
    elif mark is Mark.ANSWERED:
        draw.ellipse(box, outline=GREEN, width=LINE)
    elif mark is Mark.OPEN:
        step = 360 / DASHES
        for n in range(DASHES):
            draw.arc(box, n * step, (n + 0.5) * step, fill=INK, width=LINE)
