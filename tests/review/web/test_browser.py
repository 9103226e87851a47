"""The pages in a real Chromium, as an auditor uses them: seen, boxed, decided by keyboard, found again."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import juesuan
from tests.review.conftest import BAD_FILE, BAD_NAME, Corpus, Served, copied, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
AUDIT = Path(__file__).with_name("audit.js")


@pytest.fixture(scope="module")
def corpus(built: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """One for all tests of this module; each leaves it without verdicts."""
    return copied(built, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def served(corpus: Corpus) -> Iterator[Served]:
    with serving(corpus.data, corpus.raw) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, served: Served) -> Page:
    """The tab that was opened with the link; it keeps what it asked for and what went wrong."""
    made = browser.new_page(base_url=served.base, viewport={"width": 1366, "height": 900})
    made.goto(served.link)
    return made


@pytest.fixture
def page(tab: Page, corpus: Corpus) -> Iterator[Page]:
    """The tab on the list of findings; nothing leaves the machine, and nothing goes wrong meanwhile."""
    asked: list[Request] = []
    wrong: list[str] = []

    def complain(message: object) -> None:
        wrong.append(str(message))

    def ask(request: Request) -> None:
        asked.append(request)

    tab.on("request", ask)
    tab.on("pageerror", complain)
    tab.goto("/findings")
    yield tab
    tab.remove_listener("request", ask)
    tab.remove_listener("pageerror", complain)
    (corpus.data / "verdicts.jsonl").unlink(missing_ok=True)
    assert wrong == [] and asked
    assert {r.url.split("/")[2].partition(":")[0] for r in asked} == {"127.0.0.1"}


def log(corpus: Corpus) -> list[dict[str, object]]:
    path = corpus.data / "verdicts.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def open_first(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/*")


def test_a_facet_stays_in_the_address(page: Page) -> None:
    before = page.locator("#list tbody tr").count()
    page.locator("section.facet a", has_text="错误").first.click()
    page.wait_for_url("**severity=error**")
    after = page.locator("#list tbody tr").count()
    assert 0 < after <= before and page.locator(".facet a[aria-current]").count() == 1
    address = page.url
    open_first(page)
    assert "severity=error" in page.url
    page.go_back()
    assert page.url == address


FRAMES = "all => all.forEach(g => g.setAttribute('visibility', '{}'))"
AROUND = 4.0
"""Points around a box that are looked at."""


def test_the_box_lies_over_the_digits(page: Page, corpus: Corpus) -> None:
    page.goto("/findings?q=img")
    open_first(page)
    page.wait_for_load_state("networkidle")
    id = page.url.partition("/findings/")[2][:32]
    held = juesuan.load(corpus.data, "findings").to_dict("records")
    (finding,) = [f for f in held if f["finding_id"] == id]
    boxes = page.locator("rect.box")
    assert boxes.count() == len(finding["evidence"]) >= 2
    for number, evidence in enumerate(finding["evidence"], 1):
        box = page.locator(f'g[data-number="{number}"] rect.box')
        drawn = [float(box.get_attribute(a) or 0) for a in ("x", "y", "width", "height")]
        x0, top, x1, bottom = (float(v) for v in evidence["bbox"])
        assert drawn == pytest.approx([x0 - 2, top - 2, x1 - x0 + 4, bottom - top + 4], abs=0.02)
        box.evaluate("e => e.ownerSVGElement.scrollIntoView({block: 'center'})")
        # The frame itself is not what is looked for.
        page.locator("g[data-number]").evaluate_all(FRAMES.format("hidden"))
        ink, size = ink_around(page, box, (x0, top, x1, bottom))
        page.locator("g[data-number]").evaluate_all(FRAMES.format("visible"))
        edges = (ink[0], ink[1], size[0] - ink[2], size[1] - ink[3])
        # Ink begins and ends where the dataset says that the number does; a digit may be narrower than its place.
        assert all(abs(edge - AROUND) < 1.5 for edge in (edges[1], edges[3])), edges
        assert edges[0] < AROUND + 2.5 and edges[2] < AROUND + 2.5, edges


def ink_around(
    page: Page, box: Locator, place: tuple[float, float, float, float]
) -> tuple[tuple[float, ...], tuple[float, float]]:
    """The extent of what is printed around a box, and the size of what was looked at, in points."""
    from PIL import Image

    x0, top, x1, bottom = place
    left, upper, scale = box.evaluate("e => { const m = e.getScreenCTM(); return [m.e, m.f, m.a]; }")
    wide, high = x1 - x0 + 2 * AROUND, bottom - top + 2 * AROUND
    at = {"x": (x0 - AROUND) * scale + left, "y": (top - AROUND) * scale + upper}
    shot = page.screenshot(clip={**at, "width": wide * scale, "height": high * scale})
    ink = Image.open(io.BytesIO(shot)).convert("L").point(lambda v: 255 if v < 200 else 0)
    # What stands beside the number on its line is no part of it.
    own = ink.crop((round(AROUND * scale), 0, round((x1 - x0 + AROUND) * scale), ink.height)).getbbox()
    assert own is not None
    shifted = (own[0] / scale + AROUND, own[1] / scale, own[2] / scale + AROUND, own[3] / scale)
    return shifted, (wide, high)


def test_triage_by_keyboard_and_undo(page: Page, corpus: Corpus) -> None:
    open_first(page)
    first = page.url
    page.keyboard.press("r")
    page.keyboard.type("数字读错")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("2")
    assert page.locator("#triage .badge").first.inner_text() == "排除"
    (entry,) = log(corpus)
    assert (entry["verdict"], entry["reason"], entry["who"]) == ("dismissed", "数字读错", "甲")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    assert page.locator("#triage .badge").first.inner_text() == "待核"
    with page.expect_navigation():
        page.keyboard.press("1")
    page.goto(first)
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("#triage .badge").first.inner_text() == "待核"
    assert [bool(e["undoes"]) for e in log(corpus)] == [False, False, True]


def test_the_list_is_decided_by_keyboard_too(page: Page, corpus: Corpus) -> None:
    page.keyboard.press("j")
    with page.expect_response("**/verdicts"):
        page.keyboard.press("3")
    page.wait_for_selector("tr.decided")
    assert page.locator("tr.decided .state").first.inner_text() == "存疑"
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("tr.decided").count() == 0 and len(log(corpus)) == 2
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_many_are_dismissed_at_once_and_taken_back_at_once(page: Page, corpus: Corpus) -> None:
    page.locator("section.facet", has_text="规则").locator("a").first.click()
    page.wait_for_url("**rule=**")
    count = page.locator("#list tbody tr").count()
    page.locator("summary", has_text="成批排除").click()
    page.fill("#bulk", "口径不同")
    page.locator("details button").click()
    page.wait_for_load_state()
    assert page.locator("tr.decided").count() == count == len(log(corpus))
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("tr.decided").count() == 0


def test_documents_of_others_cannot_act_here(page: Page, corpus: Corpus) -> None:
    for path in ("/", "/findings", "/documents", "/bodies"):
        page.goto(path)
        assert page.title() != "spoiled" and "49" not in page.inner_text("main").split()
    page.goto("/bodies")
    shown = BAD_NAME.replace("\u202e", "\\u202e")
    assert page.locator("a.open", has_text=shown).count() == 1
    page.locator("a.open", has_text=shown).click()
    page.wait_for_url("**/bodies/*")
    assert page.locator("h1").inner_text() == shown
    page.goto("/documents?q=onerror")
    assert page.locator("a.open").inner_text() == BAD_FILE and page.locator("main img").count() == 0


def test_a_file_without_pages_shows_its_table_with_the_cell_marked(page: Page) -> None:
    page.goto("/findings?q=" + "表.docx")
    open_first(page)
    raws = [t.strip() for t in page.locator(".raws strong").all_inner_texts()]
    marked = page.locator(".excerpt td.mark, .excerpt mark").all_inner_texts()
    assert page.locator(".side .notice").all_inner_texts() == []
    assert marked and all(any(raw.startswith(m.strip()) or raw in m for m in marked) for raw in raws)


def test_a_term_of_the_line_zooms_to_its_box(page: Page) -> None:
    page.goto("/findings?q=img")
    open_first(page)
    leaf = page.locator("svg.leaf").first
    before = leaf.get_attribute("viewBox")
    page.locator("button.term").first.click()
    assert page.locator("rect.box.on").count() == 1
    zoomed = [s.get_attribute("viewBox") for s in page.locator("svg.leaf").all()]
    assert any(float(v.split()[2]) < float(before.split()[2]) for v in zoomed if v and before)
    page.keyboard.press("Escape")
    assert leaf.get_attribute("viewBox") == before


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/findings",
        "finding",
        "/documents",
        "document",
        "/bodies",
        "/projects",
        "/questions?count=1",
        "/questions/q02",
        "/rules",
    ],
)
def test_everybody_can_read_and_reach_it(page: Page, path: str) -> None:
    if path.startswith("/"):
        page.goto(path)
    elif path == "finding":
        open_first(page)
    else:
        page.goto("/documents?q=img")
        page.locator("a.open").first.click()
        page.wait_for_url("**/documents/*")
    assert page.evaluate(AUDIT.read_text("utf-8")) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_verdict_outlives_the_file_it_was_given_on(page: Page, corpus: Corpus) -> None:
    page.goto("/findings?q=img")
    open_first(page)
    message = page.locator("h1.message").inner_text()
    with page.expect_navigation():
        page.keyboard.press("1")
    file = corpus.raw / BAD_FILE
    file.write_bytes(file.read_bytes() + b"\n% published again\n")
    juesuan.ingest(file, corpus.data)
    page.goto("/findings?q=img&verdict=real")
    open_first(page)
    assert page.locator("h1.message").inner_text() == message
    assert "文件更新前" in page.content() and str(log(corpus)[0]["finding_id"]) not in page.url
