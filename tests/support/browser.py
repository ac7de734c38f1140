"""Debian's Chromium, driven by Playwright: launched once, one fresh page a test.

Without them the tests skip and say why, unless REQUIRE_BROWSER=1 makes them mandatory.
"""

import os
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, NoReturn

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _unavailable(reason: str) -> NoReturn:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> "AsyncIterator[Browser]":
    """One Chromium for the whole run."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        _unavailable("there is no chromium here: install it, or name it in CHROMIUM")
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        _unavailable("playwright is not installed")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: "Browser") -> "AsyncIterator[Page]":
    """A fresh page; any error in its scripts fails the test."""
    context = await browser.new_context(
        viewport={"width": 1280, "height": 860}, timezone_id="UTC", reduced_motion="reduce"
    )
    fresh = await context.new_page()
    fresh.set_default_timeout(30_000)
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    # A server that stops before its page is closed is no fault of the page.
    fresh.on(
        "console",
        lambda message: (
            errors.append(message.text) if message.type == "error" and "net::ERR_" not in message.text else None
        ),
    )
    yield fresh
    await context.close()
    assert errors == []
