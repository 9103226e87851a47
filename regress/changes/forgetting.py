"""What reading remembers from one report to the next, so that a case read after others runs through all that
it runs through alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any

from extract import regex
from parsers import lexicon
from parsers.lexicon.wordings import pattern_of

from .fingerprints import LEXICON, READING, TABLES
from .ran import living

SHARED = (LEXICON, "extract/regex.py", "extract/fold.py")
"""What makes the words that all reports are read with. What it remembers stays, for to make it anew takes a
third as long as to read a report; so a change of it touches every case.
"""


def forget(of: Callable[[str], bool] = lambda module: True) -> None:
    """Nothing is remembered of what was answered before, so that whoever is asked answers himself; `of`: the
    modules that this is about.
    """
    if of(lexicon.__name__):
        lexicon.forget()
    for held in _caches(len(sys.modules)):
        if of(held.__module__ or ""):
            held.cache_clear()


def of_reports(module: str) -> bool:
    """Modules that answer by the lexicon or by what a report says; the others answer from tables alone."""
    return not module.startswith(_dotted(TABLES))


def of_one_report(module: str) -> bool:
    """The same without those that make the words for all reports."""
    return not module.startswith(_dotted((*TABLES, *SHARED)))


@lru_cache
def _dotted(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path.removesuffix(".py").strip("/").replace("/", ".") for path in paths)


@lru_cache(maxsize=1)
def _caches(_: int) -> tuple[Any, ...]:
    """What the packages remember, sought again where there are more modules than there were. The lexicon's
    files are read once; a pattern is what it is.
    """
    kept = (lexicon.load, pattern_of, regex._compiled)
    own = (o for o in living() if isinstance(o, _lru_cache_wrapper))
    return tuple(o for o in own if (o.__module__ or "").partition(".")[0] in READING and o not in kept)
