"""What makes a table hard to read, as Chromium and LibreOffice write it: each page gives the exact rows that it
shows.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from extract.read import read_document
from normalize.rows import normalize_report
from normalize.schema import Fund
from parsers.parse import parse_document

CHROMIUM, OFFICE = shutil.which("chromium"), shutil.which("soffice")
HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "300.50", "200.25", "100.25"],
    ["201", "一般公共服务支出", "180.00", "120.00", "60.00"],
    ["208", "社会保障和就业支出", "120.50", "80.25", "40.25"],
]
TABLE = "<table border=1 cellpadding=6 style='border-collapse:collapse'>{}</table>".format(
    "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADER, *ROWS))
)
END = "以上是本单位的支出情况。"
"""What stands below a table, so that the next page does not go on with it."""
TITLE, UNIT = "<h2>一般公共预算财政拨款支出决算表</h2>", "<p>单位：万元</p>"
SHOWN = TITLE + UNIT + TABLE
BOX = "<table border=1 cellpadding=12><tr><td>{}</td></tr><tr><td>{}</td></tr></table>"
PALE = "position:absolute;color:rgb(200,200,200)"
PAGES = {
    "slanted watermark": SHOWN + f"<div style='{PALE};top:200px;left:60px;font-size:52px;transform:rotate(-25deg)'>内部资料 2023</div>",
    "level watermark": SHOWN + "".join(
        f"<div style='{PALE};top:{y}px;left:90px'>仅供公开使用 2023</div>" for y in (150, 190, 230)
    ),
    "turned text": f"<div style='transform:rotate(90deg);transform-origin:300px 300px;width:600px'>{SHOWN}</div>",
    "hidden text": "<p style='color:white'>支出预算为99.00万元。</p>" + SHOWN + "<p style='opacity:0'>99.00</p>",
    "layout box": BOX.format(TITLE + UNIT, TABLE),
}  # fmt: skip
DOCUMENTS = {
    "layout-box": BOX.format(TITLE + UNIT, TABLE),
    "line-break": "<p>一般公共预算财政拨款支出决算表<br>单位：万元</p>" + TABLE,
}


def page(body: str) -> str:
    return f"<html><meta charset=utf-8><body><h1>石河市民政局2024年度部门决算</h1>{body}</body></html>"


def funds(path: Path) -> list[Fund]:
    document = read_document(path)
    return list(normalize_report(document, parse_document(document)).funds)


def facts(found: Iterable[Fund]) -> set[tuple[str, str | None, Decimal | None, str | None, str]]:
    return {(f.item, f.breakdown, f.value and f.value.normalize(), f.unit, f.statement) for f in found}


WANTED = {
    (row[1], label, Decimal(value).normalize(), "万元", "general_expenditure")
    for row in ROWS
    for label, value in zip(HEADER[2:], row[2:], strict=True)
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Fund]:
    """The rows of the pages as Chromium prints them, all in one file."""
    if CHROMIUM is None:
        pytest.skip("chromium is not there")
    folder = tmp_path_factory.mktemp("chromium")
    source, target = folder / "pages.html", folder / "pages.pdf"
    sheet = "<div style='position:relative;height:850px;break-after:page'>{}<p style='position:absolute;bottom:0'>{}</p></div>"
    source.write_text(page("".join(sheet.format(body, END) for body in PAGES.values())))
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]
    subprocess.run(
        [CHROMIUM, *options, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return funds(target)


@pytest.mark.parametrize("name", list(PAGES))
def test_pages_printed_by_chromium(name: str, printed: list[Fund]) -> None:
    found = [f for f in printed if f.page == 1 + list(PAGES).index(name)]
    assert facts(found) == WANTED and len(found) == len(WANTED)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as LibreOffice writes them, in one run."""
    if OFFICE is None:
        pytest.skip("soffice is not there")
    folder = tmp_path_factory.mktemp("office")
    for name, body in DOCUMENTS.items():
        (folder / f"{name}.html").write_text(page(body))
    sources = [str(folder / f"{name}.html") for name in DOCUMENTS]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    subprocess.run(
        [OFFICE, profile, "--headless", *kind, *sources], check=True, capture_output=True, timeout=240
    )
    return folder


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_documents_written_by_libreoffice(name: str, written: Path) -> None:
    found = funds(written / f"{name}.docx")
    assert facts(found) == WANTED and len(found) == len(WANTED)
