"""A change to a dataset, ended at each of its steps: run as `python -m tests.faults.steps FAULT BASE ROWS OUT`.

A step is a file opened, renamed or removed, or a folder made or removed, in the dataset. For each a copy of
BASE is changed by a process of its own that is killed there, or is told there that the disk is full, the quota is met or nobody may write; the
copies are OUT/0, OUT/1, … The last comes to its end undisturbed. What each process said is OUT/n.txt.
"""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

MET: list[str] = []
"""The fault that this process met."""
UNMOVED = 7
"""The exit code of a process that met its fault and came to its end all the same."""
ERRORS = {"full": errno.ENOSPC, "quota": errno.EDQUOT, "read-only": errno.EROFS}
"""What the system says of a step that it does not allow."""
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


def change(out: Path, rows: list[Any], drop: str) -> None:
    """Adds documents and drops one, with the checks across documents, as an ingest does."""
    from checks.recheck import recheck_companions
    from normalize.writing import DatasetWriter, arrow_tables

    with DatasetWriter(out) as writer:
        for r in rows:
            writer.add(r.document.doc_id, r.document.fiscal_year, arrow_tables(r))
        if drop in writer.entries:
            writer.drop(drop)
        recheck_companions(writer)


def disturbed(fault: str, at: int, out: Path) -> None:
    """Has the process meet its fault at a step."""
    numbers = count()
    MET.clear()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS or not str(arguments[0]).startswith(str(out)):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE):
            return
        if fault in ("full", "quota") and event in ("os.remove", "os.rmdir"):
            return
        if next(numbers) == at:
            MET.append(event)
            if fault == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(ERRORS[fault], os.strerror(ERRORS[fault]), str(arguments[0]))

    sys.addaudithook(hook)


def attempt(fault: str, at: int, out: Path, rows: list[Any], drop: str) -> int:
    """The exit code of a process that makes the change and is disturbed at a step."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    from extract.errors import JuesuanError

    told, code = Path(f"{out}.txt"), 0
    try:
        disturbed(fault, at, out)
        change(out, rows, drop)
        code = UNMOVED if MET else 0
    except JuesuanError as error:
        told.write_text(str(error), "utf-8")
        code = error.exit_code
    except BaseException as error:
        told.write_text(f"unexpected {error!r}", "utf-8")
        code = 99
    os._exit(code)


def main() -> None:
    """Goes through the steps until one is not reached."""
    import pyarrow.parquet  # noqa: F401

    import checks.recheck
    import normalize.writing

    fault, base, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[4])
    rows, drop, stride = pickle.loads(Path(sys.argv[3]).read_bytes())
    for at in count(0, stride):
        copy = out / str(at)
        if base.exists():
            shutil.copytree(base, copy)
        if attempt(fault, at, copy, rows, drop) == 0:
            return
    _ = checks, normalize


if __name__ == "__main__":
    main()
