"""Paragraphs as they are read: those that a page broke in the middle of a sentence are one stretch of
folded text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from extract.model import Place
from parsers.lexicon import clause_words
from parsers.words.numbers import apart

from .sections import Placed


@dataclass(frozen=True)
class Stretch:
    """Paragraphs that are read as one, and where each character of their folded text comes from."""

    parts: tuple[Placed, ...]

    @property
    def placed(self) -> Placed:
        """Where the stretch stands: where its first paragraph does."""
        return self.parts[0]

    @cached_property
    def folded(self) -> str:
        """The text of its paragraphs as one, with the commas between thousands told apart."""
        return apart("".join(p.paragraph.text.folded for p in self.parts))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each of its paragraphs begins in the folded text."""
        return list(accumulate((len(p.paragraph.text.folded) for p in self.parts[:-1]), initial=0))

    def _origin(self, position: int) -> tuple[int, int]:
        """The paragraph that a folded character is of, and where it stands in it."""
        part = bisect_right(self._starts, position) - 1
        return part, self.parts[part].paragraph.text.folded_at[position - self._starts[part]]

    @cached_property
    def _stops(self) -> list[int]:
        return [at for at, char in enumerate(self.folded) if char == "。"]

    def sentence(self, position: int) -> int:
        """The number of the sentence in which a position lies, from 0."""
        return bisect_left(self._stops, position)

    def place(self, start: int, digits: int, end: int) -> Place:
        """The place of a number whose digits end at `digits` and its unit at `end`."""
        part, first = self._origin(start)
        paragraph = self.parts[part].paragraph
        last = self._at(part, digits)
        return paragraph.place(first, last, paragraph.text.chars[first : self._at(part, end)])

    def _at(self, part: int, end: int) -> int:
        """The end in its paragraph of what ends at `end`; the paragraph's own where it goes on in the
        next.
        """
        of, at = self._origin(end - 1)
        return at + 1 if of == part else len(self.parts[part].paragraph.text.chars)


def stretches(placed: Sequence[Placed]) -> Iterator[Stretch]:
    """The paragraphs in order, joined where a sentence runs on from one into the next."""
    held: list[Placed] = []
    for p in placed:
        if held and not _runs_on(held[-1], p):
            yield Stretch(tuple(held))
            held = []
        held.append(p)
    if held:
        yield Stretch(tuple(held))


def _runs_on(before: Placed, after: Placed) -> bool:
    return not (
        before.heading
        or after.heading
        or (before.part, before.path, before.project) != (after.part, after.path, after.project)
        or clause_words().ended.search(before.folded)
        or clause_words().numbered_line.match(after.folded)
        or after.paragraph.index != before.paragraph.index + 1
    )
