"""The bytes of a web page → its elements: encoding told by mark, by the page or by its characters; what
nobody sees taken out.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from extract import regex
from extract.errors import DamagedFileError
from extract.formats import HEAD, LOST, MARKS, ODD, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

CHARSET = regex.compile(rb"(?i)charset\s*=\s*[\"']?\s*([\w-]+)")
CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "hz-gb-2312")
"""All are read as GB 18030, which holds them: pages say gb2312 and use characters that it lacks."""
STRUCK = ("s", "strike", "del")
"""What is struck through is said no more."""
UNSEEN = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "button",
        "select",
        "input",
        "nav",
        "footer",
        "rt",
        "rp",
    ),
    *STRUCK,
)
HIDDEN = regex.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"text-decoration(-line)?\s*:[^;]*line-through"
)
TAB = 200
"""A hidden part of a page that holds this many characters is the text of a tab that a click shows."""


def parsed(data: bytes, name: str, declared: str | None = None) -> _Element:
    """The page's root element; `declared` is the encoding that its envelope states. Raises
    DamagedFileError.
    """
    from lxml import etree

    text = regex.sub(r"^\s*<\?xml[^>]*>", "", page_text(data, declared).replace("\x00", ""))
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    root = etree.fromstring(text, parser) if text.strip() else None
    if any("depth" in error.message for error in parser.error_log):
        # The parser leaves out what stands deeper.
        raise DamagedFileError(f"{name} 的内容嵌套过深，无法读取：请从来源重新获取，或另存为 PDF")
    if root is None:
        raise DamagedFileError(f"{name} 是网页，但没有内容：请从来源重新获取")
    return root


def page_text(data: bytes, declared: str | None = None) -> str:
    """The page's characters."""
    if not any(data.startswith(mark) for mark in MARKS):
        found = CHARSET.search(data[:HEAD])
        encoding = (found[1].decode("ascii", "replace") if found else declared or "").lower()
        try:
            text = data.decode("gb18030" if encoding in CHINESE else encoding, "replace")
        except (LookupError, UnicodeDecodeError):
            text = LOST
        if text.count(LOST) <= ODD * len(text):
            return text
    told = decode(data)
    return told.chars if told else data.decode("utf-8", "replace")


def drop_unseen(root: _Element) -> None:
    """Takes out what a reader of the page does not see, and the tools around its text."""
    unseen = [
        *chain.from_iterable(root.iter(tag) for tag in UNSEEN),
        *(e for e in root.iter() if e.get("hidden") is not None or HIDDEN.search(e.get("style") or "")),
    ]
    for element in unseen:
        tab = element.tag in ("div", "section", "li", "table") and len(words_of(element)) > TAB
        if not tab or element.tag in UNSEEN:
            drop(element)


def drop(element: _Element) -> None:
    """Takes an element out; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def words_of(element: _Element) -> str:
    """All characters of an element but white space."""
    return "".join(text_of(element).split())


def sizes(root: _Element) -> dict[_Element, int]:
    """How many characters but white space each element within one holds, itself included."""
    from lxml import etree

    out: dict[_Element, int] = {}
    open_ones: list[int] = [0]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            open_ones.append(_size(element.text))
        else:
            out[element] = open_ones.pop()
            open_ones[-1] += out[element] + _size(element.tail)
    return out


def _size(text: str | None) -> int:
    return sum(map(len, (text or "").split()))


def text_of(element: _Element) -> str:
    """All characters of an element."""
    return "".join(map(str, element.itertext()))
