"""Handlers: overview, documents and their pages, bodies, projects, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from extract.errors import ReportError
from review.index import documents as rows
from review.index.overview import Overview, overview, years
from review.places.panels import PLAIN, SHARP, Panel, box_of, lost
from review.verdicts.state import precision
from review.words import VERDICTS, code, rule_title

from .charts import Bar, bars, columns
from .site import NotHere, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

COLOURS = ("f0", "f1", "f2")
CONCEPTS = {
    "income_this_year": "本年收入",
    "expenditure_this_year": "本年支出",
    "basic_expenditure": "基本支出",
    "personnel": "人员经费",
    "public_funds": "公用经费",
    "project_expenditure": "项目支出",
    "three_public": "“三公”经费",
    "operating_cost": "机关运行经费",
    "procurement": "政府采购",
    "closing_balance": "年末结转和结余",
}
"""What the rows of a body's table are called."""


def show_overview(site: Site, request: Request) -> Response:
    """The overview of a year, or of all."""
    told = years(site.index)
    given = request.query_params.get("year", "")
    year = int(given) if given.isdecimal() and int(given) in told else None
    found = overview(site.index, year)
    return site.page(
        "overview.html",
        years=told,
        year=year,
        o=found,
        charts=_charts(found, year),
        conflicts=list(site.index.state.conflicts),
        damaged=site.index.read.damaged,
    )


def _charts(o: Overview, year: int | None) -> list[tuple[str, str, Any]]:
    """Title, note and picture of each chart that has something to show."""
    more = f"&year={year}" if year else ""
    rules = [Bar(rule_title(r["rule"]), _parts(r), f"/findings?rule={r['rule']}{more}") for r in o.rules]
    units = [Bar(r["name"] or "单位不明", _parts(r), f"/bodies/{r['body']}") for r in o.bodies]
    spent = [Bar(_tenth(r["tenth"], 12), (("f3", r["n"]),)) for r in o.execution]
    shares = [Bar(_tenth(r["tenth"], 9), (("f3", r["n"]),)) for r in o.shares]
    decided = [
        Bar(VERDICTS[r["verdict"]], (("f3", r["n"]),), f"/findings?verdict={r['verdict']}{more}")
        for r in o.verdicts
    ]
    told = [
        ("问题按规则", "红：错误；橙：警示；蓝：提示", bars("问题按规则", rules), rules),
        ("问题较多的单位", "按错误数", bars("问题较多的单位", units), units),
        ("判定进度", "", bars("判定进度", decided), decided),
        (
            "支出决算占年初预算",
            "各报告按百分比分组；只计表中同时印有两数的报告",
            columns("支出决算占年初预算", spent),
            spent,
        ),
        ("金额读取率", "各文件中已归入数据行的金额所占比例", columns("金额读取率", shares), shares),
    ]
    return [(title, note, picture) for title, note, picture, of in told if of]


def _parts(row: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    third = row["n2"] if "n2" in row else row["n"] - row["n0"] - row["n1"]
    return tuple(zip(COLOURS, (row["n0"], row["n1"], third), strict=True))


def _tenth(tenth: int, most: int) -> str:
    if tenth >= most:
        return f"≥{10 * tenth}%"
    return f"{10 * tenth}–{10 * tenth + 10}%"


def show_documents(site: Site, request: Request) -> Response:
    """The list of documents."""
    given = dict(request.query_params)
    return site.page(
        "documents.html",
        page=rows.documents(site.index, given),
        choices=rows.choices(site.index),
        given=given,
    )


def show_document(site: Site, request: Request) -> Response:
    """A document: what was checked, what could not be, its findings and pages. Raises Missing."""
    document = _document(site, request)
    id = document["doc_id"]
    return site.page(
        "document.html",
        doc=document,
        lost=lost(document)
        if site.desk.file(document) is None and document["status"] in ("ok", "partial")
        else "",
        outcomes=rows.outcomes(site.index, document),
        findings=rows.findings_of(site.index, id),
        hits=rows.pages_of(site.index, document),
    )


def _document(site: Site, request: Request) -> dict[str, Any]:
    found = rows.document(site.index, request.path_params["id"])
    if found is None:
        raise NotHere("数据集里没有这份文件")
    return found


def show_page(site: Site, request: Request) -> Response:
    """A page of a document with every number that was read boxed. Raises Missing."""
    document, number = _document(site, request), request.path_params["page"]
    if not 1 <= number <= (document["pages"] or 0):
        raise NotHere(f"这份文件没有第 {number} 页")
    panel = Panel(document, number, [])
    figures = rows.figures_of(site.index, document, number)
    file = site.desk.file(document)
    if file is None:
        panel.trouble = lost(document)
    elif document["file_format"] == "pdf":
        try:
            panel.width, panel.height = site.desk.size(file, number)
        except ReportError as error:
            panel.trouble = str(error)
    boxes = [(f, box_of(f, 0, _hover_text(f))) for f in figures]
    return site.page(
        "page.html",
        doc=document,
        number=number,
        panel=panel,
        boxes=boxes,
        mark=request.query_params.get("mark", ""),
    )


def _hover_text(figure: Mapping[str, Any]) -> str:
    """What hovering over a number says: what it is, and why no row carries it."""
    unread = code("figures", "unread", figure["unread"])
    words = [figure["raw"] or "", figure["context"] or "", f"未归入数据行：{unread}" if unread else ""]
    if figure["confidence"] is not None:
        words.append(f"识别可信度 {figure['confidence']:.2f}")
    return "\n".join(w.strip() for w in words if w.strip())


def picture(site: Site, request: Request) -> Response:
    """A page of a PDF as a picture. Raises Missing."""
    document = _document(site, request)
    dpi = SHARP if request.query_params.get("dpi") == str(SHARP) else PLAIN
    file = site.desk.file(document)
    if file is None or document["file_format"] != "pdf":
        raise NotHere("没有这一页的图")
    try:
        drawn = site.desk.picture(file, request.path_params["page"], dpi)
    except ReportError as error:
        raise NotHere(str(error)) from error
    # The address holds the hash of the file.
    return Response(
        drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"}
    )


def show_bodies(site: Site, request: Request) -> Response:
    """The list of bodies."""
    given = dict(request.query_params)
    return site.page("bodies.html", page=rows.bodies(site.index, given), given=given)


def show_body(site: Site, request: Request) -> Response:
    """A body over the years. Raises Missing."""
    id = request.path_params["id"]
    found = rows.body(site.index, id)
    if found is None:
        raise NotHere("数据集里没有这个单位")
    return site.page("body.html", id=id, b=found, concepts=CONCEPTS)


def show_projects(site: Site, request: Request) -> Response:
    """The list of projects of self-evaluations."""
    given = dict(request.query_params)
    return site.page("projects.html", page=rows.projects(site.index, given), given=given)


def show_rules(site: Site, request: Request) -> Response:
    """How right each rule is by what people decided, and where they differ."""
    conflicts = [
        (site.index.row("select finding_id, message from found where finding_id = ?", [id]), id, entries)
        for id, entries in site.index.state.conflicts.items()
    ]
    return site.page("rules.html", rules=precision(site.index.state), conflicts=conflicts)
