"""File names → the persons in them, as far as something tells: a label or title, a check digit, a name that
stands by itself (水务局-自评表-某某.pdf) or before or behind what the file is (某某自评表.pdf).

A name has a common surname; bodies, places and the words of reports are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract import regex
from normalize.places.divisions import divisions
from parsers.lexicon import personal_words
from parsers.personal import MASK, persons

COMPOUND = "欧阳|上官|司徒|司马|诸葛|皇甫|尉迟|慕容|令狐|东方|西门|南宫|端木|公孙|轩辕"
GIVEN = r"[\p{Han}某]{1,2}"
RUN = regex.compile(r"[\p{Han}]+")
NO_PERSON = regex.compile(
    r"[局委办院所站厅校村镇乡县市区省州旗府科处股室队厂矿馆表册书单函稿版费款税账类项额率]$"
)
LONGEST_PLACE = 4


def masked_name(name: str) -> str:
    """A path with the persons in it masked, each sign of them by one; the ending of the file stays."""
    chars = list(name)
    for start, end in _spans(name):
        chars[start:end] = MASK * (end - start)
    return "".join(chars)


@lru_cache
def _wordings() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """A name alone, one before what the file is, one behind it."""
    person = rf"(?:(?:{COMPOUND}){GIVEN}|{personal_words().surnames.any}{GIVEN})"
    return (
        regex.compile(person),
        regex.compile(
            rf"({person})(?=自评|绩效|述职|填报|填写|报送|上报|签字|签名|个人|提交|修改|修订|整理|编制)"
        ),
        regex.compile(rf"(?<=[表书册稿]|报告)({person})$"),
    )


def _spans(name: str) -> Iterator[tuple[int, int]]:
    yield from persons(name)
    alone, before, behind = _wordings()
    for run in RUN.finditer(name):
        text = run.group()
        found = [alone.fullmatch(text), before.match(text), behind.search(text)]
        for match in filter(None, found):
            start, end = match.span(match.re.groups)
            if not _is_ordinary(text[start:end]):
                yield run.start() + start, run.start() + end


def _is_ordinary(word: str) -> bool:
    """Whether a word that may be a name is a word of reports, a body or a place."""
    return bool(NO_PERSON.search(word) or personal_words().no_names.match(word)) or word in _places()


@lru_cache
def _places() -> frozenset[str]:
    """Divisions with and without what they are (市, 县)."""
    return frozenset(d.name[:n] for d in divisions() for n in range(2, LONGEST_PLACE + 1))
