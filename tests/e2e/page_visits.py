"""Visits of a real browser to the page, and what is measured on it."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.waiting import until

NO_BROWSER = "needs a Chromium: apt-get install chromium, or playwright install chromium"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
)
PATIENCE_MS = 20_000
"""Long, for a machine that has other things to do; what comes at once costs nothing."""

expect.set_options(timeout=PATIENCE_MS)
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
GUIDE_CLOSED = """localStorage["baton.guide"] ??= '{"open":false,"done":[]}'"""
CONTRASTS = """() => {
  const light = (css) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const solid = /^(rgb\\(|color\\(srgb [^/]*\\)$)/;
  const behind = (el) => {
    for (; el; el = el.parentElement) {
      const css = getComputedStyle(el).backgroundColor;
      if (solid.test(css)) return css;
    }
    return "white";
  };
  const texts = [...document.querySelectorAll(".app *")].filter((el) =>
    el.checkVisibility() && [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return texts.map((el) => {
    const [a, b] = [light(getComputedStyle(el).color), light(behind(el))].sort((x, y) => y - x);
    return [el.className + ": " + el.textContent.slice(0, 30), (a + 0.05) / (b + 0.05)];
  }).filter(([, ratio]) => ratio < 4.5);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
  ".app :is(button, textarea, [role=tab]), dialog :is(button, input:not(.unseen))")]
  .filter((el) => el.checkVisibility({ opacityProperty: true })
    && !el.closest("label, .ephemeral-note"))
  .map((el) => [el.ariaLabel ?? el.textContent, el.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 34)
  .map(([name]) => name)"""

TINY_TARGETS = """() => [...document.querySelectorAll(
  ":is(.app, dialog) :is(a[href], button, input, select, textarea, [role=tab], [role=menuitem])")]
  .filter((el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((el) => !el.closest(".prose, .unseen, .far-picture, p > a"))
  .map((el) => el.closest("label") ?? el)
  .map((el) => [el.ariaLabel ?? el.textContent, el.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""
"""What is smaller than WCAG's 24 by 24 pixels; links inside a sentence may be."""


def chromium(playwright):
    """Return where a browser is; without one skip, but on CI fail."""
    for path in (*map(shutil.which, BROWSERS), playwright.chromium.executable_path):
        if path and Path(path).exists():
            return path
    return pytest.fail(NO_BROWSER) if os.environ.get("CI") else pytest.skip(NO_BROWSER)


class Visits:
    """
    Opens the page, each time in a browser that knows nothing of the last.

    Attributes:
        troubles: Errors in the page, and whomever it asked beside the playground.
    """

    def __init__(self, browser, playground):
        self.troubles = []
        self._browser, self._playground = browser, playground
        self._contexts = []

    async def __call__(self, where="?as=U1ADA", viewport=WIDE, *, guide=False, **options):
        context = await self._browser.new_context(
            viewport=viewport, reduced_motion="reduce", **options
        )
        self._contexts.append(context)
        if not guide:
            await context.add_init_script(GUIDE_CLOSED)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)
        page.on("request", self._watch)
        await page.goto(f"{self._playground.url}/{where}")
        await expect(page.get_by_text("connected", exact=True)).to_be_visible()
        return page

    async def close(self):
        for context in self._contexts:
            await context.close()

    def _note(self, message):
        expected = message.text.startswith(("Failed to load resource", "WebSocket connection to"))
        if message.type == "error" and not expected:
            self.troubles.append(message.text)

    def _watch(self, request):
        if not request.url.startswith((self._playground.url, "ws:")):
            self.troubles.append(f"asked {request.url}")


async def settles(where, script, wanted=True):  # noqa: FBT002  most scripts are yes or no
    """Wait until a script says what is wanted; where it doesn't, show what it says instead."""
    said = []

    async def is_wanted():
        said[:] = [await where.evaluate(script)]
        return said == [wanted]

    with suppress(TimeoutError):
        await until(is_wanted, PATIENCE_MS / 1000)
    assert said == [wanted], said


async def noticed_scrolling(page):
    """Wait for the next frame: a page hears of its scrolling with that, not before."""
    frame = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    await page.evaluate(frame)


def box(page):
    return page.get_by_role("combobox", name="Message Baton")


async def send(page, text):
    await box(page).fill(text)
    await box(page).press("Enter")


def message(page, text):
    return page.get_by_role("article").filter(has_text=text)
