"""What the files of the lexicon hold that tell what a report is, whose, and what its parts are."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Codes, Wordings


@dataclass(frozen=True)
class OutlineWords:
    """outline.toml: what a report is, whose, and what is said of bodies."""

    title_end: Wordings
    title_words: Wordings
    accounts: Wordings
    spent: Wordings
    budgeted: Wordings
    reporting: Wordings
    form_unit: Wordings
    natures: Wordings
    itself: Wordings
    became: Wordings
    empty: Wordings
    kinds: Codes
    labels: Codes


@dataclass(frozen=True)
class UnitWords:
    """units.toml: names of bodies and how they are introduced."""

    ending: Wordings
    own: Wordings
    before: Wordings
    generic: Wordings
    members: Wordings
    other: Wordings
    below: Wordings
    implementing: Wordings
    supervisor: Wordings
    labels: Wordings
    kinds: Wordings
    placeholder: Wordings
