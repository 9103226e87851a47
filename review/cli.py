"""`juesuan review`: the pages of a dataset in the browser."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path
from typing import Annotated

import typer

from checks.cli import NamesMap
from extract.errors import UsageError
from extract.terminal import echo
from normalize.store.given import Changed
from normalize.store.objects import url_of
from normalize.store.remote import dataset_at
from review.words import PORT

OURS = ("127.0.0.1", "localhost")


def review(
    data: Changed = Path("data/parquet"),
    raw: Annotated[
        list[Path] | None,
        typer.Option("--raw", help="folder of the documents; may be given several times"),
    ] = None,
    port: Annotated[int, typer.Option(help="port; 0: any that is free")] = PORT,
    host: Annotated[
        list[str] | None,
        typer.Option("--host", help="another name by which the browser may call this machine"),
    ] = None,
    who: Annotated[str | None, typer.Option("--as", help="the name that your verdicts carry")] = None,
    log: Annotated[
        Path | None, typer.Option("--verdicts", help="file of verdicts, instead of the dataset's")
    ] = None,
    names: NamesMap = None,
) -> None:
    """Look at the findings of a dataset in this machine's browser, and decide them."""
    if url_of(data):
        if log is None:
            raise UsageError("of a dataset at a URL verdicts are kept here: name a file with --verdicts")
        data = dataset_at(data)
    for folder in raw or ():
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder: --raw names the folder that holds the documents")
    try:
        import uvicorn
    except ImportError:
        raise UsageError(
            "the pages need the extra `review`: pip install '.[review]' in the folder of juesuan"
        ) from None
    from review.web.serving import opened

    listening = _listening(port)
    number = listening.getsockname()[1]
    with opened(data, raw or (), (*OURS, *(host or ())), number, who or _me(), log, names) as guard:
        echo(f"http://127.0.0.1:{number}/?token={guard.token}")
        echo("open this address in a browser of this machine; Ctrl-C ends", err=True)
        config = uvicorn.Config(guard, log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    """A socket of this machine alone. Raises UsageError where the port is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
        # The link is printed before the pages are served: a browser that opens it at once waits.
        made.listen()
    except (OSError, OverflowError):
        made.close()
        raise UsageError(f"port {port} cannot be had: name another with --port, or leave it out") from None
    return made


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "核查人"
