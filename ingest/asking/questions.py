"""The questions of auditors: files of SQL whose head says what is asked, why, and what cannot be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path

from extract.errors import UsageError
from ingest.query import DEFAULT_LIMITS, Answer, QueryLimits, queries

FOLDER = "queries"
COLUMNS = (
    "body", "unit_name", "year", "subject", "source_value", "target_value", "difference", "threshold", "unit",
    "source", "evidence",
)  # fmt: skip
"""What every question answers with: the body, whom and what it is about, the number that is looked at, the
one that it is held against, their difference, the threshold, the unit of these, the file, and the ids of the
rows.
"""


@dataclass(frozen=True)
class Parameter:
    """A threshold of a question: its default, and where that comes from (Chinese)."""

    name: str
    default: Decimal
    text: str


@dataclass(frozen=True)
class Question:
    """A question: its title, what it rests on, what it needs, what it cannot see (all Chinese), and its SQL.
    One that `raises` 疑点 raises a suspicion, one of 错误 lists the findings of the rules that assert the
    same.
    """

    id: str
    title: str
    raises: str
    basis: str
    needs: str
    blind: str
    parameters: tuple[Parameter, ...]
    sql: str


@cache
def questions() -> dict[str, Question]:
    """Every question by its id, in the order of the ids."""
    held = (f for f in files(FOLDER).iterdir() if f.name.endswith(".sql"))
    found = [question_of(f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in held]
    return {q.id: q for q in sorted(found, key=lambda q: q.id)}


def question_of(id: str, text: str) -> Question:
    """A question by the text of its file, which begins with `-- key: value` lines. Raises ValueError where
    one is missing.
    """
    lines = text.splitlines()
    told: dict[str, str] = {}
    parameters = []
    for line in lines:
        if not line.startswith("-- "):
            break
        key, _, value = line.removeprefix("-- ").partition(": ")
        if key == "param":
            parameters.append(_parameter(value))
        else:
            told[key] = value
    if missing := {"title", "raises", "basis", "needs", "blind"} - told.keys():
        raise ValueError(f"question {id}: its head has no {', '.join(sorted(missing))}")
    sql = "\n".join(line for line in lines if not line.startswith("-- "))
    return Question(id, parameters=tuple(parameters), sql=sql, **told)


def _parameter(value: str) -> Parameter:
    """`name = default; text`."""
    name, _, rest = value.partition(" = ")
    default, _, text = rest.partition("; ")
    return Parameter(name, Decimal(default), text)


def chosen(id: str) -> Question:
    """The question of an id. Raises UsageError where there is none."""
    if id not in questions():
        raise UsageError(f"there is no question {id!r}: `juesuan ask` lists them")
    return questions()[id]


def ask(
    question: Question,
    data: Path,
    given: Mapping[str, Decimal] | None = None,
    limits: QueryLimits = DEFAULT_LIMITS,
) -> Answer:
    """The answer to a question: names (COLUMNS) and rows. `given`: thresholds other than the default ones.
    Raises UsageError for one that the question has not, DatasetError where there is no dataset.
    """
    return ask_each([question], data, given, limits)[0]


def ask_each(
    wanted: Sequence[Question],
    data: Path,
    given: Mapping[str, Decimal] | None = None,
    limits: QueryLimits = DEFAULT_LIMITS,
) -> list[Answer]:
    """The answers to several questions; a threshold goes to those that have it. Raises UsageError for one
    that none has.
    """
    known = {p.name for q in wanted for p in q.parameters}
    if unknown := (given or {}).keys() - known:
        held = ", ".join(sorted(known)) or "none"
        raise UsageError(f"no parameter {min(unknown)!r} here: there are {held}")
    asked = [(q.sql, {p.name: (given or {}).get(p.name, p.default) for p in q.parameters}) for q in wanted]
    return queries(asked, data, limits)


def ask_together(
    wanted: Sequence[Question], data: Path, given: Mapping[str, Decimal] | None = None
) -> Answer:
    """The answers in one list, each row behind the id and kind (疑点, 错误) of its question."""
    answers = zip(wanted, ask_each(wanted, data, given), strict=True)
    rows = [(question.id, question.raises, *row) for question, (_, found) in answers for row in found]
    return ["question", "raises", *COLUMNS], rows


def explained(question: Question) -> str:
    """What a question asks, for people (Chinese)."""
    thresholds = [f"参数 {p.name}：默认 {p.default}，{p.text}" for p in question.parameters]
    return "\n".join(
        [
            f"{question.id}  {question.title}（{question.raises}）",
            f"依据：{question.basis}",
            *thresholds,
            f"所需：{question.needs}",
            f"看不到：{question.blind}",
        ]
    )


def parameter_of(told: str) -> tuple[str, Decimal]:
    """What `--param k=v` says. Raises UsageError for anything else."""
    name, sign, value = told.partition("=")
    try:
        if not sign:
            raise InvalidOperation
        return name.strip(), Decimal(value.strip())
    except InvalidOperation:
        raise UsageError(f"--param {told!r}: write a name and a number, as --param rate=50") from None
