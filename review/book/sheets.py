"""The sheets of the workbook: their names, their columns as a person would set them, and what fills them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from review.index.index import Index
from review.verdicts.entry import NAMES, OPEN

from . import rows
from .rows import Chosen, SheetRows

STATES = (OPEN, *NAMES.values())
"""What a finding's state may be, as the sheet's list has it."""
ISSUES = "问题"
STATE, REASON, ID, SEEN = "判定", "理由", "编号", "指纹"
"""The columns that are read back."""


@dataclass(frozen=True)
class BookColumn:
    """A column: its title, its width in characters, whether long text wraps. `unprinted`: for programs, and
    left out on paper; `hidden`: kept for reading back.
    """

    title: str
    width: int
    wrap: bool = False
    unprinted: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class BookSheet:
    """A sheet: its name, its columns, and what gives its rows."""

    name: str
    columns: tuple[BookColumn, ...]
    rows: Callable[[Index, Chosen], SheetRows]


def _columns(told: str) -> tuple[BookColumn, ...]:
    """Columns told as `title width`; `+` wraps long text, `!` is not printed, `-` hidden."""
    out = []
    for each in told.split(", "):
        title, width = each.split(" ")
        out.append(
            BookColumn(
                title, int(width.strip("+-!")), width.endswith("+"), width[-1] in "!-", width[-1] == "-"
            )
        )
    return tuple(out)


SHEETS = (
    BookSheet(
        "总览",
        _columns(
            "年度 10, 文件 8, 其中未读 10, 单位 8, 页数 8, 平均金额读取率 16, 错误 8, 警示 8, 提示 8, 待核 8"
        ),
        rows.totals,
    ),
    BookSheet(
        ISSUES,
        _columns(
            f"{STATE} 8, {REASON} 18+, 程度 7, 年度 7, 单位名称 20+, 规则 16+, 问题 46+, "
            "所印 12, 应为 12, 差额 12, 计量单位 9, 差额（元） 15, 文件 24+, 页码 9, "
            f"页面 7!, {ID} 34!, {SEEN} 18-"
        ),
        rows.issues,
    ),
    BookSheet(
        "证据",
        _columns(
            "序号 6, 单位名称 20+, 规则 18+, 文件 24+, 页码 6, 位置 20, 原文 16, 报表 24, "
            "科目（项目） 26+, 栏目 18+, 口径 12, 数值 16, 计量单位 9, 识别可信度 11, 问题编号 34!"
        ),
        rows.evidence,
    ),
    BookSheet(
        "已查与未查",
        _columns("单位名称 26+, 年度 7, 文件 34+, 规则 28, 结果 8, 比对次数 10, 缺什么 50+"),
        rows.checks,
    ),
    BookSheet(
        "资金",
        _columns(
            "单位名称 26, 年度 7, 数据年度 9, 报表 26, 项目 20, 科目编码 10, 科目（项目） 28, 栏目 18, "
            "口径 14, 数值 16, 计量单位 9, 金额（元） 18, 文件 30, 页码 6, 位置 16, 原文 16"
        ),
        rows.funds,
    ),
    BookSheet(
        "指标与得分",
        _columns(
            "单位名称 26, 年度 7, 项目 22, 种类 9, 一级指标 14, 二级指标 14, 三级指标 26+, 指标值 20+, "
            "完成值 20+, 达标 6, 分值 8, 得分 8, 等级 6, 偏差原因及改进措施 40+, 文件 30, 页码 6"
        ),
        rows.indicators,
    ),
    BookSheet(
        "疑点查询",
        _columns(
            "查询 30+, 单位名称 20+, 年度 7, 对象 30+, 数值 16, 对照数 16, 差额 16, 界限 10, 计量单位 9, "
            "文件 30+, 依据 50+, 看不到 50+"
        ),
        rows.asked,
    ),
    BookSheet(
        "来源",
        _columns(
            "单位名称 26, 年度 7, 种类 9, 口径 9, 文件 34, 全部路径 40, 格式 7, 页数 6, 识别页数 9, 状态 9, "
            "原因 40+, 金额读取率 11, 副本 6, 网址 30, 公开日期 11, 下载日期 11, 程序版本 9, SHA-256 66!"
        ),
        rows.sources,
    ),
)
"""The sheets in their order."""
