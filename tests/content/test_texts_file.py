"""The texts of the whole law as a workbook: they come back as they went, and can be confirmed as a whole."""

from __future__ import annotations

import pytest
from django.core import signing

from ngocheck.desk.exchange.texts_file import SHEETS, export_texts, import_texts
from ngocheck.desk.exchange.views import LONGEST_PACKAGE
from ngocheck.desk.exchange.workbook import read_workbook
from ngocheck.rulebook.rows.intake import Plan

pytestmark = pytest.mark.django_db


def test_the_texts_of_the_law_come_back_without_a_change_and_fit_into_a_form():
    rows = read_workbook(export_texts(), SHEETS)
    assert import_texts(rows, None, keep=False) == Plan()
    assert len(signing.dumps({"rows": rows}, compress=True)) < LONGEST_PACKAGE / 3
