"""`make load`: an ingest of many built reports, PDF and DOCX by turns and one in twenty broken, in no order.

It says whether every document is accounted for, the speed of the first and the last quarter of the run, and the memory of the
process that writes and of the workers by quarter. Nothing of it is asserted but the account: what else the machine does is in the speed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.progress import Progress
from ingest.run import ingest
from normalize.dataset import read_table

from .faults.hostile import docx, paragraph

ITEMS = ("财政拨款收入", "事业收入", "其他收入", "基本支出", "项目支出", "公务接待费", "会议费", "培训费")
PAGES, LINES = 4, 24
PAGE = os.sysconf("SC_PAGE_SIZE")


def lines(number: int) -> list[list[str]]:
    """The pages of the report of a unit of its own."""
    return [
        [f"云溪省第{number}中心2023年度部门决算", "一、收入支出决算情况说明"]
        + [
            f"2023年度{ITEMS[n % 8]}{1000 + number + n}.{n + 10}万元，比上年增加37.00万元，增长{3700 / (963 + number + n):.2f}%。"
            for n in range(page, page + LINES)
        ]
        for page in range(0, PAGES * LINES, LINES)
    ]


def report(number: int) -> tuple[str, bytes]:
    """A report's name and bytes."""
    pages = lines(number)
    if number % 2:
        return f"{number}.docx", docx("".join(paragraph(x) for page in pages for x in page))
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in pages:
        canvas.setFont("STSong-Light", 10)
        for n, line in enumerate(page):
            canvas.drawString(60, 780 - 24 * n, line)
        canvas.showPage()
    canvas.save()
    return f"{number}.pdf", out.getvalue()


def build(folder: Path, documents: int) -> None:
    """So many reports; one in twenty is cut, so that nothing can be read."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    numbers = list(range(documents))
    random.Random(1).shuffle(numbers)
    for place, number in enumerate(numbers):
        name, content = report(number)
        # Files are handed out by size: what is appended to a PDF shuffles them.
        whole = (
            content + b"\n%" + b" " * random.Random(number).randrange(9000)
            if name.endswith("pdf")
            else content
        )
        (folder / f"{place:05}-{name}").write_bytes(content[:200] if number % 20 == 7 else whole)


def memory(pid: int) -> int:
    """MiB that a process has for itself; 0 where it is gone."""
    try:
        held, shared = Path(f"/proc/{pid}/statm").read_bytes().split()[1:3]
    except OSError:
        return 0
    return (int(held) - int(shared)) * PAGE >> 20


def children() -> list[int]:
    """The processes that this one has started."""
    return [int(x) for x in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()]


def speed(marks: list[tuple[float, float, int]], quarter: int) -> tuple[float, float]:
    """Pages of a quarter for each second, and for each second of a processor. `marks`: both (s) and how many pages were
    read, at each twentieth of the documents.
    """
    start, end = marks[quarter * 5], marks[min(quarter * 5 + 5, len(marks) - 1)]
    pages = end[2] - start[2]
    return pages / (end[0] - start[0]), pages / (end[1] - start[1])


def processor() -> float:
    """Processor seconds that this process and those that it started have taken so far."""
    ticks, own = 0, os.times()
    for pid in children():
        with suppress(OSError):
            ticks += sum(
                map(int, Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:15])
            )
    return own.user + own.system + own.children_user + own.children_system + ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Builds, ingests, and says how it went; ends with 1 where a document is not accounted for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    documents = parser.parse_args().documents
    marks: list[tuple[float, float, int]] = []
    own, workers = Counter[int](), Counter[int]()

    def watch(state: Progress) -> None:
        quarter = min(3, 4 * state.documents // documents)
        own[quarter] = max(own[quarter], memory(os.getpid()))
        workers[quarter] = max([workers[quarter], *map(memory, children())])
        if state.documents >= len(marks) * documents / 20:
            marks.append((time.monotonic(), processor(), state.documents * PAGES))

    with TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        raw.mkdir()
        build(raw, documents)
        summary = ingest([raw], Path(folder, "out"), 2, progress=watch)
        sources = set(read_table(Path(folder, "out"), "documents", ["source"])["source"].to_pylist())
        missing = {p.name for p in raw.iterdir()} - sources
    print(
        f"{documents} documents: {dict(summary.status)}, {len(missing)} not accounted for, {summary.seconds:.0f} s"
    )
    speeds = [speed(marks, quarter) for quarter in range(4)]
    for quarter, (clock, work) in enumerate(speeds):
        print(
            f"quarter {quarter + 1}: {clock:.1f} pages/s, {work:.1f} pages/s of a processor, "
            f"writer {own[quarter]} MiB, a worker at most {workers[quarter]} MiB"
        )
    by_clock, by_processor = (speeds[3][n] / speeds[0][n] for n in (0, 1))
    print(
        f"last quarter to first: {by_clock:.2f} by the clock, {by_processor:.2f} by the processor (0.85 and more is even); "
        f"writer {own[3] / max(1, own[0]):.2f}, a worker {workers[3] / max(1, workers[0]):.2f} of the memory"
    )
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
