"""The author's page in a real browser: it is drawn, readable, and drawn anew at a save."""

import shutil
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from bot.content.words.words import load_words
from bot.playground import Playground
from tests.e2e.page_visits import CONTRASTS, NARROW, QUIET, chromium, settles

CONTENT = Path(__file__).parents[2] / "content"
IN_PAGE = CONTRASTS.replace(".app *", "#author *")
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def trust(tmp_path):
    path = tmp_path / "en" / "tracks" / "trust.md"
    path.parent.mkdir(parents=True)
    shutil.copy(CONTENT / "en" / "tracks" / "trust.md", path)
    return path


@pytest.fixture
async def page(tmp_path, trust):
    """The page, by night, on a phone."""
    words = load_words(CONTENT)
    async with (
        Playground(words=words, content=tmp_path) as playground,
        async_playwright() as playwright,
    ):
        path = chromium(playwright)
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        page = await browser.new_page(viewport=NARROW, color_scheme="dark")
        await page.goto(f"{playground.url}/author")
        yield page
        await browser.close()


async def test_a_track_is_drawn_beside_its_source_and_anew_when_it_is_saved(page, trust):
    await page.get_by_role("link", name="Build trust").click()
    await expect(page.get_by_role("article", name="The message")).to_have_count(7)

    text = trust.read_text(encoding="utf-8").replace("\nSmaller:", "\nSmallr:", 1)
    trust.write_text(text, encoding="utf-8")

    await expect(page.get_by_text("is not a label. Did you mean")).to_be_visible()
    await expect(page.get_by_role("article", name="The message")).to_have_count(6)
    await settles(page, IN_PAGE, [])
    await settles(page, FITS)
