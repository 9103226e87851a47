"""DOC (WPS's too), RTF and ODT → DOCX, by LibreOffice without a screen, where it is installed.

Its exit code tells nothing, and it makes a valid file of junk: the filter that reads is the one of the format
that the content is of, and the text that comes out is looked at.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from extract.docx.document import read_docx
from extract.errors import DamagedFileError, ReportError
from extract.model import Document, Paragraph

FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
"""What LibreOffice calls the formats."""
PROGRAMS = ("soffice", "libreoffice")
SECONDS = 100.0
"""A report takes 2 to 10; the limit of the worker that waits is higher."""
LARGEST = 2**28
"""Bytes of a document."""
ODD = 0.01
"""A text has at most this share of characters that nobody prints."""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501
"""No macros, nothing fetched."""
NOWHERE = "http://127.0.0.1:9"
"""A proxy that is none: whatever would be fetched is not."""


def read_converted(data: bytes, name: str, sha256: str, file_format: str) -> Document:
    """The document that a file of one of FILTERS holds. Raises ReportError where LibreOffice is not installed
    or does not end in time, DamagedFileError where it makes no text of the file.
    """
    program = next((found for p in PROGRAMS if (found := shutil.which(p))), None)
    if program is None:
        raise ReportError(
            f"{name} 需要 LibreOffice 才能读：请安装（apt-get install libreoffice-writer）后再读，"
            "或另存为 .docx 或 PDF"
        )
    if len(data) > LARGEST:
        raise ReportError(f"{name} 超过上限 {LARGEST >> 20} MiB，没有转换：请另存为 .docx 或 PDF 后再读")
    document = read_docx(_converted(data, name, file_format, program), name, sha256)
    _require_text(document)
    return replace(document, file_format=file_format)


def _converted(data: bytes, name: str, file_format: str, program: str) -> bytes:
    """The bytes of the DOCX, made in a folder and under a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder:
        source = Path(folder, f"document.{file_format}")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user/registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        # Where the process that waits is ended, this ends what it waits for.
        watched = ["timeout", "-s", "KILL", f"{SECONDS + 5:.0f}"] if shutil.which("timeout") else []
        command = [
            *watched,
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={profile.as_uri()}",
            f"--infilter={FILTERS[file_format]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(Path(folder, "out")),
            str(source),
        ]
        _run(command, folder, name)
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            raise DamagedFileError(f"{name} 不能由 LibreOffice 打开：请从来源重新获取，或另存为 .docx 或 PDF")
        return made.read_bytes()


def _run(command: list[str], folder: str, name: str) -> None:
    """Runs the program and all that it starts; ends them when the time is over."""
    environment = {**os.environ, "HOME": folder, "http_proxy": NOWHERE, "https_proxy": NOWHERE}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReportError(f"{name} 在 {SECONDS:.0f} 秒内没有转换完：请另存为 .docx 或 PDF 后再读") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _require_text(document: Document) -> None:
    """Raises DamagedFileError where what came out is nothing that anybody wrote."""
    texts = [b.text.chars if isinstance(b, Paragraph) else "" for b in document.blocks]
    texts += [cell.text.chars for table in document.tables for cell in table.cells]
    text = "".join("".join(texts).split())
    if not text or sum(not c.isprintable() for c in text) > ODD * len(text):
        raise DamagedFileError(
            f"{document.name} 转换后没有可读的文字：请从来源重新获取，或另存为 .docx 或 PDF"
        )
