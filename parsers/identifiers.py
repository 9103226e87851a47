"""What names a person wherever it stands: numbers with a check digit, mail addresses, names with a title.

Sources: GB 11643-1999 (citizen identification number, ISO 7064 MOD 11-2); ISO/IEC 7812-1 (payment cards,
Luhn).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extract import regex
from parsers.lexicon import built, personal_words

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
MONEY_BEHIND = r"(?!\s*[百千万亿]*元)"
CITIZEN = regex.compile(r"(?<![\dA-Za-z.,])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z.,])" + MONEY_BEHIND)
CARD = regex.compile(r"(?<![\dA-Za-z.,])[3-6]\d(?:[ -]?\d){13,17}(?![\dA-Za-z.,])" + MONEY_BEHIND)
MAIL = regex.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
GIVEN = r"[\p{Han}某]{1,2}"


@built
def _named() -> tuple[regex.Pattern[str], ...]:
    """Names behind a title, and before a form of address."""
    words = personal_words()
    behind = r"(?=同志|[，,。；;、：:（()）\s]|[审签主任牵带负组担率听作为等参]|$)"
    return (
        regex.compile(rf"{words.titles.any}(?P<value>{words.surnames.any}{GIVEN}){behind}"),
        regex.compile(rf"(?P<value>{words.surnames.any}{GIVEN})(?=同志|先生|女士)"),
    )


@built
def _recipients() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A list of names with what each was paid, and one of them."""
    surname = personal_words().surnames.any
    paid = rf"{surname}{GIVEN}(?<![费款金税品类项目员户人])[（(]?\d[\d,.]*元[)）]?"
    return (
        regex.compile(rf"(?<!\p{{Han}}){paid}(?:[、，,；;]\s*{paid})+"),
        regex.compile(rf"(?P<value>{surname}{GIVEN})(?=[（(]?\d)"),
    )


def identifiers(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what names a person in a text, wherever it stands."""
    for found in CITIZEN.finditer(text):
        if is_citizen_number(found.group()):
            yield found.span()
    for found in CARD.finditer(text):
        if is_card_number(found.group()):
            yield found.span()
    yield from (found.span() for found in MAIL.finditer(text))
    yield from (found.span("value") for pattern in _named() for found in pattern.finditer(text))
    recipients, recipient = _recipients()
    for listed in recipients.finditer(text):
        yield from (found.span("value") for found in recipient.finditer(text, *listed.span()))


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
