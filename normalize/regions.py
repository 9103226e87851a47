"""Region and level of a unit, told from its name alone, by the suffixes of Chinese place names."""

from __future__ import annotations

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
_PARTY = regex.compile(
    r"^(中国共产党|中共|中国共产主义青年团|共青团|九三学社|政协|中国人民政治协商会议|民革|民盟|民建|民进"
    r"|中国(民主同盟|民主建国会|民主促进会|农工民主党|致公党|国民党革命委员会))"
)
# A name of a place holds no word for a body; what follows its suffix must not make the suffix part of another
# word.
_PLACE = r"(?:(?![局厅委院所]|政府|管理|监督|服务|工作|中心|法院|检察)\p{Han})"
_CITY_END = r"(?<![城都超门夜股])市(?!场|容|政(?!府|协|法)|民(?=中心|服务|广场|热线))"
_NEXT = r"市(?!场|政)|区(?!域)|县|镇|乡(?!村)"
_PARTS = regex.compile(
    rf"(?P<province>{'|'.join(PROVINCES)}|\p{{Han}}{{2,4}}?省(?![直属级]))?"
    rf"(?P<city>{_PLACE}{{2,12}}?自治州|{_PLACE}{{2,6}}?(?:地区|(?<![同民联])盟)"
    rf"|{_PLACE}{{1,5}}?{_CITY_END}|{_PLACE}{{2,5}}?州(?!{_NEXT}))?"
    rf"(?P<county>{_PLACE}{{2,14}}?自治[县旗]|{_PLACE}{{1,6}}?(?:(?<![社校小景库片辖])区(?![域划块间])"
    rf"|县(?![级域])|旗(?!舰|{_NEXT})|特区|林区|{_CITY_END}))?"
    rf"(?P<town>{_PLACE}{{1,6}}?(?:镇(?!化|企业)|(?<![城下返])乡(?![村镇土愁])|街道))?"
)
_ZONE = regex.compile(r"(开发|高新|产业|园|示范|保税|试验|合作|度假|工业)区$")
"""A zone is a part of the place before it and no level of its own."""


def region_of(name: str) -> tuple[str | None, str | None]:
    """(region, level) that a unit's name states: the smallest place that it names; null where it states none.

    The grammar: 省/自治区, then 市/自治州/地区/盟, then 区/县/旗/市, then 镇/乡/街道. 州 alone ends a place
    of three characters or more (湘西州): in 苏州 or 广州 it is a part of the name. Names of central bodies
    (国家…) are of level `central`, wherever they sit.
    """
    plain = fold(name)
    if _CENTRAL.match(plain):
        return None, "central"
    found = _PARTS.match(_PARTY.sub("", plain))
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
