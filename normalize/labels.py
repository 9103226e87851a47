"""What tables, columns and codes are called, in Chinese and English: rows of the table `labels`."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Label:
    """A name: of a table (`column` and `code` null), of a column (`code` null), or of a code in it."""

    table: str
    column: str | None
    code: str | None
    zh: str
    en: str


@cache
def _held() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8"))


def labels() -> Iterator[Label]:
    """The labels of every table, its columns and their codes, in the order of the schema. Raises KeyError for
    a table or column that has none.
    """
    held = _held()
    for table, row in TABLES.items():
        yield Label(table, None, None, *held["tables"][table])
        for column in (f.name for f in dataclasses.fields(row)):
            names = held["columns"].get(f"{table}.{column}") or held["columns"][column]
            yield Label(table, column, None, *names)
            for code, told in codes(table, column).items():
                yield Label(table, column, code, *told)


def codes(table: str, column: str) -> dict[str, list[str]]:
    """The codes of a column with their names; none where it holds no codes. What the codes of a column mean
    in one table alone stands under `table.column`.
    """
    held = _held()["codes"]
    return held.get(f"{table}.{column}") or held.get(column, {})


def label_table() -> pa.Table:
    """The table `labels`."""
    import pyarrow as pa

    names = [f.name for f in dataclasses.fields(Label)]
    held = list(labels())
    return pa.table({name: pa.array([getattr(x, name) for x in held], pa.string()) for name in names})
