"""What names a person is told by its check digit or its title, and no amount, body or place is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.identifiers import CHECKS, WEIGHTS, identifiers, is_card_number, is_citizen_number


def citizen(region: int, birthday: str, serial: int) -> str:
    """An invented number with the check character that the standard gives it."""
    digits = f"{region:06}{birthday}{serial:03}"
    return digits + CHECKS[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


def card(body: str) -> str:
    """An invented card number: the last digit makes Luhn's sum a multiple of ten."""
    return next(body + d for d in "0123456789" if is_card_number(body + d))


dates = st.dates().map(lambda d: d.strftime("%Y%m%d")).filter(lambda d: len(d) == 8)
citizens = st.builds(citizen, st.integers(110000, 659999), dates, st.integers(0, 999))
cards = st.from_regex(r"62[0-9]{14,16}", fullmatch=True).map(card)


@given(citizens, st.integers(0, 16))
def test_every_changed_digit_of_a_citizens_number_is_seen(number: str, at: int) -> None:
    assert is_citizen_number(number)
    changed = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not is_citizen_number(changed)


@given(cards, st.integers(0, 15))
def test_every_changed_digit_of_a_card_is_seen(number: str, at: int) -> None:
    assert not is_card_number(number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :])


@given(
    st.one_of(citizens, cards),
    st.sampled_from(["", "账号", "（", "，", "：", " "]),
    st.sampled_from(["", "）", "。", "，"]),
)
def test_a_number_is_covered_wherever_it_stands(number: str, before: str, behind: str) -> None:
    text = f"{before}{number}{behind}"
    assert (len(before), len(before) + len(number)) in list(identifiers(text))


@given(st.integers(0, 10**19), st.sampled_from(["元", "万元", "亿元", ".00元", "百元"]))
def test_no_amount_is_a_person(amount: int, unit: str) -> None:
    for text in (f"{amount}{unit}", f"{amount:,}{unit}", f"支出{amount}{unit}"):
        assert list(identifiers(text)) == []
