"""What a list of findings shows: facets as the URL holds them, and as SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

ORDERS = {
    "gravity": ("by_gravity", "严重程度"),
    "amount": ("by_amount", "差额大小"),
    "unit": ("by_unit", "单位"),
    "document": ("by_document", "文件"),
}
"""Orders of a list: the column that numbers the findings in it, and what it is called."""
LONGEST = 100
"""Characters of a value that is looked for."""


@dataclass(frozen=True)
class Filter:
    """Which findings, in which order; what is empty asks for nothing."""

    severity: str = ""
    rule: str = ""
    year: str = ""
    verdict: str = ""
    kind: str = ""
    scope: str = ""
    body: str = ""
    doc: str = ""
    q: str = ""
    all: str = ""
    sort: str = "gravity"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        """The filter of a URL; what it does not know is passed over."""
        held = {f.name: given[f.name].strip()[:LONGEST] for f in fields(cls) if f.name in given}
        made = cls(**held)
        return made if made.sort in ORDERS else replace(made, sort="gravity")

    def but(self, **changed: str) -> Filter:
        """The same with other values."""
        return replace(self, **changed)

    @property
    def url(self) -> str:
        """The filter as a URL holds it, without what asks for nothing."""
        held = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode({k: v for k, v in held.items() if v and (k, v) != ("sort", "gravity")})

    @property
    def order(self) -> str:
        """The column of its order."""
        return ORDERS[self.sort][0]

    def where(self, leaving: Iterable[str] = ()) -> tuple[str, list[Any]]:
        """SQL that holds for the findings, and its values; some facets may be left out."""
        held: list[tuple[str, list[Any]]] = [] if self.all else [("leads and single", [])]
        left = set(leaving)
        for name, (sql, value) in CLAUSES.items():
            given = getattr(self, name)
            if given and name not in left and (made := value(given)) is not None:
                held.append((sql, made))
        text = " and ".join(sql for sql, _ in held) or "true"
        return text, [v for _, values in held for v in values]


GRAVITIES = {"error": 0, "warning": 1, "info": 2}


def _year(given: str) -> list[Any]:
    return [int(given) if given.isdecimal() and len(given) < 5 else -1]


def _text(given: str) -> list[Any]:
    return [given]


CLAUSES: dict[str, tuple[str, Any]] = {
    "severity": ("gravity = ?", lambda given: [GRAVITIES.get(given, -1)]),
    "rule": ("rule = ?", _text),
    "year": ("year = ?", _year),
    "verdict": ("verdict = ?", _text),
    "kind": ("doc_type = ?", _text),
    "scope": ("scope = ?", _text),
    "body": ("body = ?", _text),
    "doc": ("doc_id = ?", _text),
    "q": ("(contains(unit_name, ?) or contains(message, ?) or contains(source, ?))", lambda g: [g, g, g]),
}
"""Each facet as SQL with the values that it binds."""
