"""Whether PDFium finds a Chinese font: without one it draws squares for text whose font is not embedded."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""Where PDFium looks on Linux."""
CHINESE = re.compile(
    r"wqy|(noto|source-?han).*(cjk|sc|hans)|uming|ukai|simsun|simhei|simfang|simkai|msyh|fangsong|droidsansfallback|"
    r"gbsn|gkai|heiti|songti|sarasa|lxgw",
    re.IGNORECASE,
)
"""Names of Chinese fonts' files."""
ADVICE = "没有找到中文字体：未嵌入字体的 PDF 页面会显示成方块。请安装：apt-get install fonts-wqy-zenhei"


def missing_font(folders: Sequence[str] = FOLDERS) -> str | None:
    """What to do where no Chinese font is installed (Chinese); null where there is one, or the system is not
    Linux.
    """
    if sys.platform != "linux":
        return None
    names = (n for folder in folders for _, _, held in os.walk(Path(folder)) for n in held)
    return None if any(CHINESE.search(n) for n in names) else ADVICE
