"""What names a person wherever it stands: numbers with a check digit, mail addresses, names with a title.

Sources: GB 11643-1999 (citizen identification number, ISO 7064 MOD 11-2); ISO/IEC 7812-1 (payment cards,
Luhn).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extract import regex
from parsers.lexicon import personal_words

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGIT = regex.compile(r"\d")
MAIL = regex.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what names a person in a text, wherever it stands."""
    words, numbered = personal_words(), DIGIT.search(text) is not None
    if numbered:
        yield from _numbers(text)
    if "@" in text:
        yield from (found.span() for found in MAIL.finditer(text))
    yield from (found.span("value") for found in words.titled.finditer(text))
    if words.form_of_address.found_in(text):
        yield from (found.span("value") for found in words.addressed.finditer(text))
    for listed in words.recipients.finditer(text) if numbered else ():
        yield from (found.span("value") for found in words.recipient.finditer(text, *listed.span()))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    words = personal_words()
    for found in words.citizen.finditer(text):
        if is_citizen_number(found.group()):
            yield found.span()
    for found in words.card.finditer(text):
        if is_card_number(found.group()):
            yield found.span()


def is_citizen_number(text: str) -> bool:
    """Whether 17 digits and a check character are a citizen's number: the birthday is a date, the check fits.

    >>> is_citizen_number("110101199003070004")
    False
    """
    digits = regex.sub("[ -]", "", text).upper()
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return CHECKS[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=False)) % 11] == digits[-1]


def is_card_number(text: str) -> bool:
    """Whether digits keep Luhn's check, as the numbers of payment cards do."""
    digits = [int(d) for d in regex.findall(r"\d", text)]
    doubled = [d * 2 - 9 * (d > 4) for d in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
