"""The report in a real browser: Debian's Chromium, headless, pages opened from disk.

Without Chromium these tests are skipped and say so; with DOELENBOOM_BROWSER=required (CI) they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from written_pages import pages

from pipeline import snapshot
from pipeline.report.places import series_file

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
AXE = {"resultTypes": ["violations"], "preload": False}
"""Preloading style sheets is a fetch, which the policy of the pages forbids; axe reads computed styles anyway."""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe about colours; the others find in one theme what they find in the other (all: soak)."""
GOAL = "doel/zwolle-jaarstukken-2024--1.2.3.html"
CELL = "bron/zwolle-jaarstukken-2024--p49571.html#t1-r6-c2"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        missing = "no chromium on this machine: apt-get install chromium"
        pytest.fail(missing) if os.environ.get("DOELENBOOM_BROWSER") == "required" else pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


class Watched:
    """A page that remembers what its console said and what it asked for."""

    def __init__(self, browser: Any, report: Path, **options: Any) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.report = report.resolve()
        self.page = browser.new_page(**options)
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))

    def open(self, path: str) -> Any:
        self.page.goto(f"{self.report.as_uri()}/{path}")
        return self.page

    def outside(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(f"{self.report.as_uri()}/")]


@pytest.fixture
def desk(browser: Any, report: Path) -> Iterator[Watched]:
    watched = Watched(browser, report, viewport={"width": 1440, "height": 900})
    yield watched
    watched.page.close()


@pytest.fixture
def phone(browser: Any, report: Path) -> Iterator[Watched]:
    watched = Watched(browser, report, viewport={"width": 390, "height": 844})
    yield watched
    watched.page.close()


def kinds(report: Path) -> list[str]:
    """A page of every template; of three the fullest."""
    folders = [report / name for name in ("publicatie", "doel", "bevinding")]
    fullest = [max(folder.glob("*.html"), key=lambda p: p.stat().st_size) for folder in folders]
    return [p.relative_to(report).as_posix() for p in (*sorted(report.glob("*.html")), *fullest)] + [CELL]


def violations(page: Any, options: dict[str, Any] = AXE) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html']}" for v in found]


def test_every_page_is_silent_and_asks_for_nothing_outside_the_folder(phone: Watched, report: Path) -> None:
    """On a phone, where no page may be wider than the screen."""
    wide = []
    for path in pages(report):
        page = phone.open(path.relative_to(report).as_posix())
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path.name)
    assert phone.said == []
    assert phone.outside() == []
    assert wide == []
    assert len([url for url in phone.asked if url.endswith(".html")]) == len(pages(report))


def test_axe_finds_nothing_on_any_kind_of_page(desk: Watched, report: Path) -> None:
    for path in kinds(report):
        page = desk.open(path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.emulate_media(color_scheme="light")
        assert violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert violations(page, AXE | COLOURS) == [], path


def test_the_dark_theme_has_other_colours_only(report: Path) -> None:
    """light-dark() gives colours and nothing else: what axe finds that is no colour it finds in one theme."""
    sheet = "".join(file.read_text("utf-8") for file in report.rglob("*.css"))
    by_theme = re.findall(r"[^{}]*data-theme[^{}]*\{([^{}]*)\}", sheet)
    assert {said.split(":")[0].strip() for said in by_theme} == {"color-scheme"}
    assert "light-dark(" in sheet
    assert "prefers-color-scheme" not in sheet


@pytest.mark.soak
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_any_page(browser: Any, report: Path, theme: str, width: int) -> None:
    watched = Watched(browser, report, viewport={"width": width, "height": 900}, color_scheme=theme)
    found = {p.name: violations(watched.open(p.relative_to(report).as_posix())) for p in pages(report)}
    assert {name: v for name, v in found.items() if v} == {}


def test_axe_can_find_something(desk: Watched) -> None:
    page = desk.open("index.html")
    page.evaluate("document.querySelector('label').remove()")
    assert any("label" in violation for violation in violations(page))


def test_the_policy_stops_what_is_not_ours(desk: Watched) -> None:
    page = desk.open("index.html")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.hit = 1';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hit = 1">');
    }""")
    assert page.evaluate("window.hit") is None
    assert any("Content Security Policy" in said for said in desk.said)


def test_search_by_keyboard_alone(desk: Watched) -> None:
    page = desk.open("index.html")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("langdurige ondersteunng")  # a letter is missing
    page.keyboard.press("Enter")
    page.wait_for_selector("#gevonden a")
    assert "resulta" in page.inner_text("#aantal")
    page.focus("#q")
    page.keyboard.press("ArrowDown")
    assert "Langdurige en/of intensieve ondersteuning" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doel/*.html")
    assert page.url.endswith(GOAL)
    assert desk.said == desk.outside() == []


def test_a_goal_code_is_found_as_it_is_printed(desk: Watched) -> None:
    page = desk.open("zoeken.html?q=1.2.3")
    assert page.inner_text("#gevonden li:first-child a").startswith("1.2.3 ")
    page.fill("#q", "zzzqqq")
    assert page.inner_text("#aantal") == "0 resultaten"


def test_the_doelenboom_by_keyboard_alone(desk: Watched, data: Path) -> None:
    page = desk.open("publicatie/zwolle-jaarstukken-2024.html")
    branch = page.locator("details.branch").first
    assert branch.evaluate("d => d.open")
    page.focus("details.branch summary")
    page.keyboard.press("Enter")
    assert not branch.evaluate("d => d.open")
    page.keyboard.press("Space")
    assert branch.evaluate("d => d.open")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doel/*.html")
    goals = snapshot(data).load("goal_series")
    assert any(page.url.endswith(series_file(s)) for s in goals["series_id"])


def test_the_skip_link_is_the_first_stop(desk: Watched) -> None:
    page = desk.open("doelenboom.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_a_number_leads_to_its_marked_cell_and_its_proof(phone: Watched) -> None:
    page = phone.open(GOAL)
    page.click("a[data-printed='77.780'] >> nth=0")
    page.wait_for_url("**#t1-r6-c2")
    seen = page.evaluate("""() => {
        const cell = document.getElementById('t1-r6-c2').getBoundingClientRect();
        const panel = document.querySelector('[data-proof]:not([hidden])').getBoundingClientRect();
        const apart = cell.bottom <= panel.top || cell.top >= panel.bottom;
        return [cell.top >= 0, apart, cell.left >= 0, cell.right <= innerWidth];
    }""")
    assert seen == [True] * 4
    proof = page.inner_text("[data-proof]:not([hidden])")
    for word in (
        "77.780.000 euro",
        "bewezen",
        "duizend euro",
        "Jaarrekening",
        "klopt",
        "verschil = begroot - rekening",
    ):
        assert word in proof
    assert page.locator(".term").count() > 3
    page.keyboard.press("Escape")
    assert page.locator("[data-proof]:not([hidden])").count() == 0
    assert page.locator(".term").count() == 0


def test_the_theme_is_switched_and_kept(desk: Watched) -> None:
    desk.page.emulate_media(color_scheme="light")
    page = desk.open("index.html")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-theme-switch]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page = desk.open("doelenboom.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.inner_text("[data-theme-switch]") == "Licht"


def test_paper_shows_everything_and_no_buttons(desk: Watched) -> None:
    page = desk.open(GOAL)
    desk.page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert not page.is_visible(".top nav")
    assert not page.is_visible("[data-theme-switch]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('details')].every((d) => d.open)")
    assert len(page.pdf()) > 20_000


def test_without_scripts_everything_is_there(browser: Any, report: Path) -> None:
    watched = Watched(browser, report, java_script_enabled=False)
    page = watched.open(CELL)
    assert page.locator(".printed :target").inner_text() == "77.780"
    assert page.locator(".fact").count() >= 25
    page = watched.open("zoeken.html")
    assert page.is_visible("noscript a")
    watched.page.close()
