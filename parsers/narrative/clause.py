"""The words of a number's clause: where its subject stands in them, and whether they say anything but
measure and time.
"""

from __future__ import annotations

from extract import regex
from parsers.lexicon import narrative_words
from parsers.words.names import clean_item

from .subject import is_generic, named, without_unit
from .thread import Measured, Point
from .vocabulary import makes_subject

NUMBER = r"[+-]?[\d.,٬]*\d(?:(?:百|千|万|亿)*元|[万亿%]|(?=[、,][\d.]+\d))"


LISTED_NUMBER = rf"(?:(?:[、和及与]|以及)(?:增加|减少|增长|下降|降低|上升)?{NUMBER}|[,，]{NUMBER})"


BARE = ("收入", "支出", "收入预算", "支出预算", "收入决算", "支出决算", "收入总", "支出总")


OF_THE_ITEM = (
    "本年支出",
    "本年收入",
    "支出合计",
    "收入合计",
    "财政拨款",
    "财政拨款支出",
    "一般公共预算",
    "一般公共预算财政拨款",
)


def subject_words(p: Point, m: Measured) -> str:
    """The words of the clause in which the subject stands: before 增加, 占, 完成 and without what is
    compared with.
    """
    wordings, lead = narrative_words(), p.lead
    if m.measure in ("change", "change_rate"):
        lead = regex.split(f"{wordings.rise.any}|{wordings.fall.any}|差异率", lead)[0]
        lead = regex.sub(r"(?:按?(?:可比|同)口径)?(?:[相对]?[比较]|与|同|于)(?![口])[^，,]*$", "", lead)
        return str(regex.sub(r"(?:按?(?:可比|同)口径)?(?:同比|环比)?(?:总体|有所|各|分别)?$", "", lead))
    if m.measure == "share":
        # Where the whole stands with its amount, 占 stands before that amount and not in the lead.
        return lead[: max(lead.rfind("占"), 0)]
    if m.measure.endswith("_rate"):
        return str(
            regex.split(
                "完成|(?:资金|预算)*(?:执行率|使用率|支付率|执行进度|支出进度|到位率|下达率|控制率|执行)|占|为(?:年初|全年)?预算",
                lead,
            )[0]
        )
    if (told := of_a_year(lead)) is not None:
        return told[0]
    if p.n.after.startswith("的") and "占" in lead:
        return lead[: lead.rfind("占")]
    lead = regex.sub(
        wordings.compared_with.any + "|(?:由|从)(?:上年|20\\d\\d年度?)的?(?:决算数?)?$", "", lead
    )
    return str(regex.sub(r"^(比|较|与|同)(上年|20\d\d年)?(度)?(?=.*[预决]算)", "", lead))


def of_a_year(lead: str) -> tuple[str, str] | None:
    """The subject and year of an amount whose year stands behind its name: “三公”经费2021年决算数."""
    found = OF_A_YEAR.search(lead)
    return (found["name"], found["year"]) if found and makes_subject(found["name"]) else None


OF_A_YEAR = regex.compile(
    r"^(?P<name>[“”\"\p{Han}()（）]{4,24}?)(?<!比|较|与|同|于|和)(?P<year>上年|20\d\d年度?)(?:支出|收入)?(?:预算|决算|执行)数?为?$"
)


def explained(p: Point, words: str) -> bool:
    """Whether words say nothing but measure, time, comparison and who reports: no other subject hides in
    them.
    """
    rest = named(without_unit(narrative_words().unsaid.sub("", words), p.profile.unit_name))
    return is_generic(clean_item(rest)) or rest in BARE


def listed_subjects(words: str, count: int = 2) -> list[str]:
    """The subjects of one verb: 基本支出、项目支出分别为; 收、支总计 are 收入总计 and 支出总计."""
    totals = regex.fullmatch(
        r"(?P<of>.*?)收入?[、和与]?支出?(?P<total>总计|合计|总额|决算总计|总预算|总决算)", words
    )
    if count == 2 and totals:
        return [totals["of"] + "收入" + totals["total"], totals["of"] + "支出" + totals["total"]]
    names = [x for x in words.split("、") if x]
    for mark in ("和|与|以及", "及"):
        if names and len(names) < count:
            names = [*names[:-1], *(x for x in regex.split(mark, names[-1]) if x)]
    return names if len(names) == count > 1 and all(len(x) >= 2 for x in names) else []
