"""The gallery's page in a real browser: all of it is drawn, readable, and keeps still."""

from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from bot.content.words.words import load_words
from bot.playground import Playground
from bot.playground.gallery.catalogue import pieces
from tests.e2e.page_visits import CONTRASTS, NARROW, QUIET, chromium, settles

WORDS = load_words(Path(__file__).parents[2] / "content")
IN_GALLERY = CONTRASTS.replace(".app *", "#gallery *")


@pytest.fixture
async def gallery():
    """The page, by night, on a phone."""
    async with Playground(words=WORDS) as playground, async_playwright() as playwright:
        path = chromium(playwright)
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        page = await browser.new_page(viewport=NARROW, color_scheme="dark")
        await page.goto(f"{playground.url}/gallery")
        yield page
        await browser.close()


async def test_every_screen_hangs_there_to_be_looked_at(gallery):
    await expect(gallery.get_by_role("article")).to_have_count(len(pieces(WORDS)))
    welcome = gallery.get_by_role("article", name="Welcome", exact=True)
    await expect(welcome).to_contain_text("@Camille Roy has chosen a track for you")

    await welcome.get_by_role("button", name="Change the time").click()

    await expect(gallery.get_by_role("dialog")).to_have_count(0)
    await settles(gallery, IN_GALLERY, [])
    await expect(gallery.get_by_text("can't be shown here")).to_have_count(0)
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    await settles(gallery, fits)
