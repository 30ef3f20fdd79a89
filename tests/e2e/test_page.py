"""The playground's page in a real browser, with a real bot behind it."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.e2e.page_bot import EVERYTHING, HOSTILE, NUDGE, a_playground, button
from tests.e2e.page_visits import (
    CONTRASTS,
    NARROW,
    QUIET,
    SMALL_TARGETS,
    TINY_TARGETS,
    Visits,
    box,
    chromium,
    message,
    noticed_scrolling,
    send,
    settles,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAWN = {
    "strong": "bold",
    "em": "italic",
    "s": "strike",
    "blockquote": "quoted",
    "pre": "*kept* as it is",
    "time[datetime='2026-03-02T09:00:00.000Z'][title*=Berlin]": "10:00",
    "th": "Member",
    "td": "Ada",
    "li li": "inside",
    "h4": "Heading",
    "ol > li:nth-child(2)": "two",
    ".mention-me": "@Ada Moreau",
    ".mention:not(.mention-me)": "@new-leads",
    ".fields": "*plain*",
    ".context em": "small",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        path = chromium(playwright)
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def playground():
    async with a_playground() as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser, playground):
    visits = Visits(browser, playground)
    yield visits
    await visits.close()
    assert visits.troubles == []


async def test_the_guide_leads_through_the_first_round(visit, playground):
    page = await visit("", guide=True)

    await page.get_by_role("button", name="Write the command").click()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Assign", exact=True).click()
    await expect(page.locator(".step.done")).to_have_count(1)
    await page.locator(".step").get_by_role("button", name="Next nudge").click()
    await expect(page.locator(".step.done")).to_have_count(2)
    await page.get_by_role("button", name="Be Ada Moreau").click()
    await page.get_by_role("button", name="Did it").click()

    await expect(page.get_by_role("heading", name="That is the whole round")).to_be_visible()
    await expect(page.locator(".clock-time")).to_contain_text("Tuesday 3 March 2026, 10:00")
    assert list(await playground.heard.actions("did")) == ["assign.confirm", "did"]


async def test_every_block_is_drawn(visit):
    page = await visit()

    await send(page, "/nudge everything")

    shown = message(page, "A far picture")
    for tag, text in DRAWN.items():
        await expect(shown.locator(tag).first).to_contain_text(text)
    link = shown.get_by_role("link", name="a link")
    await expect(link).to_have_attribute("href", "https://example.org/?a=1&b=2")
    await expect(shown.get_by_text("1 < 2")).to_be_visible()
    await expect(shown.locator(".unsupported")).to_have_count(0)


async def test_what_a_bot_writes_never_becomes_markup(visit):
    page = await visit()

    await send(page, "/nudge everything")

    shown = message(page, "A far picture")
    await expect(shown.get_by_role("heading", name=HOSTILE)).to_be_visible()
    await expect(shown.locator("img, b, script")).to_have_count(0)
    await expect(shown.get_by_role("link", name="no link")).to_have_count(0)


async def test_each_control_tells_the_bot_what_was_chosen(visit, playground):
    page = await visit()
    await send(page, "/nudge everything")
    shown = message(page, "A far picture")

    await shown.get_by_label("Choose a day").select_option("Tuesday")
    await shown.get_by_label("Choose a person").select_option("Ben Okafor")
    await shown.get_by_role("radio", name="Wednesday").check()
    await shown.get_by_role("checkbox", name="Monday").check()
    await shown.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name="Tuesday").click()
    await shown.get_by_role("button", name="Leave").click()
    await (
        page.get_by_role("dialog", name="Leave?").get_by_role("button", name="Yes, leave").click()
    )
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await shown.locator("input[type=date]").fill("2026-03-16")
    await shown.locator("input[type=time]").fill("07:15")
    await shown.locator("input[type=time]").blur()

    chosen = await playground.heard.actions(
        "day", "who", "one", "some", "more", "leave", "from", "at"
    )
    assert chosen["day"]["selected_option"]["value"] == "Tuesday"
    assert chosen["who"]["selected_user"] == "U2BEN"
    assert chosen["one"]["selected_option"]["value"] == "Wednesday"
    assert [option["value"] for option in chosen["some"]["selected_options"]] == ["Monday"]
    assert chosen["more"]["selected_option"]["value"] == "Tuesday"
    assert (chosen["from"]["selected_date"], chosen["at"]["selected_time"]) == (
        "2026-03-16",
        "07:15",
    )


async def test_a_slash_offers_commands_and_then_their_words(visit, playground):
    page = await visit()
    options = page.get_by_role("option")

    await box(page).press_sequentially("/")
    await expect(options).to_contain_text(["/nudge", "/coach"])
    await page.keyboard.press("Enter")
    await expect(options).to_have_text(["/nudge now", "/nudge plan", "/nudge pause"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")

    await expect(box(page)).to_have_value("/nudge pause ")
    await expect(page.get_by_text("/nudge [now | plan | pause 1w]")).to_be_visible()
    await expect(options).to_have_count(0)


async def test_an_at_sign_offers_people_and_groups(visit):
    page = await visit("?as=U3CAM")

    await box(page).press_sequentially("/coach assign @")
    await expect(page.get_by_role("option")).to_have_count(5)
    await page.keyboard.type("new")
    await page.keyboard.press("Enter")

    await expect(box(page)).to_have_value("/coach assign @new-leads ")


async def test_a_modal_says_under_each_field_what_is_wrong(visit):
    page = await visit()
    await send(page, "/nudge plan")
    dialog = page.get_by_role("dialog", name="Make a plan")
    when, then = dialog.get_by_label("If", exact=True), dialog.get_by_label("then I will")
    await expect(when).to_be_focused()

    await when.fill("rota")
    await then.fill("try to ask")
    await dialog.get_by_role("button", name="Save").click()
    await expect(when).to_have_accessible_description("Please write at least 5 characters. 4 / 40")
    await when.fill("I open the rota")
    await dialog.get_by_role("button", name="Save").click()
    await expect(then).to_have_accessible_description("Say what you will do.")
    await expect(when).to_have_value("I open the rota")
    await then.fill("ask who wants it")
    await dialog.get_by_role("button", name="Save").click()

    await expect(dialog).to_have_count(0)
    await expect(box(page)).to_be_focused()


async def test_a_pushed_modal_leads_back_to_what_was_typed(visit):
    page = await visit()
    await send(page, "/nudge plan")
    await page.get_by_label("then I will").fill("ask who wants it")

    await page.get_by_role("button", name="Example").click()
    await expect(page.get_by_role("dialog", name="An example")).to_be_visible()
    await page.keyboard.press("Escape")

    await expect(page.get_by_label("then I will")).to_have_value("ask who wants it")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_thread_opens_beside_the_conversation(visit):
    page = await visit()
    await send(page, "Three stars")
    await message(page, "Three stars").hover()

    await page.get_by_role("button", name="Reply in thread").click()
    await page.get_by_role("combobox", name="Reply in thread").fill("One more")
    await page.keyboard.press("Enter")

    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article")).to_contain_text(["Three stars", "One more"])
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    await expect(page).to_have_url(re.compile("#messages/"))
    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)


async def test_the_last_message_is_edited_with_an_arrow_and_deleted_with_a_key(visit, playground):
    page = await visit()
    await send(page, "Three stars for @camille")
    await expect(page.get_by_role("img", name="Delivered to Baton")).to_be_visible()

    await box(page).press("ArrowUp")
    editor = page.get_by_role("textbox", name="Edit message")
    await expect(editor).to_have_value("Three stars for @camille")
    await editor.fill("Four stars")
    await editor.press("Enter")
    await expect(message(page, "Four stars")).to_contain_text("(edited)")
    await expect(message(page, "Four stars")).to_be_focused()
    await page.keyboard.press("Delete")
    await page.get_by_role("button", name="Delete", exact=True).last.click()

    await expect(page.get_by_role("article")).to_have_count(0)
    await expect(box(page)).to_be_focused()


async def test_an_answer_for_oneself_is_marked_and_put_away(visit):
    page = await visit("?as=U3CAM")

    await send(page, "/coach assign @ada delegation")

    answer = message(page, "would be on delegation")
    await expect(answer).to_contain_text("Only visible to you")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(answer).to_have_count(0)


async def test_a_refused_command_stays_in_the_box(visit):
    page = await visit()

    await send(page, "/nonsense now")

    await expect(page.get_by_role("status").filter(has_text="not a valid command")).to_be_visible()
    await expect(box(page)).to_have_value("/nonsense now")


async def test_half_typed_text_and_the_place_survive_what_arrives(visit, playground):
    page = await visit()
    for count in range(40):
        await playground.client.chat_postMessage(channel="U1ADA", text=f"Message {count}")
    await expect(message(page, "Message 39")).to_be_visible()
    await box(page).fill("half typed")
    await box(page).evaluate("field => field.setSelectionRange(2, 6)")
    log = page.get_by_role("log")
    await log.evaluate("log => { log.scrollTop = 400 }")
    await noticed_scrolling(page)

    await playground.client.chat_postMessage(channel="U1ADA", text="The last one")

    await expect(page.get_by_role("button", name="1 new message")).to_be_visible()
    await settles(log, "log => Math.abs(log.scrollTop - 400) < 2")
    kept = "f => [f.value, f.selectionStart, f.selectionEnd]"
    await settles(box(page), kept, ["half typed", 2, 6])
    await expect(box(page)).to_be_focused()


async def test_a_lost_playground_is_said_and_found_again(visit, playground):
    page = await visit()

    await playground.bot.close_async()
    await playground.stop()
    await expect(page.get_by_text("What you see may be old")).to_be_visible()
    await send(page, "Are you there?")
    await expect(box(page)).to_have_value("Are you there?")

    async with a_playground(playground.port):
        await expect(page.get_by_text("What you see may be old")).to_have_count(0)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
async def test_text_has_contrast_and_the_theme_is_remembered(visit, theme):
    page = await visit()
    await send(page, "/nudge everything")
    await send(page, "A *sentence*")
    await expect(page.get_by_role("img", name="Delivered to Baton").last).to_be_visible()

    await page.get_by_role("radio", name=theme).check()
    await page.reload()

    await expect(page.get_by_role("radio", name=theme)).to_be_checked()
    await expect(message(page, "A sentence")).to_be_visible()
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    await settles(page, scheme, theme.lower())
    await settles(page, CONTRASTS, [])


async def test_a_narrow_page_has_room_for_all_and_for_fingers(visit):
    page = await visit(viewport=NARROW, has_touch=True)
    await send(page, "/nudge now")
    await expect(page.get_by_role("button", name="Did it")).to_be_visible()
    await settles(page, SMALL_TARGETS, [])

    await message(page, "five tasks").tap()
    await page.get_by_role("button", name="Reply in thread").tap()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread).to_be_visible()
    await settles(thread, "thread => thread.getBoundingClientRect().width", NARROW["width"])
    await page.go_back()
    await page.get_by_role("button", name="Ada Moreau").tap()
    await page.get_by_role("dialog", name="People").get_by_role("button", name="Ben Okafor").tap()

    await expect(
        page.get_by_role("heading", name="This is where Ben and Baton talk")
    ).to_be_visible()
    await expect(page).to_have_url(re.compile("as=U2BEN"))
    await settles(page, "document.documentElement.scrollWidth", NARROW["width"])


async def test_everything_is_within_reach_of_the_keyboard(visit, playground):
    page = await visit()
    await expect(page.get_by_role("log")).to_be_visible()

    for _ in range(4):
        await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Ben Okafor")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(
        page.get_by_role("heading", name="This is where Ben and Baton talk")
    ).to_be_visible()
    await page.get_by_role("tab", name="Messages").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("tab", name="Home")).to_be_focused()
    await expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("Find what could move")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Did it")).to_be_focused()
    await page.keyboard.press("Enter")

    assert list(await playground.heard.actions("did")) == ["did"]


async def test_the_first_tab_stop_leads_past_everything_to_the_message_box(visit):
    page = await visit()
    await expect(page.get_by_role("log")).to_be_visible()

    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(box(page)).to_be_focused()

    await page.get_by_role("tab", name="Home").click()
    await page.get_by_role("link", name="Skip to the Home tab").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("tabpanel", name="Home")).to_be_focused()


async def test_escape_closes_an_open_menu_and_leaves_what_it_stands_in(visit):
    page = await visit()
    await send(page, "/nudge everything")
    first = message(page, "A far picture")
    await first.hover()
    await first.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_role("button", name="More choices").click()
    await expect(page.get_by_role("menuitem", name="Tuesday")).to_be_visible()

    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menuitem")).to_have_count(0)
    await expect(thread).to_be_visible()
    await expect(thread.get_by_role("button", name="More choices")).to_be_focused()

    await page.keyboard.press("Escape")
    await expect(thread).to_have_count(0)


async def test_escape_closes_a_window_in_which_nothing_has_the_focus_once(visit):
    page = await visit()
    await send(page, "/nudge plan")
    await page.get_by_role("button", name="Example").click()
    await expect(page.get_by_role("dialog", name="An example")).to_be_visible()
    await page.evaluate("document.activeElement.blur()")

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog", name="Make a plan")).to_be_visible()


async def test_each_menu_is_called_by_what_it_belongs_to(visit, playground):
    page = await visit()
    menu = {
        "type": "overflow",
        "action_id": "more",
        "options": EVERYTHING[1]["accessory"]["options"],
    }
    rows = [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"*{title}*\nsoon"},
            "accessory": menu,
        }
        for title in ("Go last", "Now and next")
    ]

    await playground.client.chat_postMessage(channel="U1ADA", text="Two days", blocks=rows)

    for title in ("Go last", "Now and next"):
        await expect(page.get_by_role("button", name=f"More choices: {title}")).to_have_count(1)


async def test_the_focus_stays_where_it_was_when_a_card_is_drawn_anew(visit, playground):
    page = await visit()
    sent = await playground.client.chat_postMessage(channel="U1ADA", text="A nudge", blocks=NUDGE)
    await page.get_by_role("button", name="Did it").focus()
    done = [{"type": "section", "text": {"type": "mrkdwn", "text": "Done."}}]
    buttons = {"type": "actions", "elements": [button("Change", "change"), button("Keep", "keep")]}

    await playground.client.chat_update(
        channel=sent["channel"], ts=sent["ts"], text="Done", blocks=[*done, buttons]
    )
    await expect(page.get_by_role("button", name="Change")).to_be_focused()

    await playground.client.chat_update(
        channel=sent["channel"], ts=sent["ts"], text="Done", blocks=done
    )
    await settles(page, "document.activeElement.closest('[data-ts]') !== null")


async def test_the_focus_returns_to_the_card_whose_button_has_gone_behind_a_window(
    visit, playground
):
    page = await visit()
    await send(page, "/nudge plan")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await playground.client.chat_postMessage(channel="U1ADA", text="Behind it")

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)
    await settles(page, "document.activeElement !== document.body")


async def test_everything_one_presses_is_at_least_24_pixels_high_and_wide(visit):
    page = await visit("?as=U3CAM")
    await send(page, "/nudge everything")
    await expect(message(page, "A far picture")).to_be_visible()
    await send(page, "/coach assign @ada delegation")
    await expect(message(page, "would be on delegation")).to_be_visible()
    await send(page, "A sentence")
    await message(page, "A sentence").hover()

    await settles(page, TINY_TARGETS, [])

    await send(page, "/nudge plan")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await settles(page, TINY_TARGETS, [])
