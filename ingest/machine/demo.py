"""`juesuan demo`: the sample reports, read, with what to do next."""

from __future__ import annotations

import shutil
import sysconfig
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UsageError
from extract.settings import Verbosity
from extract.terminal import echo

HERE = Path(__file__).resolve().parents[2] / "data/raw"
"""The sample reports of a checkout."""
SHARED = "share/juesuan/reports"
"""Where an installation has them, below the environment."""


def sample_reports() -> Path:
    """The folder of the sample reports. Raises UsageError where the installation has none."""
    installed = Path(sysconfig.get_path("data")) / SHARED
    for folder in (HERE, installed):
        if folder.is_dir():
            return folder
    raise UsageError(f"the sample reports are not in {installed}: install juesuan again from its wheel")


def demo(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="folder to be made, for reports and dataset", show_default=False),
    ],
) -> None:
    """Lay out the sample reports in a folder, read them, and say what to do next."""
    from ingest.limits import Limits, default_memory
    from ingest.progress import shown_progress, unseen
    from ingest.run import ingest
    from ingest.worker import Settings

    reports, data = folder / "reports", folder / "dataset"
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: name a folder that is to be made")
    shutil.copytree(sample_reports(), reports)
    quiet = ctx.obj is Verbosity.QUIET
    with nullcontext(unseen) if quiet else shown_progress() as progress:
        summary = ingest([reports], data, 1, Settings(), progress, Limits(default_memory(1)))
    if quiet:
        return
    found = summary.findings["error"] + summary.findings["warning"]
    echo(f"{summary.documents} reports of invented units in {reports}, read into {data}: {found} findings.")
    echo("What to do next:")
    for what, call in (
        ("what contradicts itself", f"juesuan findings {data}"),
        ("see it on its page and decide it", f"juesuan review {data} --raw {reports}"),
        ("ask with SQL", f'juesuan query "select * from three_public" --data {data}'),
        ("the questions of auditors", f"juesuan ask --data {data}"),
        ("your own reports", "juesuan ingest REPORTS --out DATASET"),
    ):
        echo(f"  {call}\n      {what}")
