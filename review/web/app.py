"""The application: routes, and what becomes of errors."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extract.errors import JuesuanError

from . import asked, findings, pages
from .site import NotHere, Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

Handler = Callable[[Site, "Request"], Any]

ROUTES: tuple[tuple[str, Handler, str], ...] = (
    ("/", pages.show_overview, "GET"),
    ("/findings", findings.show_list, "GET"),
    ("/findings/{id}", findings.show_finding, "GET"),
    ("/findings/{id}/sheet", findings.show_sheet, "GET"),
    ("/verdicts", findings.decide, "POST"),
    ("/verdicts/undo", findings.undo, "POST"),
    ("/documents", pages.show_documents, "GET"),
    ("/documents/{id}", pages.show_document, "GET"),
    ("/documents/{id}/pages/{page:int}", pages.show_page, "GET"),
    ("/documents/{id}/pages/{page:int}.png", pages.picture, "GET"),
    ("/bodies", pages.show_bodies, "GET"),
    ("/bodies/{id}", pages.show_body, "GET"),
    ("/projects", pages.show_projects, "GET"),
    ("/questions", asked.show_questions, "GET"),
    ("/questions/{id}", asked.show_question, "GET"),
    ("/rules", pages.show_rules, "GET"),
)
"""Path, handler and method of each page. What a path names is looked up in the dataset and nowhere else."""


def application(site: Site) -> Starlette:
    """The pages of a site, still without the guard before them."""
    made = [Route(path, _endpoint(site, handler), methods=[method]) for path, handler, method in ROUTES]
    static = Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))

    async def missing(request: Request, error: Exception) -> Response:
        return site.page("error.html", 404, title="没有找到", text=str(error))

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return site.page("error.html", status, title="没有这一页", text="地址不对，或这一页不能这样打开。")

    async def troubled(request: Request, error: Exception) -> Response:
        return site.page("error.html", 503, title="现在打不开", text=str(error))

    async def failed(request: Request, error: Exception) -> Response:
        return site.page(
            "error.html", 500, title="程序出错", text=f"{type(error).__name__}：请连同终端里的信息一起报告。"
        )

    return Starlette(
        routes=[*made, static],
        exception_handlers={
            NotHere: missing,
            HTTPException: refused,
            JuesuanError: troubled,
            Exception: failed,
        },
    )


def _endpoint(site: Site, handler: Handler) -> Callable[[Request], Any]:
    """A handler as Starlette calls it, with the index in step with the dataset."""

    async def endpoint(request: Request) -> Response:
        await run_in_threadpool(site.refresh)
        if inspect.iscoroutinefunction(handler):
            answer: Response = await handler(site, request)
            return answer
        return await run_in_threadpool(handler, site, request)

    return endpoint
