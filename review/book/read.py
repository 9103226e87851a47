"""A workbook that somebody filled in → verdicts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UsageError, reason
from review.index.index import Index
from review.index.keys import keys_of
from review.verdicts.entry import LONGEST, NAMES, OPEN, Verdict, VerdictEntry, now

from .sheets import ID, ISSUES, REASON, SEEN, STATE, STATES

STATE_OF = {name: verdict for verdict, name in NAMES.items()}


@dataclass(frozen=True)
class Filled:
    """A row that was filled in: its number on its sheet, and what its cells say."""

    sheet: str
    row: int
    id: str
    state: str
    reason: str
    seen: str


@dataclass(frozen=True)
class Imported:
    """How many verdicts are new, how many said what stands already, and which findings are gone."""

    new: int
    same: int
    gone: tuple[str, ...]


def import_book(data: Path, file: Path, who: str, log: Path | None = None) -> Imported:
    """Enters the verdicts of a workbook into the log of a dataset. What is 待核 in it is passed over.

    Raises UsageError where the file is no such workbook, or a state is none: then nothing is entered.
    """
    filled = [f for f in read_book(file) if f.state != OPEN]
    index = Index(data, log)
    try:
        keys = keys_of(index.connection, [f.id for f in filled])
        new, same, gone, at = list[VerdictEntry](), 0, list[str](), now()
        for f in filled:
            standing = index.carried.get(f.id)
            verdict = STATE_OF[f.state]
            if f.id not in keys:
                gone.append(f.id)
            elif standing and (standing.entry.verdict, standing.entry.reason) == (verdict, f.reason):
                same += 1
            else:
                new.append(VerdictEntry(at, who, f.id, keys[f.id], Verdict(verdict), f.reason, f.seen))
        index.enter(new)
    finally:
        index.close()
    return Imported(len(new), same, tuple(gone))


def read_book(file: Path) -> list[Filled]:
    """The rows of a workbook's findings. Raises UsageError."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except OSError as error:
        raise UsageError(f"{file} 打不开（{reason(error)}）：请检查路径和权限") from error
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"{file} 不是能读的 XLSX 工作簿：请另存为 .xlsx 后再导入") from error
    try:
        sheets = [s for s in book.worksheets if s.title.startswith(ISSUES)]
        if not sheets:
            raise UsageError(f"{file} 没有“{ISSUES}”工作表：请用 juesuan export --xlsx 写出的工作簿")
        return [f for s in sheets for f in _filled(file, s.title, s.iter_rows(values_only=True))]
    finally:
        book.close()


def _filled(file: Path, sheet: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[Filled]:
    head = [_text(v) for v in next(rows, ())]
    wanted = (ID, STATE, REASON)
    if missing := [w for w in wanted if w not in head]:
        raise UsageError(f"{file} 的“{sheet}”表第一行没有“{missing[0]}”列：请保留写出时的列名")
    at = {w: head.index(w) for w in (*wanted, SEEN) if w in head}
    for number, row in enumerate(rows, 2):
        held = {w: _text(row[n]) if n < len(row) else "" for w, n in at.items()}
        if not held[ID]:
            continue
        state = held[STATE] or OPEN
        if state not in STATES:
            raise UsageError(f"{file} 的“{sheet}”表第 {number} 行判定为“{state}”：只能是{'、'.join(STATES)}")
        yield Filled(sheet, number, held[ID], state, held[REASON][:LONGEST], held.get(SEEN, ""))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
