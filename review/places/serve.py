"""A process that opens documents for the server, started as `python -m review.places.serve CHANNEL PARENT
MEMORY`: a hostile file ends it, not the server. It ends with its parent.

A line of JSON comes in, a line goes out, followed by as many bytes of a picture as it says.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import socket
import sys
from importlib import import_module

from extract.errors import ReportError
from ingest.serve import end_with, limit_memory

from .draw import Drawer


def main() -> None:
    """Serves until the channel is closed."""
    channel, parent, memory = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    for name in ("pypdfium2", "PIL.Image", "PIL.ImageDraw", "PIL.PngImagePlugin"):
        import_module(name)
    limit_memory(memory)
    drawer = Drawer()
    with channel.makefile("rb") as lines:
        for line in lines:
            header, body = _answered(drawer, line)
            channel.sendall(json.dumps(header | {"bytes": len(body)}).encode() + b"\n" + body)


def _answered(drawer: Drawer, line: bytes) -> tuple[dict[str, object], bytes]:
    try:
        return drawer.answer(json.loads(line))
    except ReportError as error:
        return {"error": str(error)}, b""
    except MemoryError:
        # What is left of this process is not to be trusted with another document.
        os._exit(1)
    except Exception as error:
        return {"error": f"画这一页时程序出错（{type(error).__name__}）：请连同文件一起报告"}, b""


if __name__ == "__main__":
    main()
