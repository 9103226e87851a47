"""One decision about a finding, as the log holds it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Verdict(StrEnum):
    """What a person says of a finding."""

    REAL = "real"
    DISMISSED = "dismissed"
    UNSURE = "unsure"


NAMES = {Verdict.REAL: "属实", Verdict.DISMISSED: "排除", Verdict.UNSURE: "存疑"}
"""As people read them."""
OPEN = "待核"
"""What a finding without a verdict is called."""
LONGEST = 500
"""Characters of a reason and of a person's name."""


class FindingKey(NamedTuple):
    """By what a finding is known again where its id is another: the body (body_id, else unit_id), the year,
    the scope of the report, the rule, and the item or concept that it is about.
    """

    body: str
    year: int
    scope: str
    rule: str
    subject: str

    @property
    def kind(self) -> tuple[str, str, str, str]:
        """The same without the year: what next year's finding of the same kind shares with this one."""
        return self.body, self.scope, self.rule, self.subject


@dataclass(frozen=True)
class VerdictEntry:
    """A decision, or one taken back.

    `at`: when, ISO 8601 in UTC; `seen`: a hash of the numbers that the person saw; `undoes`: the id of the
    entry that this one takes back, whose verdict it repeats.
    """

    at: str
    who: str
    finding_id: str
    key: FindingKey
    verdict: Verdict
    reason: str = ""
    seen: str = ""
    undoes: str | None = None

    @property
    def id(self) -> str:
        """Made of its content: the same entry in two logs is one."""
        return hashlib.sha256(self.line().encode()).hexdigest()[:16]

    def line(self) -> str:
        """The entry as a line of the log."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, held: dict[str, Any]) -> VerdictEntry:
        """The entry of a line. Raises ValueError, TypeError or KeyError for what is none."""
        body, year, scope, rule, subject = held["key"]
        key = FindingKey(str(body), int(year), str(scope), str(rule), str(subject))
        made = cls(**held | {"key": key, "verdict": Verdict(held["verdict"])})
        texts = (made.at, made.who, made.finding_id, made.reason, made.seen)
        if not all(isinstance(x, str) for x in texts):
            raise TypeError("an entry's texts are no text")
        return made


def now() -> str:
    """This moment as entries hold it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
