"""Of every text of the books comes what they say, and nothing else."""

from __future__ import annotations

import pytest

from tests.parsers.lexicon.texts import READERS, Written, texts


@pytest.mark.parametrize("written", texts(), ids=lambda w: f"{w.book}-{w.said[:40]}")
def test_what_is_said_comes_of_it(written: Written) -> None:
    assert written.read() == list(written.want)


def test_each_book_has_its_reader_and_no_text_stands_twice() -> None:
    assert {w.book for w in texts()} == set(READERS)
    assert len({(w.book, w.said) for w in texts()}) == len(texts())
