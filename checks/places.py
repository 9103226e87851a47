"""Where a finding, or a number, stands: the rows behind it in words, and boxed on their pages."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from extract.draw import Mark
from extract.errors import UsageError
from extract.printed import number_of
from normalize.dataset import Fields, read_table
from normalize.store.masked_names import file_of as masked_file

IDS = (
    ("funds", "fund_id"),
    ("indicators", "indicator_id"),
    ("scores", "score_id"),
    ("figures", "figure_id"),
    ("passages", "passage_id"),
)
"""Tables of placed rows, and the columns of their ids."""


def finding_of(data: Path, id: str) -> Fields:
    """The finding whose id begins so; what it rests on in another document names that (`source`). Raises
    UsageError where there is none, or several.
    """
    rows: list[Fields] = read_table(data, "findings").to_pylist()
    found = [f for f in rows if f["finding_id"].startswith(id)]
    if len(found) != 1:
        number = "no finding" if not found else f"{len(found)} findings"
        raise UsageError(
            f"{number} of an id that begins with {id}; `juesuan findings --format json` lists ids"
        )
    sources = {d["doc_id"]: d["source"] for d in read_table(data, "documents").to_pylist()}
    evidence = [e | {"source": sources.get(e["doc_id"])} for e in found[0]["evidence"]]
    return found[0] | {"evidence": evidence}


def describe(f: Fields) -> str:
    """A finding with the places of its numbers and its computation in one line."""
    lines = [f"{f['severity']} {f['rule']} {f['finding_id']}", f["message"], f"{f['source']}"]
    for n, e in enumerate(f["evidence"], 1):
        place = "".join(word for word in (e["source"] and f"{e['source']} ", e["place"]) if word)
        lines.append(f"  {n}. {place or '—'}：{(e['raw'] or '').strip()}")
    if f["reported"] is not None and f["expected"] is not None:
        lines.append("  " + _computation(f))
    return "\n".join(lines)


def _computation(f: Fields) -> str:
    unit = f["unit"] or ""
    tolerance = "" if f["tolerance"] is None else f"，四舍五入可解释{_plain(f['tolerance'])}{unit}"
    return (
        f"印为{_plain(f['reported'])}{unit}，应为{_plain(f['expected'])}{unit}，"
        f"相差{_plain(f['difference'])}{unit}{tolerance}"
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def printed_at(data: Path, number: str) -> list[str]:
    """Where a number is printed: source, place, unit and what it is.

    Raises UsageError for what is no number.
    """
    wanted = number_of(number)
    from .comparison import place_in_words

    sources = {d["doc_id"]: d["source"] for d in read_table(data, "documents").to_pylist()}
    out = []
    for f in read_table(data, "figures").to_pylist():
        if f["value"] is not None and abs(f["value"]) == wanted:
            place = place_in_words(f["page"], f["locator"]) or ""
            out.append(
                f"{sources.get(f['doc_id'], '')}  {place}  {number}{f['unit'] or ''}  {f['context'] or ''}"
            )
    return out


def marks_of(f: Fields, data: Path | None = None) -> list[Mark]:
    """The places of a finding's numbers on the pages of its own document, numbered as in `describe`; with the
    dataset, also with their locators.
    """
    locators = {} if data is None else _locators(data, {e["table"] for e in f["evidence"]})
    return [
        Mark(e["page"], e["bbox"], f"{n} {locators.get(e['id']) or ''}".strip())
        for n, e in enumerate(f["evidence"], 1)
        if e["doc_id"] in (None, f["doc_id"]) and e["page"] is not None and e["bbox"]
    ]


def _locators(data: Path, tables: set[str]) -> dict[str, str | None]:
    return {
        row[column]: row["locator"] for table, column in IDS if table in tables for row in _rows(data, table)
    }


def row_of(data: Path, id: str) -> tuple[str, Fields]:
    """The table and the row of any table whose id begins so.

    Raises UsageError where there is none, or several.
    """
    found = [
        (table, row) for table, column in IDS for row in _rows(data, table) if row[column].startswith(id)
    ]
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'no'} rows have an id that begins with {id}")
    return found[0]


def row_in_words(table: str, row: Fields) -> str:
    """A row in one line: its table, place, and what is printed there."""
    from .comparison import place_in_words

    place = place_in_words(row["page"], row["locator"]) or "—"
    return f"{table} {row['locator'] or ''} {place}：{(row['raw'] or '').strip()}"


def marks_of_row(row: Fields) -> list[Mark]:
    """The place of a row on its page, with its locator; none where it has no page."""
    return [Mark(row["page"], row["bbox"], row["locator"] or "")] if row["page"] and row["bbox"] else []


def _rows(data: Path, table: str) -> list[Fields]:
    rows: list[Fields] = read_table(data, table).to_pylist()
    return rows


def file_of(data: Path, source: str, root: Path | None, names: Path | None = None) -> Path:
    """Where a document lies: by the map of masked names where one is given, below the folder given, or one of
    those that the dataset was read from.

    Raises UsageError where it is in none of them.
    """
    roots = [root] if root is not None else _roots(data)
    tried = [masked_file(names, source)] if names else [_folder(r) / source for r in roots]
    there = next((file for file in tried if file.is_file()), None)
    if there is None:
        looked = "、".join(map(str, tried)) or source
        raise UsageError(f"{looked} is not there: --root names the folder that the documents were read from")
    return there


def _folder(root: Path) -> Path:
    return root if root.is_dir() else root.parent


def _roots(data: Path) -> list[Path]:
    """The folders that the last run was given, as run.json names them; none where it is not there."""
    try:
        told = json.loads((data / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(r) for r in told.get("roots", ())]
