"""The state of the reader: a new one knows nothing, and shares nothing with another."""

from __future__ import annotations

from parsers.narrative.thread import Listing, Measured, Thread
from tests.parsers.narrative.points import found


def test_the_list_that_the_reader_is_in_is_the_last_one() -> None:
    thread = Thread()
    assert thread.listing is None
    outer, inner = Listing(found("支出"), None, 0, None), Listing(found("基本支出"), None, 1, "final")
    thread.listings += [outer, inner]
    assert thread.listing is inner
    thread.listings.pop()
    assert thread.listing is outer


def test_threads_share_nothing() -> None:
    first, second = Thread(), Thread()
    first.stated.add(("支出", "final"))
    first.queue.append(found("支出"))
    first.recent.append(found("支出").subject)
    first.listings.append(Listing(None, None, 0, None))
    assert second == Thread() != first and second.fresh


def test_a_measure_is_of_this_year_and_above_zero_unless_it_is_said() -> None:
    assert (Measured("final").sign, Measured("final").basis, Measured("share").whole) == (1, None, None)
