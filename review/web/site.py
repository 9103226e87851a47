"""What the handlers of requests share: the index, the files, the drawing processes and the templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.responses import HTMLResponse

from review.index.index import Index
from review.places.desk import Desk
from review.words import ENVIRONMENT, finalized

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

LARGEST_FORM = 65_536
"""Bytes of a form."""


@dataclass
class Site:
    """The pages of one dataset for one person. `who` is the name that verdicts carry."""

    index: Index
    desk: Desk
    who: str
    notices: tuple[str, ...] = ()

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
            self.desk.files.forget()

    def page(self, template: str, status: int = 200, /, **held: Any) -> HTMLResponse:
        """A page of a template."""
        return HTMLResponse(self.templates.get_template(template).render(held), status)


class NotHere(Exception):
    """What a request asks for is not there; the message (Chinese) says what."""


async def form_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form that was sent. Raises Missing where it is larger than any form of these pages."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise NotHere("表单过大")
    out: dict[str, list[str]] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        out.setdefault(name, []).append(value)
    return out
