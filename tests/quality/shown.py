"""A report with one table as other programs are to write it, and the rows that it shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from extract.read import read_document
from normalize.rows import normalize_report
from normalize.schema import Fund
from parsers.parse import parse_document

CHROMIUM, OFFICE = shutil.which("chromium"), shutil.which("soffice")
NAME = "石河市民政局2024年度部门决算"
TITLE, UNIT = "一般公共预算财政拨款支出决算表", "单位：万元"
HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "300.50", "200.25", "100.25"],
    ["201", "一般公共服务支出", "180.00", "120.00", "60.00"],
    ["208", "社会保障和就业支出", "120.50", "80.25", "40.25"],
]
END = "以上是本单位的支出情况。"
"""What stands below a table, so that the next page does not go on with it."""
WANTED = {
    (row[1], label, Decimal(value).normalize(), "万元", "general_expenditure")
    for row in ROWS
    for label, value in zip(HEADER[2:], row[2:], strict=True)
}


def html_table(rows: Iterable[Iterable[str]]) -> str:
    """Rows of one height, as a sheet prints them."""
    held = "".join(f"<tr height=48>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<table border=1 cellpadding=6 style='border-collapse:collapse'>{held}</table>"


TABLE = html_table((HEADER, *ROWS))
CAPTION = f"<h2>{TITLE}</h2><p>{UNIT}</p>"


def html_page(body: str) -> str:
    return f"<html><meta charset=utf-8><body><h1>{NAME}</h1>{body}</body></html>"


def funds(path: Path) -> list[Fund]:
    """The fund rows that are read of a file."""
    document = read_document(path)
    return list(normalize_report(document, parse_document(document)).funds)


def facts(found: Iterable[Fund]) -> set[tuple[str, str | None, Decimal | None, str | None, str]]:
    return {(f.item, f.breakdown, f.value and f.value.normalize(), f.unit, f.statement) for f in found}


def convert(folder: Path, sources: Iterable[Path], target: str, filtered: bool = False) -> None:
    """Has LibreOffice write files into a folder as another format; `filtered`: they are HTML, for Writer."""
    assert OFFICE is not None
    options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    kind = ["--infilter=HTML (StarWriter)"] if filtered else []
    asked = [*kind, "--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    subprocess.run([OFFICE, *options, *asked], check=True, capture_output=True, timeout=240)
