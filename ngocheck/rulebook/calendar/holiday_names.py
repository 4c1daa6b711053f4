"""Names of days off in three languages. The package `holidays` has none in Russian, and its English dates are
American; the names of holidays are those of the Law on Public Holidays."""

from __future__ import annotations

import re

NAMES = {
    "New Year's Day": ("Новый год", "Жаңа жыл"),
    "Orthodox Christmas": ("Православное Рождество", "Православиелік Рождество"),
    "International Women's Day": ("Международный женский день", "Халықаралық әйелдер күні"),
    "Nowruz Holiday": ("Наурыз мейрамы", "Наурыз мейрамы"),
    "Kazakhstan's People Solidarity Holiday": (
        "Праздник единства народа Казахстана",
        "Қазақстан халқының бірлігі мерекесі",
    ),
    "Defender of the Fatherland Day": ("День защитника Отечества", "Отан қорғаушы күні"),
    "Victory Day": ("День Победы", "Жеңіс күні"),
    "Capital Day": ("День столицы", "Астана күні"),
    "Constitution Day": (
        "День Конституции Республики Казахстан",
        "Қазақстан Республикасының Конституциясы күні",
    ),
    "Republic Day": ("День Республики", "Республика күні"),
    "Independence Day": ("День независимости", "Тәуелсіздік күні"),
    "First President Day": (
        "День Первого Президента Республики Казахстан",
        "Қазақстан Республикасының Тұңғыш Президенті күні",
    ),
    "Eid al-Adha": ("Курбан айт", "Құрбан айт"),
}
REMARKS = {
    "observed": ("перенесенный выходной", "ауыстырылған демалыс күні"),
    "estimated": ("день еще не назначен", "күні әлі белгіленбеген"),
}
SUBSTITUTED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
NAMED = re.compile(r"(?P<name>[^()]+?)(?: \((?P<remark>\w+)\))?")


def by_language(name: str) -> dict[str, str]:
    """What the package calls a day, in English, as texts by language; an unknown name stays English."""
    parts = [_one(part.strip()) for part in name.split(";")]
    return {code: "; ".join(part[code] for part in parts) for code in ("en", "ru", "kk")}


def _one(name: str) -> dict[str, str]:
    moved = SUBSTITUTED.fullmatch(name)
    if moved:
        day = f"{moved[2]}.{moved[1]}.{moved[3]}"
        return {
            "en": f"Day off (moved from {day})",
            "ru": f"Выходной день (перенесен с {day})",
            "kk": f"Демалыс күні (ауыстырылған күн: {day})",
        }
    found = NAMED.fullmatch(name)
    if found is None or found["name"] not in NAMES or (found["remark"] or "observed") not in REMARKS:
        return {"en": name, "ru": name, "kk": name}
    ru, kk = NAMES[found["name"]]
    if found["remark"]:
        ru_remark, kk_remark = REMARKS[found["remark"]]
        ru, kk = f"{ru} ({ru_remark})", f"{kk} ({kk_remark})"
    return {"en": name, "ru": ru, "kk": kk}
