"""What the handlers of requests share: the index, the files, the drawing processes and the templates."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.responses import HTMLResponse

from review.index.index import Index
from review.places.files import Files
from review.places.worker import Drawing

from .words import ENVIRONMENT, finalized

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

KEPT = 96
"""Pictures that are kept."""
MEASURED = 10_000
"""Pages whose sizes are kept."""
LARGEST_FORM = 65_536
"""Bytes of a form."""


@dataclass
class Site:
    """The pages of one dataset for one person. `who` is the name that verdicts carry."""

    index: Index
    files: Files
    drawing: Drawing
    who: str
    notices: tuple[str, ...] = ()
    _sizes: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)
    _pictures: OrderedDict[tuple[Any, ...], bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def templates(self) -> Environment:
        """The templates, which escape all that they are given."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        made = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalized,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals |= ENVIRONMENT | {"notices": self.notices, "me": self.who}
        return made

    def refresh(self) -> None:
        """Brings the index in step with the dataset and the log; after a commit files are sought again."""
        if self.index.refresh():
            self.files.forget()

    def page(self, template: str, status: int = 200, /, **held: Any) -> HTMLResponse:
        """A page of a template."""
        return HTMLResponse(self.templates.get_template(template).render(held), status)

    def file(self, document: Mapping[str, Any]) -> Path | None:
        """The file of a document; null where it is nowhere."""
        return self.files.find(document["doc_id"], document["sources"] or ())

    def size(self, file: Path, page: int) -> tuple[float, float]:
        """Width and height of a page in points. Raises ReportError (Chinese)."""
        key = (str(file), page)
        if key not in self._sizes:
            answer, _ = self.drawing.ask({"op": "sizes", "file": str(file), "pages": [page]})
            if len(self._sizes) > MEASURED:
                self._sizes.clear()
            self._sizes[key] = tuple(answer["sizes"][str(page)])
        return self._sizes[key]

    def picture(self, file: Path, page: int, dpi: int) -> bytes:
        """A page as PNG. Raises ReportError (Chinese)."""
        key = (str(file), page, dpi)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        _, made = self.drawing.ask({"op": "page", "file": str(file), "page": page, "dpi": dpi})
        with self._lock:
            self._pictures[key] = made
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return made


class Missing(Exception):
    """What a request asks for is not there; the message (Chinese) says what."""


async def form_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form that was sent. Raises Missing where it is larger than any form of these pages."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise Missing("表单过大")
    out: dict[str, list[str]] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        out.setdefault(name, []).append(value)
    return out
