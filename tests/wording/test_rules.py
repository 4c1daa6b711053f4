"""Words of a version: amounts in MRP with what they come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ngocheck.wording.rules import with_tenge
from ngocheck.wording.translated import Foreign

INDEX = Decimal(4325)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Over 10,000 MRP, apply.", "Over 10,000 MRP (43\u202f250\u202f000\u00a0tenge), apply."),
        ("It is 6.5 MRP.", "It is 6.5 MRP (28\u202f113\u00a0tenge)."),
        ("Порог — 10 000 МРП; больше", "Порог — 10 000 МРП (43\u202f250\u202f000\u00a0тенге); больше"),
        ("Сбор 6,5\u00a0МРП.", "Сбор 6,5\u00a0МРП (28\u202f113\u00a0тенге)."),
        ("Шегі — 10\u202f000\u00a0АЕК.", "Шегі — 10\u202f000\u00a0АЕК (43\u202f250\u202f000\u00a0теңге)."),
        ("20 000 АЕК-тен асады", "20 000 АЕК-тен (86\u202f500\u202f000\u00a0теңге) асады"),
        ("10 АЕК\u2011қа дейін.", "10 АЕК\u2011қа (43\u202f250\u00a0теңге) дейін."),
        ("10 АЕК-", "10 АЕК (43\u202f250\u00a0теңге)-"),
        ("50 MRP or 100 MRP", "50 MRP (216\u202f250\u00a0tenge) or 100 MRP (432\u202f500\u00a0tenge)"),
        ("The monthly calculation index (MRP) of 2026", "The monthly calculation index (MRP) of 2026"),
        ("", ""),
    ],
)
def test_an_amount_in_mrp_is_told_in_tenge_too(text, told):
    assert with_tenge(text, INDEX) == told


def test_without_an_index_an_amount_stays_as_the_law_names_it():
    assert with_tenge("Over 10,000 MRP, apply.", None) == "Over 10,000 MRP, apply."


def test_a_text_in_another_language_keeps_saying_so():
    told = with_tenge(Foreign("Over 20 MRP.", "en"), INDEX)
    assert isinstance(told, Foreign)
    assert (told, told.language) == ("Over 20 MRP (86\u202f500\u00a0tenge).", "en")
