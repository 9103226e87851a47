"""Region and level of a unit, told from its name alone: the province-level names, then the suffixes of the grammar."""

from __future__ import annotations

import regex

from extract.fold import fold

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
PROVINCES = (
    "河北省",
    "山西省",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "台湾省",
    "内蒙古自治区",
    "广西壮族自治区",
    "西藏自治区",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
    "香港特别行政区",
    "澳门特别行政区",
    *MUNICIPALITIES,
)
_PREFIX = regex.compile(r"^(中共|中国共产党|共青团)")
_PARTS = regex.compile(
    r"(?P<province>\p{Han}{2,7}?(?:省|自治区))?(?P<city>\p{Han}{1,8}?(?:市|自治州|州|盟|地区))?(?P<county>\p{Han}{1,8}?(?:区|县|旗|市))?(?P<town>\p{Han}{1,7}?(?:镇|乡|街道))?"
)


def region_of(name: str) -> tuple[str | None, str | None]:
    """(region, level) that a unit's name states; (null, null) where it states none."""
    plain = _PREFIX.sub("", fold(name))
    found = _PARTS.match(plain)
    if found is None or not found.group():
        return None, None
    if found["town"]:
        return found["town"], "township"
    if found["county"] and not regex.match("市场|市政|区域", plain[found.start("county") :]):
        return found["county"], "county"
    if found["city"] and not regex.match(r"场|政", plain[found.end("city") :]):
        return found["city"], "province" if found["city"] in MUNICIPALITIES else "city"
    if found["province"]:
        return found["province"], "province"
    return None, None
