"""A million findings in the pages: seconds to open, and milliseconds of a list, a finding and a picture.

`python -m tests.bench_review [DOCUMENTS [FINDINGS]]`: the spoiled accounts under other ids, ten years of as
many units, each with so many findings (2000 and 500); the pages are asked over HTTP, as a browser does.
"""

from __future__ import annotations

import hashlib
import shutil
import statistics
import sys
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

import httpx
import pyarrow as pa

import juesuan
from normalize.writing import DatasetWriter, arrow_tables
from review.index.index import Index
from tests.bench_dataset import YEARS, copied
from tests.review.conftest import SPOILED, serving

RULES = ("sum.text", "sum.classification", "ratio.share", "ratio.completion", "equality.text", "name.unit")


def many(table: pa.Table, doc_id: str, count: int) -> pa.Table:
    """So many findings of a document, each with an id, a rule and a severity of its own."""
    held = table.take([n % len(table) for n in range(count)])
    ids = [hashlib.sha256(f"{doc_id} {n}".encode()).hexdigest()[:32] for n in range(count)]
    values = {
        "finding_id": ids,
        "cluster": ids,
        "rule": [RULES[int(i[:2], 16) % len(RULES)] for i in ids],
        "severity": [("error", "warning", "info")[int(i[2], 16) % 3] for i in ids],
        "message": [f"{m}（{n}）" for n, m in enumerate(held["message"].to_pylist())],
        "leading": [n % 4 != 3 for n in range(count)],
    }
    for name, value in values.items():
        at = held.column_names.index(name)
        held = held.set_column(at, held.schema.field(at), pa.array(value, held.schema.field(at).type))
    return held


def write(out: Path, documents: int, findings: int) -> str:
    """The dataset; returns the id of the document whose file is there."""
    rows = juesuan.parse(SPOILED / "document.pdf")
    tables = arrow_tables(rows)
    with DatasetWriter(out) as writer:
        for n in range(documents):
            doc_id, held = copied(rows, tables, n // len(YEARS), YEARS[n % len(YEARS)])
            if n == 0:
                doc_id, held = rows.document.doc_id, dict(tables)
            held["findings"] = many(held["findings"], doc_id, findings)
            writer.add(doc_id, YEARS[n % len(YEARS)], held)
    return rows.document.doc_id


def timed(client: httpx.Client, name: str, paths: list[str]) -> None:
    """Prints the median and the longest milliseconds of some addresses."""
    spent = []
    for path in paths:
        started = time.perf_counter()
        answer = client.get(path)
        spent.append(1000 * (time.perf_counter() - started))
        assert answer.status_code == 200, (path, answer.status_code)
    print(f"{name:44} {statistics.median(spent):7.0f} ms, at most {max(spent):7.0f} ms", flush=True)


def measure(data: Path, raw: Path, doc: str) -> None:
    """Prints what the pages of a dataset take; `doc` is the document whose file is there."""
    started = time.perf_counter()
    index = Index(data)
    total = index.row("select count(*) as n from found") or {"n": 0}
    print(f"{total['n']:,} findings opened in {time.perf_counter() - started:.1f} s", flush=True)
    ids = [r["finding_id"] for r in index.rows("select finding_id from found using sample 12")]
    middle = index.rows(
        "select finding_id from found where by_gravity >= ? and leads limit 5", [total["n"] // 3]
    )
    own = [
        r["finding_id"] for r in index.rows("select finding_id from found where doc_id = ? limit 5", [doc])
    ]
    index.close()
    with serving(data, raw) as made, httpx.Client(base_url=made.base, timeout=60) as client:
        client.get(made.link, follow_redirects=True)
        lists = ["/findings", "/findings?severity=error", "/findings?rule=sum.text&year=2015"]
        timed(client, "a list with its facets", [*lists, "/findings?sort=amount", "/findings?verdict=open"])
        timed(
            client, "a page in the middle of a list", [f"/findings?after={r['finding_id']}" for r in middle]
        )
        timed(client, "a list of a word", ["/findings?q=人员经费", "/findings?q=12-2015"])
        timed(client, "a finding, its file not there", [f"/findings/{id}" for id in ids])
        timed(client, "a finding with its file", [f"/findings/{id}?severity=error" for id in own])
        timed(client, "a picture of a page", [f"/documents/{doc}/pages/{n}.png" for n in range(1, 10)])
        timed(client, "a sharper picture", [f"/documents/{doc}/pages/{n}.png?dpi=220" for n in range(1, 10)])
        timed(client, "the overview", ["/", "/?year=2015"])
        headers = {"origin": made.base, "accept": "application/json"}
        started = time.perf_counter()
        for id in ids:
            client.post("/verdicts", data={"id": id, "verdict": "real"}, headers=headers).raise_for_status()
        print(f"{'a verdict':44} {1000 * (time.perf_counter() - started) / len(ids):7.0f} ms")
    print(f"{getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    findings = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    with TemporaryDirectory() as folder:
        data, raw = Path(folder) / "data", Path(folder) / "raw"
        raw.mkdir()
        shutil.copyfile(SPOILED / "document.pdf", raw / "document.pdf")
        measure(data, raw, write(data, documents, findings))


if __name__ == "__main__":
    main()
