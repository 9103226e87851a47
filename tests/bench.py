"""Speed, measured in one run and interleaved: `python -m tests.bench [PATHS]`; `--replicate ROWS` sets the size of the dataset that is queried.

Ratios are to be trusted, absolute speeds depend on what else the machine does. Scanned pages are left to tests/ocr_table.py.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa
import pypdfium2

import juesuan
from extract.read import read_document
from extract.settings import Ocr, OcrMode
from ingest.query import query
from ingest.worker import Settings, WorkOutcome, process_file
from normalize.dataset import read_table
from normalize.writing import DatasetWriter

from .bench_dataset import FIXTURE, YEARS, add

ROUNDS = 3
TABLES, ROWS, COLUMNS = 300, 6, 5
"""The DOCX that is read: so many tables of so many rows and columns."""
GENUINE, BUILT = [Path("../shared/reports")], [Path("data/raw"), Path("tests/fixtures")]
"""What is measured on: genuine reports where they are at hand."""
SMALL, DATASETS = 10, (250, 1000)
"""Files of a small run; documents of the datasets to which some are added."""
NO_OCR = Ocr(OcrMode.OFF)
WHOLE = "juesuan whole pipeline"
Way = Callable[[Path], object]
Read = tuple[WorkOutcome, dict[str, pa.Table]]


def floor(path: Path) -> None:
    """PDFium's raw text alone."""
    for page in pypdfium2.PdfDocument(path):
        page.get_textpage().get_text_range()


def reference(path: Path) -> None:
    """pdfplumber's text and tables."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


def camelot(path: Path) -> None:
    """camelot's tables between rulings."""
    import camelot as library

    library.read_pdf(str(path), pages="all", flavor="lattice")


def docling(path: Path) -> None:
    """docling's whole conversion."""
    from docling.document_converter import DocumentConverter

    DocumentConverter().convert(path)


def pipeline(path: Path) -> Read:
    """Read, parse, normalise and check."""
    return process_file(path, path.name, Settings(NO_OCR))


def main() -> None:
    """All measurements, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=GENUINE if GENUINE[0].is_dir() else BUILT)
    parser.add_argument(
        "--replicate",
        type=int,
        default=10_000_000,
        help="fund rows of the dataset that is queried; 0 leaves it out",
    )
    parser.add_argument(
        "--documents",
        type=int,
        nargs="+",
        default=[100, 500],
        help="documents that one worker and two read, one run after the other; the more, the longer their memory is watched",
    )
    options = parser.parse_args()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB")
    files = [f for p in options.paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    with TemporaryDirectory() as folder:
        for number in options.documents:
            workers(files, Path(folder), number)
        small_runs(files, Path(folder))
        additions(Path(folder))
        start_up(Path(folder) / "jobs-1")
        ways: dict[str, Way] = {
            "pdfplumber text + tables": reference,
            "PDFium raw text": floor,
            "juesuan extract": lambda path: read_document(path, ocr=NO_OCR),
            WHOLE: pipeline,
        }
        ways |= {name: way for name, way in (("camelot", camelot), ("docling", docling)) if find_spec(name)}
        pages(files, ways)
        docx()
        if options.replicate:
            replicated(Path(folder), options.replicate)


def pages(files: list[Path], ways: Mapping[str, Way]) -> None:
    """A row per way: pages/s and the ratio to the first, as median (least to most) of the rounds; all ways take turns file by file."""
    total = sum(len(pypdfium2.PdfDocument(f)) for f in files)
    for way in ways.values():
        way(files[0])
    rounds = [interleaved(files, ways) for _ in range(ROUNDS)]
    print(f"{len(files)} files, {total} pages, {ROUNDS} rounds, median (least to most)")
    first = next(iter(ways))
    for name in ways:
        shown(
            name,
            [total / r[name] for r in rounds],
            "pages/s",
            [r[first] / r[name] for r in rounds],
            "pdfplumber",
        )


def interleaved(files: list[Path], ways: Mapping[str, Way]) -> dict[str, float]:
    """Seconds that each way took for all files."""
    spent = dict.fromkeys(ways, 0.0)
    outcomes: list[Read] = []
    for file in files:
        for name, way in ways.items():
            # Else what one way leaves behind is cleared away on the next one's time.
            gc.collect()
            started = time.perf_counter()
            result = way(file)
            spent[name] += time.perf_counter() - started
            outcomes += [result] if isinstance(result, tuple) else []
    spent[WHOLE] += timed(lambda: write(outcomes))
    return spent


def write(outcomes: list[Read]) -> None:
    """The rows of all files into one dataset."""
    with TemporaryDirectory() as folder, DatasetWriter(Path(folder)) as writer:
        for outcome, tables in outcomes:
            writer.add(outcome.doc_id, outcome.fiscal_year, tables)


def timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def shown(name: str, speeds: list[float], unit: str, ratios: list[float], other: str) -> None:
    print(
        f"{name:26} {median(speeds):9.1f} {unit}   {median(ratios):6.2f} × {other} ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def docx() -> None:
    """Our walk over the XML against python-docx's `table.cell()`."""
    import docx as library

    document = library.Document()
    for _ in range(TABLES):
        table = document.add_table(ROWS, COLUMNS)
        for n, cell in enumerate(table._cells):
            cell.text = str(n)
    with TemporaryDirectory() as folder:
        path = Path(folder, "tables.docx")
        document.save(str(path))

        def cells() -> None:
            for table in library.Document(io.BytesIO(path.read_bytes())).tables:
                for row in range(ROWS):
                    for column in range(COLUMNS):
                        _ = table.cell(row, column).text

        ours, theirs = zip(
            *((timed(lambda: read_document(path)), timed(cells)) for _ in range(ROUNDS)), strict=True
        )
    print(f"DOCX, {TABLES} tables of {ROWS} × {COLUMNS} cells")
    shown(
        "juesuan",
        [TABLES / t for t in ours],
        "tables/s",
        [b / a for a, b in zip(ours, theirs, strict=True)],
        "table.cell()",
    )


def workers(originals: list[Path], folder: Path, documents: int) -> None:
    """One worker against two on copies that differ in a comment, by turns, and the memory that one process needed at most. It comes
    first: a process begins with the peak of the one that starts it."""
    raw = folder / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir()
    copies = max(1, documents // len(originals))
    for n in range(copies):
        for number, file in enumerate(originals):
            (raw / f"{number}-{n}.pdf").write_bytes(file.read_bytes() + b"\n%%%d\n" % n)
    spent: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs, times in spent.items():
            out = folder / f"jobs-{jobs}"
            times.append(timed(lambda jobs=jobs, out=out: call(raw, out, "--jobs", str(jobs))))  # type: ignore[misc]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ratios = [a / b for a, b in zip(*spent.values(), strict=True)]
    print(
        f"{copies * len(originals)} documents: one worker {median(spent[1]):.1f} s, two {median(spent[2]):.1f} s, "
        f"{median(ratios):.2f} × ({min(ratios):.2f} to {max(ratios):.2f}); the largest process {peak:.0f} MiB"
    )


def used(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processors, those of the processes that were started and have ended included."""

    def processor() -> float:
        held = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(r.ru_utime + r.ru_stime for r in held)

    before, clock = processor(), timed(action)
    return clock, processor() - before


def call(raw: Path, out: Path, *jobs: str) -> None:
    """`juesuan ingest` as users call it, into a new dataset."""
    shutil.rmtree(out, ignore_errors=True)
    command = [
        sys.executable,
        "juesuan.py",
        "-q",
        "ingest",
        str(raw),
        "--out",
        str(out),
        "--ocr",
        "off",
        *jobs,
    ]
    # What is installed has its modules compiled: the first call does so, where the shell does not forbid it.
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, check=False, capture_output=True, env=compiled)
    assert done.returncode in (0, 1), done.stderr


def small_runs(originals: list[Path], folder: Path) -> None:
    """A call of `juesuan ingest` on ten files, as users call it and with workers told, against a warm `process_file` over them in this
    process."""
    files = originals[:SMALL]
    raw, out = folder / "ten", folder / "ten-out"
    raw.mkdir()
    for number, file in enumerate(files):
        shutil.copy(file, raw / f"{number}.pdf")

    def warm() -> None:
        for file in files:
            pipeline(file)

    warm()
    call(raw, out)
    calls = {"as it is called": (), "1 worker": ("--jobs", "1"), "2 workers": ("--jobs", "2")}
    rounds = [
        {
            "warm": used(warm),
            **{name: used(lambda jobs=jobs: call(raw, out, *jobs)) for name, jobs in calls.items()},
        }
        for _ in range(ROUNDS)
    ]
    for called in calls:
        for what, kind in (("by the clock", 0), ("of processors", 1)):
            ratios = [r[called][kind] / r["warm"][kind] for r in rounds]
            name = f"juesuan ingest of {len(files)} files, {called}, {what}"
            print(
                f"{name:66} {median(ratios):6.2f} × warm process_file ({min(ratios):.2f} to {max(ratios):.2f})"
            )


def additions(folder: Path) -> None:
    """Ten documents more in datasets of several sizes: the reports of ten units for another year."""
    rows = juesuan.parse(FIXTURE)
    rows = replace(rows, document=replace(rows.document, doc_type="final_accounts"))
    held = {n: folder / f"held-{n}" for n in DATASETS}
    for number, out in held.items():
        add(out, rows, [(unit, year) for unit in range(number // len(YEARS)) for year in YEARS], False)
    spent: dict[int, list[float]] = {n: [] for n in DATASETS}
    more = [(unit, YEARS[-1] + 1) for unit in range(10)]
    for _ in range(ROUNDS):
        for number, out in held.items():
            shutil.rmtree(folder / "more", ignore_errors=True)
            shutil.copytree(out, folder / "more")
            spent[number].append(used(lambda: add(folder / "more", rows, more, True))[1])
    for number, times in spent.items():
        ratios = [a / b for a, b in zip(times, spent[DATASETS[0]], strict=True)]
        name = f"10 documents more in a dataset of {number}, of processors"
        print(
            f"{name:66} {median(times):6.2f} s, {median(ratios):.2f} × in one of {DATASETS[0]} ({min(ratios):.2f} to {max(ratios):.2f})"
        )


def start_up(data: Path) -> None:
    """Seconds of the two commands that must answer at once."""
    commands = {
        "juesuan --help": ["--help"],
        "juesuan query": ["query", "select count(*) from funds", "--data", str(data)],
    }
    for name, arguments in commands.items():
        spent = [
            timed(
                lambda arguments=arguments: subprocess.run(
                    [sys.executable, "juesuan.py", *arguments], check=True, capture_output=True
                )
            )
            for _ in range(ROUNDS)
        ]  # type: ignore[misc]
        print(f"{name:26} {median(spent):9.2f} s ({min(spent):.2f} to {max(spent):.2f})")


def replicated(folder: Path, rows: int) -> None:
    """A query for one unit in a dataset of many fund rows: those of the reports, again and again under other units."""
    funds = read_table(folder / "jobs-1", "funds").drop_columns(["fiscal_year"])
    document = read_table(folder / "jobs-1", "documents").drop_columns(["fiscal_year"]).slice(0, 1)
    out, written, number = folder / "many", 0, 0
    started = time.perf_counter()
    with DatasetWriter(out) as writer:
        while written < rows:
            unit = f"{number * 2654435761 % 2**64:016x}"
            part = funds.slice(number * 1000 % max(1, len(funds) - 1000), 1000)
            tables = {"documents": document, "funds": part}
            for name, value in (("unit_id", unit), ("doc_id", unit * 4)):
                tables = {
                    t: rows.set_column(rows.column_names.index(name), name, pa.array([value] * len(rows)))
                    for t, rows in tables.items()
                }
            writer.add(unit * 4, 2024, tables)
            written, number = written + len(part), number + 1
    files = list(out.rglob("*.parquet"))
    size = sum(f.stat().st_size for f in files) / 2**20
    print(
        f"{written} fund rows written in {time.perf_counter() - started:.0f} s: {len(files)} file(s), {size:.0f} MiB"
    )
    chosen = f"select item, measure, value from funds where unit_id = '{unit}'"
    spent = [timed(lambda: query(chosen, out)) for _ in range(ROUNDS)]
    print(f"{'query for one unit':26} {median(spent):9.2f} s ({min(spent):.2f} to {max(spent):.2f})")


if __name__ == "__main__":
    main()
