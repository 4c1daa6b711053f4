"""Numbers keep what belongs to them at the end of a line; rows and search keep ordinary spaces."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from ngocheck.engine.sources import Text
from ngocheck.wording.translated import marked_text
from ngocheck.wording.values import plain_text, unbroken

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("приказ № 59-НҚ", "приказ №~59-НҚ"),
        ("подп. 2) п. 1 ст. 14", "подп.~2) п.~1 ст.~14"),
        ("ч. 3 ст. 488", "ч.~3 ст.~488"),
        ("50 МРП, 20 АЕК", "50~МРП, 20~АЕК"),
        ("10 % дохода", "10~% дохода"),
        ("2 500 000 тенге", "2_500_000~тенге"),
        ("4 325 теңге", "4_325~теңге"),
        ("от 1 000 до 999", "от 1_000 до 999"),
        # What only looks like it stays as it is.
        ("в 2026 100 дел", "в 2026 100 дел"),
        ("гость. 13", "гость. 13"),
        ("5 тенгеден", "5 тенгеден"),
        ("31 марта 2027 года", "31 марта 2027 года"),
        ("", ""),
    ],
)
def test_what_belongs_together_stays_in_one_line(text, shown):
    assert unbroken(text, "ru") == shown.replace("~", WIDE).replace("_", NARROW)
    assert unbroken(text, "en") == text


def test_texts_are_shown_so_whichever_way_they_are_asked_for():
    text = Text({"en": "50 MRP", "ru": "50 МРП", "kk": ""})
    for language in ("ru", "kk"):
        with override(language):
            assert plain_text(text) == marked_text(text) == f"50{WIDE}МРП"
    assert plain_text(text) == "50 MRP"
