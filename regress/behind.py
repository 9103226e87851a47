"""What is behind a row: the clues that explained its number, the entries of the lexicon in its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract import regex
from extract.fold import fold
from parsers import lexicon

from .cases import load_document, rows_of
from .clues import Told, watched
from .rows import RowFacts

WORDS = ("item", "breakdown", "section", "level1", "level2", "level3", "name", "text")
SHOWN = 4
JOINED = 3
"""Paragraphs that one sentence runs over, at most."""
LEAST = 2
"""Characters of words that are more than a coincidence."""


@dataclass(frozen=True)
class Clues:
    """Of one document: entry → the words in which it was found. `codes`: what each stands for; `told`: the
    clues that explained numbers.
    """

    found: dict[str, frozenset[str]]
    codes: dict[str, str]
    told: tuple[Told, ...] = ()

    def behind(self, row: RowFacts, cells: Mapping[str, tuple[Any, Any]] | None = None) -> list[str]:
        """The clues of a row, those first that stand for what its changed cells said or say."""
        if "rule" in row:
            return [str(row["rule"])]
        changed = {str(v) for pair in (cells or {}).values() for v in pair if v is not None}
        words = [fold(str(row[w])) for w in WORDS if row.get(w)]
        near = {
            clue: max((len(t) for t in texts if len(t) >= LEAST and any(t in w for w in words)), default=0)
            for clue, texts in self.found.items()
        }
        named = [clue for clue, code in self.codes.items() if changed & {code, *code.split("/")}]
        close = sorted((clue for clue, length in near.items() if length), key=lambda c: (-near[c], c))
        return list(dict.fromkeys([*named, *self._explained(row), *close]))[:SHOWN]

    def _explained(self, row: RowFacts) -> list[str]:
        """The clues that explained the number of a row of the narrative."""
        place = regex.match(r"p(\d+)@", str(row.get("locator", "")))
        if place is None:
            return []
        return [
            t.clue
            for t in self.told
            if t.number
            and str(row.get("raw", "")).startswith(t.number)
            and t.paragraph is not None
            and 0 <= int(place[1]) - t.paragraph <= JOINED
        ]


def clues_of(path: Path) -> Clues:
    """The entries that reading a document finds, each as `file.section.code`."""
    found: dict[str, set[str]] = {}
    codes = {clue: code for clue, code in _entries()}

    def note(name: str, section: str, number: int, text: str) -> None:
        clue = f"{name}.{section}.{lexicon.entries(name, section)[number].code}"
        found.setdefault(clue, set()).add(text)

    told: list[Told] = []
    with lexicon.observed(note), watched(told.append):
        rows_of(load_document(path))
    return Clues({clue: frozenset(texts) for clue, texts in found.items()}, codes, tuple(told))


def _entries() -> list[tuple[str, str]]:
    """Every entry with a code: its clue id and the code."""
    out = []
    for name in lexicon_files():
        for section, held in lexicon.load(name).items():
            if isinstance(held, list) and held and isinstance(held[0], dict) and "code" in held[0]:
                out += [(f"{name}.{section}.{e['code']}", str(e["code"])) for e in held]
    return out


def lexicon_files() -> list[str]:
    """The names of the lexicon's files."""
    folder = Path(lexicon.__file__).parent
    return sorted(p.stem for p in folder.glob("*.toml"))
