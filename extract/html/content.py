"""The report's part of a web page: without navigation, tools and the site's imprint; when it was published
and which files it links.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from extract import regex

from .source import drop, sizes, text_of, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

HOLDERS = ("div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td")
"""What only holds other blocks, where it has no text of its own."""
MOST = 0.9
"""A block with this share of the characters holds the report."""
LISTED = ("ul", "ol", "div", "td", "table", "section", "header", "aside")
LINKED = 0.6
"""A block of whose characters this share are links leads elsewhere."""
SITE = regex.compile(
    r"^[\s【\[(（]*("
    r"当前位置|您?(现在|当前)?(的|所在)位置|首页\s*[>»]|((信息|文章|稿件|内容)?来源|(发布|成文|发文|公开|创建|生成)(日期|时间|机构|单位))\s*[:：]|"
    r"字体|字号|大\s*中\s*小|打印|关闭|收藏|分享|(浏览|点击|阅读|访问)(次数|量|数|率)|上一[篇条]|下一[篇条]|扫一扫|"
    r"((主办|承办|协办|管理)(单位)?|技术支持|版权所有|网站标识码|(责任)?编辑|作者)\s*[:：]|"
    r"版权所有|网站标识码|网站地图|联系我们|无障碍|索引号)|ICP备|公网安备"
)
"""How lines begin that belong to the site, not to the report."""
SHORT = 120
ABOUT = regex.compile(
    r"索\s*引\s*号|主题分类|发布机构|信息分类|公开方式|发文字号|成文日期|发布日期|生成日期|公开类别|有效性"
)
"""Labels of the table that describes a publication (政府信息公开目录)."""
FILES = (
    ".pdf",
    ".doc",
    ".docx",
    ".wps",
    ".xls",
    ".xlsx",
    ".et",
    ".zip",
    ".rar",
    ".7z",
    ".ofd",
    ".rtf",
    ".txt",
)
DATED = ("pubdate", "publishdate", "publish_date", "article:published_time", "dc.date", "createdate")
PUBLISHED = regex.compile(
    r"(发布|发文|公开|生成|创建)(日期|时间)[:：]?(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
)


@dataclass(frozen=True)
class PageLink:
    """A file that a page links."""

    text: str
    address: str

    @property
    def file(self) -> str:
        """Its name as the address gives it, in UTF-8 or GB 18030."""
        path = urlsplit(self.address).path
        try:
            return PurePosixPath(unquote(path, errors="strict")).name
        except UnicodeDecodeError:
            return PurePosixPath(unquote(path, "gb18030")).name


def links(root: _Element) -> Iterator[PageLink]:
    """The files that the page links or shows in a frame, each once."""
    seen = set()
    for element in root.iter("a", "iframe", "embed", "object"):
        address = (element.get("href") or element.get("src") or element.get("data") or "").strip()
        if address not in seen and _is_file(address):
            seen.add(address)
            yield PageLink(" ".join(text_of(element).split()), address)


def _is_file(address: str) -> bool:
    try:
        return PurePosixPath(urlsplit(address).path).suffix.lower() in FILES
    except ValueError:
        return False


def published(root: _Element) -> str | None:
    """The date (ISO 8601) on which the page says that it was published."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in DATED:
            found = regex.search(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})", meta.get("content") or "")
            if found and (told := _date(*found.groups())):
                return told
    found = PUBLISHED.search(words_of(root))
    return _date(*found.groups()[2:]) if found else None


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def headline(root: _Element) -> str:
    """The page's title, without the name of the site."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    texts = [text_of(e) for e in (*root.iter("h1"), *root.iter("title"))]
    told = next((" ".join(t.split()) for t in texts if t.strip()), "")
    return regex.split(r"\s*[-_|—]+\s*", told)[0]


def main_part(body: _Element, tables: Collection[_Element]) -> _Element:
    """The innermost block that holds the report; blocks of links within it are taken out."""
    _drop_lists(body, tables)
    weights, part = sizes(body), body
    while (inner := _heaviest(part, tables, weights)) is not None:
        part = inner
    return part


def _heaviest(
    part: _Element, tables: Collection[_Element], weights: Mapping[_Element, int]
) -> _Element | None:
    """The child that holds nearly all of a block which itself is nothing but a frame."""
    said = [child for child in part if weights.get(child)]
    if not said or any(child.tag not in HOLDERS or child in tables for child in said):
        return None
    heavy = max(said, key=weights.__getitem__)
    return heavy if weights[heavy] >= MOST * weights[part] else None


def _drop_lists(body: _Element, tables: Collection[_Element]) -> None:
    """Takes out blocks that lead elsewhere, and the table that describes the publication."""
    for table in [t for t in body.iter("table") if t in tables]:
        if len(set(ABOUT.findall(words_of(table)))) >= 3 and not regex.search(
            r"万元|\d\.\d\d", words_of(table)
        ):
            drop(table)
    for block in [e for e in body.iter(*LISTED) if e not in tables]:
        away = [a for a in block.iter("a") if _leads_away(a)]
        if len(away) > 1 and next(block.iter("table"), None) not in tables:
            linked = sum(len(words_of(a)) for a in away)
            if linked > LINKED * len(words_of(block)):
                drop(block)


def _leads_away(link: _Element) -> bool:
    address = (link.get("href") or "").strip()
    return bool(address) and not address.startswith("#") and not _is_file(address)


def is_of_site(text: str) -> bool:
    """Whether a line belongs to the site around the report."""
    return len(text) <= SHORT and bool(SITE.search(text)) and not regex.search(r"\d(万元|%|元)", text)
