"""Pictures of the pages and of the workbook for docs/pictures: `python scripts/screenshots.py [FOLDER]`.

The sample reports are read into a dataset of their own, two findings are decided, and Chromium looks at it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import juesuan
from review.book.write import write_book
from review.index.index import Index
from review.verdicts.entry import Verdict
from tests.review.conftest import serving

ROOT = Path(__file__).resolve().parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZE = {"width": 1366, "height": 860}
COLOURS = 64
"""Colours of a picture: enough for pages, and a third of the bytes."""

EDGE = 30
"""Pixels of paper around what is printed."""


def pages(index: Index) -> dict[str, str]:
    """Picture → the address that it shows."""
    rows = index.rows("select finding_id, doc_id, body, rule from found where leads order by by_gravity")
    first, ratio = rows[0], next(r for r in rows if r["rule"].startswith("ratio."))
    return {
        "overview": "/",
        "findings": "/findings",
        "finding": f"/findings/{first['finding_id']}",
        "finding-ratio": f"/findings/{ratio['finding_id']}",
        "sheet": f"/findings/{first['finding_id']}/sheet",
        "document": f"/documents/{first['doc_id']}",
        "page": f"/documents/{first['doc_id']}/pages/12",
        "body": f"/bodies/{first['body']}",
    }


def small(file: Path) -> None:
    """Fewer colours, fewer bytes."""
    from PIL import Image

    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def photograph(data: Path, raw: Path, out: Path, addresses: dict[str, str]) -> None:
    """Chromium's pictures of some addresses."""
    from playwright.sync_api import sync_playwright

    with serving(data, raw, "李核查") as made, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        tab = browser.new_page(base_url=made.base, viewport=SIZE)
        tab.goto(made.link)
        for name, address in addresses.items():
            tab.goto(address)
            tab.wait_for_load_state("networkidle")
            tab.screenshot(path=out / f"{name}.png")
            small(out / f"{name}.png")
        browser.close()


def workbook(data: Path, folder: Path, out: Path) -> None:
    """The first sheets of the workbook, as LibreOffice prints them."""
    import pypdfium2

    write_book(data, folder / "book.xlsx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", folder, folder / "book.xlsx"], check=True, capture_output=True, timeout=180
    )
    pdf = pypdfium2.PdfDocument(folder / "book.pdf")
    for name, number in (("book-findings", 1), ("book-evidence", 2)):
        picture = pdf[number].render(scale=2).to_pil()
        picture.crop((0, 0, picture.width, picture.height // 3)).save(out / f"{name}.png")
        small(out / f"{name}.png")
    pdf.close()


def places(data: Path, raw: Path, out: Path) -> None:
    """What `juesuan show` and `juesuan inspect` draw, without the empty end of the pages."""
    from PIL import Image, ImageOps

    found = juesuan.query(data, "select finding_id from findings where rule = 'equality.text'")
    finding = str(found.iat[0, 0])
    form = next(raw.glob("*绩效自评表.pdf"))
    calls = {
        "show": ["show", finding, "--data", data, "--root", raw],
        "inspect": ["inspect", form, "--page", "1"],
    }
    for name, call in calls.items():
        file = out / f"{name}.png"
        command = [sys.executable, "-m", "juesuan", *call, "--image", file]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        picture = Image.open(file).convert("RGB")
        above_number = picture.crop((0, 0, picture.width, picture.height * 9 // 10))
        left, top, right, bottom = ImageOps.invert(above_number).getbbox()
        picture.crop((left - EDGE, top - EDGE, right + EDGE, bottom + EDGE)).save(file)
        small(file)


def main() -> None:
    """Makes the pictures anew."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        data, raw = folder / "data", ROOT / "data" / "raw"
        juesuan.ingest(raw, data)
        index = Index(data)
        addresses = pages(index)
        ids = [
            r["finding_id"]
            for r in index.rows("select finding_id from found where leads order by by_gravity")
        ]
        index.decide(ids[1:], Verdict.REAL, "计算错误", "李核查")
        index.close()
        photograph(data, raw, out, addresses)
        workbook(data, folder, out)
        places(data, raw, out)


if __name__ == "__main__":
    main()
