"""Coach, members and admin play their first days on the page, with the real Baton behind it."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.demo import BEGINNING
from bot.playground.workspace.texts import texts_of
from tests.e2e.album import Album
from tests.e2e.page_visits import NARROW, QUIET, Visits, box, chromium, message, send
from tests.e2e.test_main_job import assigns

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADA, BEN, CAMILLE, DEE = "?as=U1ADA", "?as=U2BEN", "?as=U3CAM", "?as=U4DEE"
DAY_1, DAY_2, DAY_3 = "day 1 of 10", "day 2 of 10", "day 3 of 10"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        path = chromium(playwright)
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def both(sqlite_url):
    """Monday, ten past ten in Berlin; Camille coaches, and nobody is on a track yet."""
    clock = SimulatedClock(BEGINNING, running=False)
    async with run_stack(sqlite_url, clock, ticking=True) as both:
        yield both


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser, both):
    visits = Visits(browser, both.playground)
    yield visits
    await visits.close()
    assert visits.troubles == []


@pytest.fixture(scope="module")
def album():
    return Album()


@pytest_asyncio.fixture(loop_scope="module")
async def assigned(both):
    """Ada is on the track about delegation, and welcomed."""
    camille = both.hand("camille")
    await assigns(camille)
    both.playground.workspace.read(camille.person)
    await both.work()


@pytest_asyncio.fixture(loop_scope="module")
async def nudged(both, assigned):
    """Tuesday, nine: the first nudge is there."""
    await both.jump("next")


@pytest_asyncio.fixture(loop_scope="module")
async def on_day_three(both, nudged):
    """Thursday, nine: the day of the plan; the first two nudges have no answer yet."""
    await both.jump("next")
    await both.jump("next")


def person(page, name):
    """The way to another person's eyes, with their unread messages."""
    return page.get_by_role("navigation").get_by_role("button", name=name)


async def become(page, name):
    await person(page, name).click()
    await expect(person(page, name)).to_have_attribute("aria-current", "true")


async def open_home(page):
    await page.get_by_role("tab", name="Home").click()
    return page.get_by_role("tabpanel", name="Home")


async def press(where, label):
    await where.get_by_role("button", name=label, exact=True).click()


async def ask(page, command):
    """Type a command, and find what answers it."""
    answers = page.get_by_role("article", name="Baton").filter(has_text="Only visible to you")
    before = await answers.count()
    await send(page, command)
    await expect(answers).to_have_count(before + 1)
    return answers.last


async def next_nudge(page):
    await page.locator(".jump-next").click(force=True)


async def says(where, *words):
    for each in words:
        await expect(where).to_contain_text(each)


async def test_before_anything_happened_everybody_finds_a_beginning(visit, album):
    page = await visit(CAMILLE, guide=True)

    await says(page.locator(".guide"), "Try Baton in a minute", "You are Camille Roy now")
    await expect(page.get_by_role("button", name="Write the command")).to_be_visible()
    await album(page, "01-the-first-minute")
    home = await open_home(page)
    await says(home, "Nobody is waiting for you.", "/coach assign @name start-here")
    await album(page, "02-camilles-home-before")
    await become(page, "Ada Moreau")
    await says(await open_home(page), "What Baton does", "ask a coach in your organisation")
    await become(page, "Dee Larsen")
    await expect(page.get_by_role("button", name="Try /coach appoint @ben")).to_be_visible()
    await says(await open_home(page), "For admins: /coach appoint @name")
    await album(page, "03-dees-home-before")


@pytest.mark.exhaustive
async def test_next_nudge_without_a_track_says_so(visit, album):
    page = await visit(ADA)

    await next_nudge(page)

    await says(page.get_by_role("status").last, "Nothing is planned yet. A coach assigns a track")
    await album(page, "04-nothing-planned")


async def test_a_coach_assigns_from_the_box_and_the_member_is_welcomed(visit, album):
    page = await visit(CAMILLE, guide=True)
    options = page.get_by_role("option")

    await box(page).press_sequentially("/co")
    await page.keyboard.press("Enter")
    await expect(options.first).to_have_text("/coach assign")
    await album(page, "05-the-verbs")
    await page.keyboard.press("Enter")
    await page.keyboard.type("@ad")
    await expect(options).to_have_count(1)
    await page.keyboard.press("Enter")
    await page.keyboard.type("delegation")
    await page.keyboard.press("Enter")

    looked = message(page, "This is a dry run")
    await says(looked, "@Ada Moreau: first nudge on Tuesday 3 March, 09:00 (Europe/Berlin)")
    await album(page, "06-the-dry-run")
    await looked.get_by_role("button", name="Assign", exact=True).click()
    answer = message(page, "Hand work over well is assigned to one person.")
    await says(answer, "@Ada Moreau: the first nudge comes on Tuesday 3 March, 09:00")
    await expect(page.locator(".step.done")).to_have_count(1)
    await says(page.locator(".jump-next"), "Ada Moreau, tomorrow 09:00")
    await says(person(page, "Ada Moreau"), "1 unread")
    await album(page, "06-assigned")
    await become(page, "Ada Moreau")
    await says(message(page, "@Camille Roy has chosen a track for you"), "Who reads it.")
    await expect(person(page, "Ada Moreau")).not_to_contain_text("unread")
    await album(page, "07-the-welcome")


@pytest.mark.exhaustive
async def test_a_choice_and_an_outcome_fold_the_card(visit, assigned, album):
    page = await visit(ADA, guide=True)
    await next_nudge(page)
    card = message(page, DAY_1)
    await says(page.locator(".clock-time"), "Tuesday 3 March 2026, 09:00")
    await says(card, "List five tasks", "How many stars", "your coach, reads your answer.")
    await album(page, "08-the-first-nudge")

    await press(card, "1")
    await says(card, "You answered: “1”", "One tap more: how did it go?")
    await album(page, "09-half-answered")
    await press(card, "Did it")

    await says(card, "You answered: Did it · “1”", "1 of 10 days answered")
    await expect(card).not_to_contain_text("List five tasks")
    await expect(card.get_by_role("button", name="Stuck")).to_have_count(0)
    await album(page, "10-folded")


async def test_a_typed_answer_is_ticked_and_can_be_edited_and_deleted(visit, both, nudged, album):
    page = await visit(ADA)
    await next_nudge(page)
    card = message(page, DAY_2)
    await expect(card).to_be_visible()

    await send(page, "Kim would learn to plan a shift. & <b>")
    mine = message(page, "Kim would learn to plan a shift. & <b>")
    await says(mine, "white check mark from Baton")
    await says(card, "One tap more: how did it go?", "1 of 10 days answered")
    await album(page, "11-typed")
    await box(page).press("ArrowUp")
    await page.get_by_role("textbox", name="Edit message").fill("Sam would.")
    await page.keyboard.press("Enter")
    mine = message(page, "Sam would.")
    await says(mine, "(edited)")
    await mine.hover()
    await mine.get_by_role("button", name="Delete").click()
    await press(page.get_by_role("dialog", name="Delete this message?"), "Delete")

    await expect(card.get_by_role("button", name="Write an answer")).to_be_visible()
    await expect(mine).to_have_count(0)
    camille = both.hand("camille")
    await camille.command("/coach show @ada")
    told = texts_of(camille.modal())
    assert "Ada Moreau" in told or "<@U1ADA>" in told
    assert "Kim" not in told
    assert "Sam" not in told


@pytest.mark.exhaustive
async def test_a_thread_and_a_late_tap_answer_the_older_card(visit, on_day_three, album):
    page = await visit(ADA)
    log = page.get_by_role("log", name="Messages with Baton")
    first = log.get_by_role("article").filter(has_text=DAY_1)

    await first.hover()
    await first.get_by_role("button", name="Reply in thread").click()
    await page.get_by_role("combobox", name="Reply in thread").fill("Late: I found two.")
    await page.keyboard.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    await says(thread, "Late: I found two.", "white check mark from Baton")
    await album(page, "12-in-the-thread")
    await page.keyboard.press("Escape")
    await press(first, "2")
    await says(first, "You answered: “2”")
    await press(first, "Not for me")

    await says(first, "You answered: Not for me · “2”", "Your words are in.", "1 reply")
    await says(message(page, DAY_3), "Make my plan")
    await album(page, "13-late")


@pytest.mark.exhaustive
async def test_a_plan_and_words_are_given_in_forms(visit, on_day_three, album):
    page = await visit(ADA)
    card = message(page, DAY_3)

    await press(card, "Make my plan")
    dialog = page.get_by_role("dialog", name="Your plan")
    await album(page, "14-the-plan-form")
    await dialog.get_by_label("If they get to").fill("a clean handover")
    await dialog.get_by_label("then we move to step").fill("4.")
    await press(dialog, "Save")
    await says(card, "If they get to a clean handover, then we move to step 4.")
    await album(page, "15-planned")
    await press(card, "Did it")
    await says(card, "You answered: Did it")
    await press(card, "Change my answer")
    dialog = page.get_by_role("dialog", name="Your answer")
    await dialog.get_by_label("In a sentence or two").fill("We agreed on Friday.")
    await dialog.get_by_role("checkbox", name="Keep this answer to myself").check()
    await album(page, "16-the-answer-form")
    await press(dialog, "Save")

    await says(card, "You answered: Did it", "Your words are in.", "Only you see your answer.")


@pytest.mark.exhaustive
async def test_a_members_home_follows(visit, both, nudged, album):
    page = await visit(ADA)
    home = await open_home(page)
    await says(home, "Waiting for your answer, in Messages: Work that could leave your hands")
    await expect(home).not_to_contain_text("Your last answers")
    await album(page, "17-home-waiting")

    await both.hand("ada").press("Stuck")
    await both.hand("ada").say("Everything on my list is mine alone.")

    await says(home, "1 of 10 days answered", "Everything on my list is mine alone.")
    await expect(home).not_to_contain_text("Waiting for your answer")
    await album(page, "18-home-answered")


@pytest.mark.exhaustive
async def test_a_member_pauses_goes_on_and_changes_the_time(visit, nudged, album):
    page = await visit(ADA)

    await says(await ask(page, "/nudge pause 1w"), "Paused. It starts again on Tuesday 10 March.")
    await says(page.locator(".jump-next"), "Tuesday 10 March 09:00")
    home = await open_home(page)
    await says(home, "Paused. It starts again on Tuesday 10 March.", "Go on now")
    await album(page, "19-home-paused")
    await page.get_by_role("tab", name="Messages").click()
    await says(
        await ask(page, "/nudge resume"),
        "It goes on with day 2, “Who would gain from it?”: Wednesday 4 March, 09:00",
    )
    await send(page, "/nudge time")
    dialog = page.get_by_role("dialog", name="Settings")
    await dialog.get_by_label("At what time?").fill("07:30")
    await dialog.get_by_role("checkbox", name="Friday").uncheck()
    await album(page, "20-the-time-form")
    await press(dialog, "Save")

    shown = page.get_by_role("dialog").filter(has_text="Nudges come Mon to Thu at 07:30")
    await says(shown, "Wednesday 4 March, 07:30")


async def test_stuck_reaches_the_coach_who_follows_up(visit, both, nudged, album):
    page = await visit(ADA)
    card = message(page, DAY_1)

    await press(card, "Stuck")
    await says(card, "You answered: Stuck", "A smaller version")
    await album(page, "21-stuck")
    await press(card, "Ask my coach")
    await says(message(page, "@Camille Roy knows that you would like to talk"), "get in touch")
    await says(person(page, "Camille Roy"), "1 unread")
    await become(page, "Camille Roy")
    await expect(message(page, "@Ada Moreau would like to talk with you")).to_be_visible()
    queue = await ask(page, "/coach queue")
    await says(queue, "To follow up: one person", "@Ada Moreau asks you to get in touch.")
    await album(page, "22-the-queue")
    await press(queue.locator(".block-actions").first, "We talked")
    await says(message(page, "This one is off your list."), "Nobody is waiting for you.")
    await expect(page.get_by_text("asks you to get in touch")).to_have_count(0)

    await send(page, "/coach show @ada")
    shown = page.get_by_role("dialog")
    await says(shown, "1 sent · 1 answered · 0 done")
    await album(page, "23-show-ada")
    await press(shown.locator("footer"), "Close")
    await says(await open_home(page), "Nobody is waiting for you.", "1 of 10 days answered")
    await album(page, "24-camilles-home")


@pytest.mark.exhaustive
async def test_an_admin_appoints_and_a_wrong_word_is_answered(visit, album):
    page = await visit(BEN)
    await says(await ask(page, "/coach roster"), "This one is for coaches.")
    await become(page, "Dee Larsen")
    await says(await ask(page, "/coach appoint @ben"), "@Ben Okafor is a coach now")
    await become(page, "Ben Okafor")
    await press(message(page, "You are a coach on Baton now."), "I am not their manager")
    await says(message(page, "Your people's welcome says so."), "/coach assign")

    await says(
        await ask(page, "/coach rooster"), "There is no “rooster”. Did you mean /coach roster?"
    )
    await says(await ask(page, "/coach roster"), "Nobody yet. To begin:")
    await says(await open_home(page), "Nobody is waiting for you.")
    await album(page, "25-ben-is-a-coach")


@pytest.mark.exhaustive
async def test_every_command_is_answered_in_words_one_can_use(visit, nudged, album):
    page = await visit(ADA)
    await says(await ask(page, "/nudge"), "sends the next one now", "says who can read what")
    await says(await ask(page, "/nudge journal"), "Your journal", "A late one counts in full.")
    await says(await ask(page, "/nudge now"), "is still waiting for your answer.")
    await says(
        await ask(page, "/nudge progress"), "0 of 10 days answered", "Next nudge: Wednesday"
    )
    await says(await ask(page, "/nudge privacy"), "Who can read what", "Private days are yours")
    await album(page, "26-adas-answers")

    await become(page, "Camille Roy")
    await says(await ask(page, "/coach"), "/coach assign @Ada Moreau start-here")
    await says(await ask(page, "/coach tracks"), "Start here · start-here · 5 days")
    await says(await ask(page, "/coach queue"), "Nobody is waiting for you.")
    await says(await ask(page, "/coach roster"), "Your people: 1", "on track")
    await says(await ask(page, "/coach show delegation"), "10. Two numbers, shown together")
    await album(page, "27-camilles-answers")


async def test_on_a_phone_a_long_nudge_begins_at_its_beginning(visit, both, nudged):
    page = await visit(ADA, viewport=NARROW, has_touch=True)

    await expect(page.get_by_text(DAY_1)).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Ada Moreau")).to_be_in_viewport()
    await page.wait_for_function("() => !document.title.startsWith('(')")
    assert both.playground.workspace.unread(both.hand("ada").person) == 0
    # Whoever has read to its end is taken along; whoever has not keeps their place.
    await page.locator('[data-log="main"]').evaluate("log => log.scrollTop = log.scrollHeight")
    await next_nudge(page)
    await expect(page.get_by_text(DAY_2)).to_be_in_viewport()


@pytest.mark.exhaustive
async def test_ones_own_data_comes_as_a_file_and_goes_when_one_wants(visit, both, nudged, album):
    page = await visit(ADA)
    await press(message(page, DAY_1), "Keep to myself")
    await says(message(page, DAY_1), "Only you see your answer.")
    await album(page, "28-kept-beforehand")
    await send(page, "/nudge my-data")
    file = message(page, "Here is all that Baton holds of you")
    await expect(file.get_by_role("link", name=".zip")).to_be_visible()
    await album(page, "29-my-data")

    await send(page, "/nudge forget-me")
    dialog = page.get_by_role("dialog", name="Erase everything")
    await says(dialog, "1 file that Baton sent you")
    await album(page, "30-forget-me")
    await press(dialog, "Erase it all")

    await expect(message(page, "Baton has erased all it held of you")).to_be_visible()
    await expect(file.get_by_role("link", name=".zip")).to_have_count(0)


async def test_help_for_a_talk_is_a_shortcut_away(visit, nudged, album):
    page = await visit(ADA)
    await box(page).fill("/")
    await page.get_by_role("option", name="Help me with a talk…").click()
    dialog = page.get_by_role("dialog", name="Help me with …")
    await dialog.get_by_label("What is it about?").fill("handing over")
    await album(page, "31-help-me-with")
    await press(dialog, "Find")
    await says(dialog, "For “handing over”")
    await album(page, "32-help-found")
    await press(dialog.locator(".block-section", has_text="Leave the how to them"), "Do this now")
    await says(dialog, "Here it comes")
    await press(dialog.locator("footer"), "Close")

    await expect(message(page, "day 4 of 10")).to_be_visible()


@pytest.mark.exhaustive
async def test_help_can_be_asked_about_a_message(visit, nudged):
    page = await visit(ADA)
    card = message(page, DAY_1)
    await card.hover()
    await card.get_by_role("button", name="Help me with this").click()

    await expect(page.get_by_role("dialog", name="Help me with …")).to_be_visible()


@pytest.mark.exhaustive
async def test_words_of_distress_are_answered_calmly(visit, nudged, album):
    page = await visit(ADA)
    await send(page, "I feel hopeless, honestly.")
    shown = message(page, "worth talking to a person")
    await expect(shown).to_be_visible()
    await album(page, "33-words-of-distress")
    pressed = shown.get_by_role("button", name="Not what I meant", exact=True)
    await pressed.and_(page.locator(":not([role=toolbar] *)")).click()

    await expect(message(page, "sorry for the interruption")).to_be_visible()
