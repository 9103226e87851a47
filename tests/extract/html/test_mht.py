"""Saved pages: the pages in the envelope, in order, with what it says of their encoding."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import DamagedFileError
from extract.html.mht import MimePart, saved_pages


def saved(*pages: str, charset: str = "gb18030") -> bytes:
    """A saved workbook: a frame for each sheet, and a picture."""
    message = EmailMessage(policy=SMTP)
    message.make_related()
    for page in pages:
        message.add_related(page, subtype="html", charset=charset, cte="base64")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


@given(
    st.lists(st.text("收入 <p>1.50万元\n", min_size=1).filter(str.strip), min_size=1, max_size=3),
    st.sampled_from(["gb18030", "utf-8"]),
)
def test_the_pages_come_out_as_they_went_in(pages: list[str], charset: str) -> None:
    found = saved_pages(saved(*pages, charset=charset), "a.mht")
    assert [p.data.decode(str(p.charset)).replace("\r\n", "\n").strip() for p in found] == [
        p.strip() for p in pages
    ]
    assert {p.charset for p in found} == {charset}


def test_an_empty_frame_is_no_page() -> None:
    assert [p.data.strip() for p in saved_pages(saved("  ", "<p>1</p>"), "a.mht")] == [b"<p>1</p>"]


def test_a_page_that_states_no_encoding() -> None:
    assert saved_pages(b"Content-Type: text/html\r\n\r\n<p>1</p>", "a.mht") == [MimePart(b"<p>1</p>")]


@pytest.mark.parametrize("data", [b"", saved(" "), b"Content-Type: text/plain\r\n\r\nx"])
def test_an_envelope_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFileError, match="没有网页"):
        saved_pages(data, "a.mht")
