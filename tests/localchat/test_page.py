"""The page, in a real browser, with the scripted bot behind it."""

from typing import TYPE_CHECKING

import pytest

from tests.support.scripted_bot import ScriptedBot, png

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def say(page: "Page", text: str) -> None:
    """Type and send."""
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


async def last(page: "Page", text: str) -> None:
    """Wait until the newest message contains a text."""
    await page.locator(".message:last-child .bubble", has_text=text).wait_for()


async def test_a_first_chat(page: "Page") -> None:
    """START, formatted text, a button that edits in place, an alert, a toast, a command in the text."""
    async with ScriptedBot.running() as script:
        await page.goto(script.server.url)
        await page.get_by_text("I help you walk a little every day").wait_for()
        await page.get_by_role("button", name="START").click()
        await last(page, "Welcome. Let us walk")
        assert await page.locator(".bubble strong").inner_text() == "Welcome."
        assert await page.locator(".bubble a").get_attribute("rel") == "noopener noreferrer"
        await page.get_by_role("button", name="What do you store?").click()
        await page.get_by_role("dialog").get_by_text("Your answers, encrypted").wait_for()
        await page.get_by_role("button", name="OK").click()
        await page.get_by_role("button", name="I agree").click()
        await last(page, "Your first walk: 10 minutes")
        assert await page.locator(".message").count() == 2
        await say(page, "/pain")
        await page.get_by_role("button", name="7", exact=True).click()
        await page.locator(".toast", has_text="Saved.").wait_for()
        await last(page, "Pain now: 7")
        await page.get_by_role("button", name="Undo").focus()
        await page.keyboard.press("Enter")
        await last(page, "How strong is the pain")
        assert await page.evaluate("document.activeElement.textContent") == "0"
        assert script.errors == []


async def test_the_keyboard_keeps_its_place_when_everything_is_drawn_anew(page: "Page") -> None:
    """After a lost connection, a deleted message, or another description of the bot."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/pain")
        await page.goto(script.server.url)
        await page.get_by_role("button", name="7", exact=True).focus()
        await page.evaluate("document.activeElement.dataset.old = 'yes'")
        script.server.world.feed.publish("profile")
        await page.locator("[data-old]").wait_for(state="detached")
        assert await page.evaluate("document.activeElement.textContent") == "7"
        assert script.errors == []


async def test_hostile_words_stay_words(page: "Page") -> None:
    """What looks like a tag is shown, never run."""
    async with ScriptedBot.running() as script:
        person = script.server.user(5, "<img src=x onerror=alert(1)>")
        person.say("/start")
        await page.goto(script.server.url)
        await say(page, "<script>alert(1)</script><img src=x onerror=alert(1)>")
        await last(page, "You said: <script>alert(1)</script><img")
        assert await page.locator(".log img, .log script, .users img").count() == 0


async def test_a_button_spins_until_it_is_answered(page: "Page") -> None:
    """The spinner stands on the tapped button and goes with the answer."""
    async with ScriptedBot.running() as script:
        person = script.server.user(5)
        person.say("/hold")
        await page.goto(script.server.url)
        slow = page.get_by_role("button", name="Slow")
        await slow.click()
        await page.locator(".key.spins", has_text="Slow").wait_for()
        query = list(script.server.world.queries)[-1]
        await script.bot.answer_callback_query(query, "At last")
        await page.locator(".toast", has_text="At last").wait_for()
        await page.locator(".key:not(.spins)", has_text="Slow").wait_for()


async def test_the_clock_brings_each_nudge_at_its_time(page: "Page") -> None:
    """+1 week says seven nudges on seven days; the store's zone is the zone of the times."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.goto(script.server.url)
        await page.get_by_text("Next nudge: Tue 24 Nov, 10:00").wait_for()
        await page.get_by_role("button", name="Next nudge").click()
        await last(page, "Time for your walk")
        assert await page.locator("#time").inner_text() == "10:00"
        assert await page.locator(".message:last-child time").inner_text() == "10:00"
        await page.get_by_role("button", name="+1 week").click()
        await page.get_by_text("Tuesday, 1 December 2026").wait_for()
        assert await page.locator(".message", has_text="Time for your walk").count() == 8
        assert await page.locator(".day").all_inner_texts() == [
            "Monday 23 November",
            *(
                f"{day} November"
                for day in ("Tuesday 24", "Wednesday 25", "Thursday 26", "Friday 27", "Saturday 28", "Sunday 29")
            ),
            "Yesterday",
            "Today",
        ]


async def test_the_location_picker_and_the_store(page: "Page") -> None:
    """The offered keyboard shares a city; the phone's zone travels with it; the store is shown as keys and values."""
    async with ScriptedBot.running() as script:
        script.server.user(5, "Bea").say("/start")
        await page.goto(script.server.url)
        await say(page, "/where")
        await page.get_by_role("button", name="Share my location").click()
        await page.get_by_role("button", name="Kathmandu").click()
        await last(page, "Your time zone is set")
        await page.locator("#keyboard").wait_for(state="hidden")
        assert await page.locator("#time").inner_text() == "13:45"
        await page.locator("#stored summary", has_text="profiles").click()
        assert (await page.locator("#stored dl").first.inner_text()).split("\n")[:2] == ["first name", "Bea"]


async def test_files_are_shown(page: "Page") -> None:
    """A photo is a picture, a document a download."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/photo")
        await page.goto(script.server.url)
        await last(page, "Your last four weeks")
        assert await page.locator("img.photo").evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
        await say(page, "/file")
        async with page.expect_download() as download:
            await page.get_by_role("link", name="report.pdf").click()
        assert (await download.value).suggested_filename == "report.pdf"
        await say(page, "/type")
        await page.get_by_text("typing…").wait_for()


async def test_a_moving_picture_moves_unless_less_motion_is_asked_for(page: "Page") -> None:
    """Otherwise its first frame stands there, with its words for those who listen, and a button that starts it."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/moves")
        await page.emulate_media(reduced_motion="no-preference")
        await page.goto(script.server.url)
        await last(page, "How it moves")
        assert await page.get_by_role("img", name="How it moves").evaluate("image => image.tagName") == "IMG"
        await page.emulate_media(reduced_motion="reduce")
        await page.reload()
        await last(page, "How it moves")
        picture = page.get_by_role("img", name="How it moves")
        assert await picture.evaluate("image => image.tagName") == "CANVAS"
        await page.wait_for_function("document.querySelector('canvas').width === 320")
        pixel = "canvas => [...canvas.getContext('2d').getImageData(5, 5, 1, 1).data].slice(0, 3)"
        assert await picture.evaluate(pixel) == [46, 139, 121]
        await page.get_by_role("button", name="Play").click()
        assert await page.get_by_role("img", name="How it moves").evaluate("image => image.tagName") == "IMG"


async def test_blocking_and_other_users(page: "Page") -> None:
    """A blocked bot is silent until it is unblocked; another user has another chat."""
    async with ScriptedBot.running() as script:
        ana = script.server.user(5)
        ana.say("hello")
        await page.goto(script.server.url)
        await last(page, "You said: hello")
        await page.get_by_role("button", name="Chat menu").click()
        await page.get_by_role("menuitem", name="Block the bot").click()
        await page.get_by_role("button", name="UNBLOCK").wait_for()
        assert ana.chat.blocked
        await page.get_by_role("button", name="UNBLOCK").click()
        await page.get_by_role("textbox", name="Message").wait_for()
        await page.get_by_text("Add a user").click()
        await page.get_by_label("First name").fill("Zoë")
        await page.get_by_label("Language").select_option("es")
        await page.get_by_role("button", name="Add", exact=True).click()
        await page.get_by_role("button", name="START").click()
        await last(page, "Welcome")
        zoe = script.server.people[100001]
        assert (zoe.chat.name, zoe.chat.language) == ("Zoë", "es")
        await page.get_by_label("Their Telegram speaks").select_option("en")
        await page.locator(".user", has_text="Zoë").get_by_text("English").wait_for()
        assert zoe.chat.as_user()["language_code"] == "en"
        await page.locator(".user", has_text="Ana").click()
        await last(page, "You said: hello")


async def test_the_command_menu_by_keyboard(page: "Page") -> None:
    """A slash lists the commands, arrows choose, Enter sends; the button opens the same list."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("hello")
        await page.goto(script.server.url)
        await last(page, "You said: hello")
        field = page.get_by_role("textbox", name="Message")
        await field.press_sequentially("/p")
        assert await page.locator("#commands:visible .option").all_inner_texts() == ["/pain\nTell me where it hurts"]
        await field.press("ArrowDown")
        await field.press("Enter")
        await last(page, "How strong is the pain")
        await page.get_by_role("button", name="Commands of this bot").click()
        assert await page.locator("#commands:visible .option").count() == 3
        await page.keyboard.press("Escape")
        assert await page.locator("#commands:visible .option").count() == 0


async def test_narrow_screens(page: "Page") -> None:
    """Nothing is wider than the phone; the panel stands behind a button and makes room for what a move brought."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.set_viewport_size({"width": 320, "height": 640})
        await page.goto(script.server.url)
        await last(page, "Welcome")
        assert not await page.get_by_role("button", name="Next nudge").is_visible()
        await page.get_by_role("button", name="Clock, users and stored data").click()
        await page.get_by_role("button", name="Next nudge").click()
        await page.get_by_role("button", name="Next nudge").wait_for(state="hidden")
        await last(page, "Time for your walk")
        for width in (320, 390, 768):
            await page.set_viewport_size({"width": width, "height": 640})
            assert await page.evaluate("document.documentElement.scrollWidth") == width
            assert (
                await page.locator("button:visible:not(.command)").evaluate_all(
                    "all => all.filter(button => button.offsetHeight < 40).length"
                )
                == 0
            )


async def test_dark_and_light(page: "Page") -> None:
    """The system's choice, until the reader makes their own, which stays."""
    async with ScriptedBot.running() as script:
        await page.emulate_media(color_scheme="dark")
        await page.goto(script.server.url)
        colour = "getComputedStyle(document.querySelector('.bar')).backgroundColor"
        dark = await page.evaluate(colour)
        await page.get_by_role("button", name="Switch to light").click()
        assert await page.evaluate(colour) != dark
        await page.reload()
        await page.get_by_role("button", name="Switch to dark").wait_for()


async def test_a_photo_a_file_and_a_sound_are_sent(page: "Page") -> None:
    """With the words of the field as caption; each stands in the chat as what it is."""
    async with ScriptedBot.running() as script:
        ana = script.server.user(5)
        ana.say("hello")
        await page.goto(script.server.url)
        await last(page, "You said: hello")
        for name, mime_type, content, shown in (
            ("knee.png", "image/png", png(), ".mine img.photo"),
            ("walk-coach.zip", "application/zip", b"PK", ".mine .file"),
            ("voice.ogg", "audio/ogg", b"OggS", ".mine audio"),
        ):
            await page.get_by_role("textbox", name="Message").fill(f"This is {name}")
            await page.locator("#file").set_input_files({"name": name, "mimeType": mime_type, "buffer": content})
            await page.locator(shown).wait_for()
        kinds = [next(kind for kind in ("photo", "document", "voice") if kind in m) for m in ana.messages[-3:]]
        assert kinds == ["photo", "document", "voice"]
        assert ana.messages[-3]["caption"] == "This is knee.png"
        await page.locator("#file").set_input_files({"name": "empty.txt", "mimeType": "text/plain", "buffer": b""})
        await page.locator(".toast", has_text="This file is empty.").wait_for()


async def test_the_keyboard_reaches_the_newest_message_first(page: "Page") -> None:
    """However many older buttons there are; arrow keys lead to these, and Tab goes on to the field."""
    async with ScriptedBot.running() as script:
        ana = script.server.user(5)
        for _ in range(12):
            ana.say("/pain")
        await page.goto(script.server.url)
        await page.wait_for_function("document.querySelectorAll('.inline').length === 12")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.id") == "skip"
        await page.keyboard.press("Enter")
        place = "[...document.querySelectorAll('.inline')].findIndex(keys => keys.contains(document.activeElement))"
        assert await page.evaluate(place) == 11
        assert await page.evaluate("document.activeElement.textContent") == "0"
        await page.keyboard.press("ArrowUp")
        assert await page.evaluate(place) == 10
        await page.keyboard.press("End")
        assert await page.evaluate(place) == 11
        await page.get_by_role("button", name="Chat menu").focus()
        stops = []
        for _ in range(30):
            await page.keyboard.press("Tab")
            stops.append(await page.evaluate(place))
            if await page.evaluate("document.activeElement.id") == "field":
                break
        assert set(stops) == {-1, 11}


async def test_a_clock_of_twelve_hours_where_the_bot_writes_one(page: "Page") -> None:
    """In the panel, below the bubbles and for the next nudge."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.goto(script.server.url)
        await page.get_by_text("Next nudge: Tue 24 Nov, 10:00").wait_for()
        await page.get_by_label("Times shown in").select_option("America/New_York")
        await page.get_by_text("Next nudge: Tue 24 Nov, 4:00 AM").wait_for()
        assert await page.locator("#time").inner_text() == "3:00 AM"
        assert await page.locator(".message:last-child time").inner_text() == "3:00 AM"


async def test_a_nudge_that_said_nothing_is_told_of(page: "Page") -> None:
    """Else a tap on "Next nudge" looks as if it had done nothing."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.goto(script.server.url)
        await page.get_by_text("Next nudge: Tue 24 Nov, 10:00").wait_for()
        script.silent = True
        await page.get_by_role("button", name="Next nudge").click()
        await page.locator(".toast", has_text="It is 10:00. The bot had nothing to say then.").wait_for()


async def test_the_name_stays_with_letters_twice_as_large(page: "Page") -> None:
    """At 200 % on a phone the name of the bot is there, whole, and nothing is wider than the screen."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.goto(script.server.url)
        await last(page, "Welcome")
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        await page.locator("#bot-name").evaluate("name => { name.style.fontSize = '32px'; }")
        whole = "name => name.scrollWidth <= name.clientWidth && name.clientWidth > 60"
        assert await page.locator("#bot-name").evaluate(whole)
        assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_the_newest_message_is_at_full_strength_at_once(page: "Page") -> None:
    """What has just come is read first: it does not fade in."""
    async with ScriptedBot.running() as script:
        script.server.user(5).say("/start")
        await page.emulate_media(reduced_motion="no-preference")
        await page.goto(script.server.url)
        await page.evaluate(
            "() => { window.faint = []; new MutationObserver(() => { for (const item of"
            " document.querySelectorAll('.message')) if (getComputedStyle(item).opacity !== '1') window.faint.push(1);"
            " }).observe(document.querySelector('#log'), {childList: true}); }"
        )
        await say(page, "hello")
        await last(page, "You said: hello")
        assert await page.evaluate("window.faint.length") == 0
