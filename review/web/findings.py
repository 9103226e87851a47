"""Handlers: the list of findings, a finding, its printable page, and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse, Response

from normalize.version import VERSION
from review.index.arithmetic import amount, apart, computation, plain
from review.index.detail import Detail, detail
from review.index.filters import ORDERS, Filter
from review.index.keys import keys_of, of_years
from review.index.listing import MOST, beside, count, facets, ids_of, listed
from review.places.panels import PLAIN, panels
from review.verdicts.entry import LONGEST, Verdict
from review.verdicts.state import history

from .site import NotHere, Site, form_of

if TYPE_CHECKING:
    from starlette.requests import Request

REASONS = {
    "real": ("公开文件有误", "计算错误", "前后不一致"),
    "dismissed": ("数字读错", "口径不同", "报告另有说明", "四舍五入"),
    "unsure": ("需核对账表", "需询问单位"),
}
"""Reasons that are offered."""
MOST_AT_ONCE = 1000
"""Findings that are dismissed at once at most."""


def show_list(site: Site, request: Request) -> Response:
    """The list of findings that a URL asks for."""
    wanted = Filter.of(request.query_params)
    found = listed(site.index, wanted, request.query_params.get("after", ""))
    return site.page(
        "findings.html",
        wanted=wanted,
        found=found,
        count=count(site.index, wanted),
        most=MOST,
        facets=facets(site.index, wanted),
        orders=ORDERS,
        reasons=REASONS,
        body_name=_body_name(site, wanted.body),
        at_once=MOST_AT_ONCE,
    )


def _body_name(site: Site, body: str) -> str:
    row = site.index.row("select unit_name from found where body = ? limit 1", [body]) if body else None
    return row["unit_name"] if row else ""


def show_finding(site: Site, request: Request) -> Response:
    """One finding. Raises Missing."""
    wanted = Filter.of(request.query_params)
    found = _detail(site, request)
    id = found.finding["finding_id"]
    near = beside(site.index, wanted, id)
    return site.page(
        "finding.html",
        **_content(site, found),
        wanted=wanted,
        near=near,
        count=count(site.index, wanted),
        most=MOST,
        history=history(site.index.read.entries, id),
        carried=site.index.carried.get(id),
        conflict=site.index.state.conflicts.get(id, ()),
        offers=_offers(site, id),
        reasons=REASONS,
        ahead=_ahead(site, near.undecided or near.after),
    )


def _detail(site: Site, request: Request) -> Detail:
    found = detail(site.index, request.path_params["id"])
    if found is None:
        raise NotHere("数据集里没有这条问题：它可能已随文件更新而变动，请回到列表查找")
    return found


def _content(site: Site, found: Detail) -> dict[str, Any]:
    """What both the finding's page and its printable one show."""
    f = found.finding
    return {
        "f": f,
        "d": found,
        "panels": panels(site.desk, found),
        "line": computation(f, found.evidence),
        "tolerance": amount(f["tolerance"], f["unit"]),
        "difference": apart(f["difference"], f["unit"]),
        "plain": plain,
        "version": VERSION,
    }


def _offers(site: Site, id: str) -> list[Any]:
    """Verdicts on findings of the same kind of other years."""
    key = keys_of(site.index.connection, [id]).get(id)
    held = site.index.state.by_kind.get(key.kind, ()) if key else ()
    return [e for e in held if key and e.key.year != key.year]


def _ahead(site: Site, id: str | None) -> list[str]:
    """The addresses of the pictures of a finding that is likely to be looked at next."""
    row = site.index.row("select doc_id, year from found where finding_id = ?", [id]) if id else None
    if not row:
        return []
    rows = site.index.rows(
        "select distinct unnest(list_transform(evidence, lambda e: e.page)) as page from findings "
        f"where {of_years([row['year']])} and doc_id = ? and finding_id = ?",
        [row["doc_id"], id],
    )
    pages = sorted(r["page"] for r in rows if r["page"])
    return [f"/documents/{row['doc_id']}/pages/{n}.png?dpi={PLAIN}" for n in pages[:4]]


def show_sheet(site: Site, request: Request) -> Response:
    """取证单: a finding as a page to be printed. Raises Missing."""
    found = _detail(site, request)
    id = found.finding["finding_id"]
    return site.page("sheet.html", **_content(site, found), carried=site.index.carried.get(id))


async def decide(site: Site, request: Request) -> Response:
    """Enters a verdict on the findings that a form names, or on all undecided ones of a list.

    Raises Missing for what is no verdict.
    """
    form = await form_of(request)
    given = _one(form, "verdict")
    if given not in set(Verdict):
        raise NotHere("没有这种判定")
    reason = _one(form, "reason").strip()[:LONGEST]
    wanted = Filter.of({k: v[0] for k, v in form.items() if k not in ("verdict", "reason", "id")})
    ids = form.get("id", []) or await run_in_threadpool(ids_of, site.index, wanted, MOST_AT_ONCE)
    done = await run_in_threadpool(site.index.decide, ids[:MOST_AT_ONCE], Verdict(given), reason, site.who)
    return _answer(site, request, form, {"decided": done, "verdict": given})


async def undo(site: Site, request: Request) -> Response:
    """Takes back the last verdict of this person, or the last about one finding."""
    form = await form_of(request)
    one = _one(form, "id")
    undone = await run_in_threadpool(site.index.undo, site.who, one or None)
    return _answer(site, request, form, {"undone": [e.finding_id for e in undone]})


def _one(form: dict[str, list[str]], name: str) -> str:
    """The first value of a field; empty where there is none."""
    return next(iter(form.get(name, ())), "")


def _answer(site: Site, request: Request, form: dict[str, list[str]], told: dict[str, Any]) -> Response:
    """What a script gets: JSON; what a form gets: the page that it came from."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(told)
    wanted = Filter.of({k: v[0] for k, v in form.items() if k not in ("verdict", "reason", "id")})
    ids = form.get("id", [])
    one = ids[0] if len(ids) == 1 else ""
    known = one and site.index.row("select finding_id as id from found where finding_id = ?", [one])
    path = f"/findings/{known['id']}" if known else "/findings"
    return RedirectResponse(path + (f"?{wanted.url}" if wanted.url else ""), 303)
