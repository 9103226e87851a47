"""Places in a unit's name, told by the suffixes of Chinese place names alone.

For towns, zones, and what the table of divisions lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold

PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市",
    "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省", "江西省",
    "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省", "云南省", "陕西省",
    "甘肃省", "青海省", "台湾省",
    "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区",
    "香港特别行政区", "澳门特别行政区",
)  # fmt: skip
"""The 34 names of province level."""
_CENTRAL = regex.compile(r"^(中华人民共和国|国家|中央|全国|最高人民)")
_PARTIES: Sequence[tuple[str, str]] = (
    ("", "中国共产党|中共"),
    ("共青团", "中国共产主义青年团|共青团"),
    ("政协", "中国人民政治协商会议|政协"),
    ("民盟", "中国民主同盟|民盟"),
    ("民建", "中国民主建国会|民建"),
    ("民进", "中国民主促进会|民进"),
    ("民革", "中国国民党革命委员会|民革"),
    ("农工党", "中国农工民主党|农工党"),
    ("致公党", "中国致公党|致公党"),
    ("九三学社", "九三学社"),
    ("台盟", "台湾民主自治同盟|台盟"),
)
"""What a name may begin with before the place, by the short form; 中共长沙市委 is 长沙市委."""
_PARTY = regex.compile("^(?:" + "|".join(f"({names})" for _, names in _PARTIES) + ")")
# A name of a place holds no word for a body; what follows its suffix must not make the suffix part of another
# word.
_PLACE = r"(?:(?![局厅委院所]|政府|管理|监督|服务|工作|中心|法院|检察)\p{Han})"
# 河市镇 and 旧县乡 are towns and no 河市, no 旧县; 湘阴县乡宁镇 names both.
_TOWN_END = r"(?:镇(?!化|企业)|乡(?![村镇土愁])|街道)(?!\p{Han}{1,3}?(?:镇|乡|街道))"
_CITY_END = rf"(?<![城都超门夜股])市(?!场|容|政(?!府|协|法)|民(?=中心|服务|广场|热线)|{_TOWN_END})"
_NEXT = r"市(?!场|政)|区(?!域)|县|镇|乡(?!村)"
_PARTS = regex.compile(
    rf"(?P<province>{'|'.join(PROVINCES)}|\p{{Han}}{{2,4}}?省(?![直属级]))?"
    rf"(?P<city>{_PLACE}{{2,12}}?自治州|{_PLACE}{{2,6}}?(?:地区|(?<![同民联])盟)"
    rf"|{_PLACE}{{1,5}}?{_CITY_END}|{_PLACE}{{2,5}}?州(?!{_NEXT}))?"
    rf"(?P<county>{_PLACE}{{2,14}}?自治[县旗]|{_PLACE}{{1,6}}?(?:(?<![社校小景库片辖])区(?![域划块间])"
    rf"|县(?![级域]|{_TOWN_END})|旗(?!舰|{_NEXT})|特区|林区|{_CITY_END}))?"
    rf"(?P<town>{_PLACE}{{1,6}}?(?:镇(?!化|企业)|(?<![城下返])乡(?![村镇土愁])|街道))?"
)
_ZONE = regex.compile(r"(开发|高新|产业|园|示范|保税|试验|合作|度假|工业)区$")
"""A zone is a part of the place before it and no level of its own."""
_NO_COUNTY = regex.compile(r"\p{Han}{2,6}?(?:行政委员会|群岛)")
"""What has a code of its own without being called a county, and not in the table."""
_NEW_AREA = regex.compile(
    r"\p{Han}{0,10}?(?:新区|开发区|高新区|管理区|示范区|园区|工业园|产业园|科技城|生产建设兵团)"
)


_WORDS = regex.compile(
    r".*(?:[社校小景库片辖灌军厂院营]区|保护区)|(?:革命)?[老灾牧山湖林矿市城郊战]区|(?:特色)?[城乡小集村市建古]镇|[家同]乡"
)
"""Words that end as places do."""


@dataclass(frozen=True)
class Suffixed:
    """A place that only its suffix tells: `kind` town, zone or place (of any other level)."""

    name: str
    kind: str


def suffixed(text: str) -> Suffixed | None:
    """The place that folded words begin with; null where they begin with none, or with a word that ends like
    one.
    """
    found = _PARTS.match(text)
    if found is None:
        return None
    kinds = (("province", "place"), ("city", "place"), ("county", "place"), ("town", "town"))
    for group, kind in kinds:
        if (name := found[group]) and not _WORDS.fullmatch(name):
            return Suffixed(name, "zone" if _ZONE.search(name) or name.endswith("新区") else kind)
    if _NO_COUNTY.match(text):
        return Suffixed(text, "place")
    zone = _NEW_AREA.match(text)
    return Suffixed(zone.group(), "zone") if zone else None


def is_central(plain: str) -> bool:
    """Whether a folded name is that of a central body (国家…), wherever it sits."""
    return _CENTRAL.match(plain) is not None


def without_party(plain: str) -> tuple[str, str]:
    """(the party or league in its short form, the rest) of a folded name: 中共长沙市委 → "", 长沙市委."""
    found = _PARTY.match(plain)
    if found is None:
        return "", plain
    return next(short for (short, _), held in zip(_PARTIES, found.groups(), strict=True) if held), plain[
        found.end() :
    ]


def region_of(name: str) -> tuple[str | None, str | None]:
    """(region, level) that a unit's name states: the smallest place that it names; null where it states none.

    The grammar: 省/自治区, then 市/自治州/地区/盟, then 区/县/旗/市, then 镇/乡/街道. 州 alone ends a place
    of three characters or more (湘西州): in 苏州 or 广州 it is a part of the name. Names of central bodies
    (国家…) are of level `central`, wherever they sit.
    """
    plain = fold(name)
    if _CENTRAL.match(plain):
        return None, "central"
    found = _PARTS.match(without_party(plain)[1])
    if found is None:
        return None, None
    if found["town"] and not _ZONE.search(found["county"] or ""):
        return found["town"], "township"
    county = found["county"]
    zone = bool(county and _ZONE.search(county))
    if county and not zone:
        return county, "county"
    if found["city"]:
        return found["city"], None if zone else "city"
    if found["province"]:
        return found["province"], None if zone else "province"
    return None, None
