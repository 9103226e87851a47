"""juesuan without the time that its start takes: a process that has imported it forks for each call.

`python -m tests.docs.program` reads a call a line as JSON (`arguments`, `folder`, `language`, `typed`) and answers with
`code` and what was printed (`out`, `err`).
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from tempfile import TemporaryFile
from typing import IO, Any

import juesuan

HEAVY = (
    "duckdb",
    "pandas",
    "pyarrow.parquet",
    "pyarrow.compute",
    "rich.table",
    "pypdfium2",
    "parsers.report",
)


def call(told: dict[str, Any]) -> dict[str, Any]:
    """What a call came to."""
    with TemporaryFile() as out, TemporaryFile() as err, TemporaryFile() as typed:
        typed.write(told["typed"].encode())
        typed.seek(0)
        child = os.fork()
        if child == 0:
            _run(told, typed, out, err)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return {"code": code, "out": _read(out), "err": _read(err)}


def _run(told: dict[str, Any], *streams: IO[bytes]) -> None:
    """Ends the process as the command does."""
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
    os.chdir(told["folder"])
    os.environ["LC_ALL"] = told["language"]
    sys.argv = ["juesuan", *told["arguments"]]
    code = 0
    try:
        juesuan.main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


def main() -> None:
    """Answers until nothing more is asked."""
    for module in (*HEAVY, *(module for module, _ in juesuan.COMMANDS.values())):
        importlib.import_module(module)
    for line in sys.stdin:
        print(json.dumps(call(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
