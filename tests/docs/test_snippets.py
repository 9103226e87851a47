"""Every command and snippet of the documentation runs, and prints what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT

from .snippets import CHINESE_WALKS, FENCED, HELD_ELSEWHERE, NOT_RUN, PAGES, Reader, calls, place, same, words

ALONE = [pytest.mark.long, pytest.mark.long_alone]
"""The walks in Chinese type what those in English do, as tests/docs/test_pages.py holds: their outputs can wait."""
RUN = [
    pytest.param(page, id=page.name, marks=ALONE if page.name in CHINESE_WALKS else [])
    for page in PAGES
    if page.name not in HELD_ELSEWHERE
]


@pytest.mark.parametrize("page", RUN)
def test_what_a_page_shows_is_what_there_is(page: Path, tmp_path: Path) -> None:
    shown = page.read_text("utf-8")
    assert Reader(page, place(page, tmp_path)).read() == shown, "python -m tests.docs.snippets writes it anew"


def test_nothing_is_left_out_that_no_page_shows() -> None:
    blocks = [
        text for page in PAGES for kind, text in FENCED.findall(page.read_text("utf-8")) if kind == "sh"
    ]
    shown = {" ".join(words(line)) for text in blocks for line in calls(text)}
    assert [line for line in NOT_RUN if " ".join(words(line)) not in shown] == []
    assert all(
        (ROOT / reason.split(":")[0].split(",")[0]).exists()
        for reason in NOT_RUN.values()
        if "tests/" in reason[:6]
    )


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("a\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("…\nc\n", "a\nb\nc\n", True),
        ("…\nb\n", "a\nb\nc\n", False),
        ("a 1, …\nb\n", "a 1, c 2\nb\n", True),
        ("a 1, …\n", "a 2, c 2\n", False),
        ("a …\n", "a b\nc\n", False),
        ("4 documents, 1.1 s\n", "4 documents, 20.3 s\n", True),
        ("4 documents, 1.1 s\n", "5 documents, 1.1 s\n", False),
    ],
)
def test_an_output_is_what_is_shown_of_it(shown: str, printed: str, fits: bool) -> None:
    assert same(shown, printed) is fits
