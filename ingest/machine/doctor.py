"""`juesuan doctor`: what is installed, what each part is for, and the command for what is missing."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from extract.errors import ExitCode
from extract.office.convert import PROGRAMS
from extract.terminal import echo
from ingest.limits import cores, default_jobs, default_memory, machine_memory

READERS = ("pypdfium2", "lxml", "openpyxl", "xlrd", "pyarrow", "duckdb")
"""Packages that come with juesuan, without which it reads nothing or asks nothing."""
OCR = ("rapidocr", "onnxruntime", "opencv-python-headless")
REVIEW = ("starlette", "uvicorn")
CLUSTER = ("ray",)
INSTALL = "make setup, or in the folder of juesuan pip install '.[{}]'"


@dataclass(frozen=True)
class MachinePart:
    """A part of the installation: what it is `used_for`, the version or path `found` (null where it is
    missing), and the `command` that installs it. What is not `required` costs what it is used for alone.
    """

    name: str
    used_for: str
    found: str | None
    command: str
    required: bool = False


def parts() -> Iterator[MachinePart]:
    """All parts, those first without which nothing works."""
    for name in READERS:
        yield MachinePart(name, "reading and asking", _version(name), f"pip install {name}", required=True)
    yield MachinePart(
        "OCR", "scanned pages and tables that are pictures", _versions(OCR), INSTALL.format("ocr")
    )
    yield MachinePart(
        "LibreOffice",
        "DOC, WPS, RTF and ODT",
        next((path for p in PROGRAMS if (path := shutil.which(p))), None),
        "apt-get install libreoffice-writer",
    )
    yield MachinePart("libarchive", "RAR and 7Z", _libarchive(), "apt-get install libarchive13")
    yield MachinePart("review", "juesuan review in the browser", _versions(REVIEW), INSTALL.format("review"))
    yield MachinePart(
        "cluster", "documents read by tasks of Ray", _versions(CLUSTER), INSTALL.format("cluster")
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _versions(packages: tuple[str, ...]) -> str | None:
    """The versions of packages that are of use together; null where one is missing."""
    found = [(name, _version(name)) for name in packages]
    return None if any(v is None for _, v in found) else ", ".join(f"{name} {v}" for name, v in found)


def _libarchive() -> str | None:
    """The version of the binding whose library can be opened."""
    try:
        import_module("libarchive")
    except (ImportError, AttributeError, OSError, TypeError):
        # The package is there without the library that it binds.
        return None
    return _version("libarchive-c")


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="print it as JSON")] = False,
) -> None:
    """Say what is installed and what is missing, with the command for it."""
    held = list(parts())
    machine = {
        "python": platform.python_version(),
        "cores": cores(),
        "memory_mib": machine_memory() >> 20,
        "jobs": default_jobs(),
        "memory_of_a_job_mib": default_memory(default_jobs()) >> 20,
    }
    if as_json:
        echo(json.dumps(machine | {"parts": [asdict(p) for p in held]}, ensure_ascii=False), data=True)
    else:
        echo(
            f"Python {machine['python']}, {machine['cores']} cores, {machine['memory_mib']} MiB: "
            f"{machine['jobs']} workers of {machine['memory_of_a_job_mib']} MiB"
        )
        echo("\n".join(map(_in_a_line, held)))
    lacking = any(p.required and p.found is None for p in held)
    raise typer.Exit(ExitCode.DIFFERENT if lacking else ExitCode.DONE)


def _in_a_line(part: MachinePart) -> str:
    if part.found is not None:
        return f"  ok       {part.name:12} {part.used_for}  ({part.found})"
    return f"  missing  {part.name:12} {part.used_for}: {part.command}"
