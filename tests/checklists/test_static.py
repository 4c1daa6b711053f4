"""The typeface holds every letter of the site, colours can be told from every ground, nothing reaches outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "ngocheck" / "checklists" / "static"
SITE = (STATIC / "checklists" / "site.css").read_text(encoding="utf-8")
TYPEFACE = STATIC / "typeface" / "ngocheck-sans.woff2"
KILOBYTE = 1024
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
SIGNS = "0123456789.,:;!?()«»„“–—…№₸%§·‹›→"
MEANINGS = ["overdue", "soon", "later", "ban", "right", "unknown", "done"]


def test_the_typeface_is_light_and_free():
    assert TYPEFACE.stat().st_size <= 70 * KILOBYTE
    assert "SIL OPEN FONT LICENSE Version 1.1" in TYPEFACE.with_name("LICENSE").read_text(encoding="utf-8")
    assert "font-display: swap" in SITE


def test_the_typeface_has_every_letter_of_the_three_languages_regular_and_bold():
    font = TTFont(TYPEFACE)
    letters = RUSSIAN + KAZAKH + "abcdefghijklmnopqrstuvwxyz"
    assert {ord(letter) for letter in letters + letters.upper() + SIGNS} <= set(font.getBestCmap())
    weight = font["fvar"].axes[0]
    assert (weight.axisTag, weight.minValue, weight.maxValue) == ("wght", 400, 700)


def test_own_files_load_nothing_from_elsewhere():
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        own = path.read_text(encoding="utf-8").replace('url("../typeface/ngocheck-sans.woff2")', "")
        assert not re.search(r"https?://|@import|url\(", own), path.name


def test_no_page_has_more_than_thirty_kilobytes_of_style_sheets():
    templates = Path(__file__).parents[2] / "templates"
    for page in [*templates.glob("*.html"), *templates.glob("checklists/**/*.html")]:
        named = {"site.css", *re.findall(r"'checklists/(\w+\.css)'", page.read_text(encoding="utf-8"))}
        assert sum((STATIC / "checklists" / name).stat().st_size for name in named) <= 30 * KILOBYTE, page.name


def colours(mode: str) -> dict[str, str]:
    """The colours of day or night by their names."""
    day, night = re.findall(r":root \{(.*?)\}", SITE, re.DOTALL)[:2]
    declared = re.findall(r"--([\w-]+): (#\w+);", day + (night if mode == "night" else ""))
    return dict(declared)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["day", "night"])
def test_words_can_be_read_on_every_ground(mode):
    found = colours(mode)
    grounds = ["paper", "card"]
    pairs = [
        (name, ground) for name in [*MEANINGS, "ink", "quiet", "action", "wrong", "doubt"] for ground in grounds
    ]
    pairs += [(name, f"{name}-ground") for name in MEANINGS]
    pairs += [("ink", f"{name}-ground") for name in MEANINGS] + [("action-ink", "action"), ("paper", "ink")]
    weak = [pair for pair in pairs if contrast(*(found[name] for name in pair)) < 4.5]
    assert weak == []


@pytest.mark.parametrize("mode", ["day", "night"])
def test_the_focus_ring_stands_out_from_every_ground(mode):
    """Of its two lines, yellow outside and ink inside, the inner one shows on each ground and beside the outer."""
    found = colours(mode)
    grounds = ["paper", "card", *(f"{name}-ground" for name in MEANINGS)]
    weak = [ground for ground in grounds if contrast(found["ink"], found[ground]) < 3]
    assert weak == []
    assert "box-shadow: 0 0 0 2px var(--ink)" in SITE
