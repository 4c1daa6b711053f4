"""A scenario's change on Publish: in the words of questions and findings, as it is written where those fail."""

from __future__ import annotations

from ngocheck.desk.publishing.scenario_text import scenario_words

PART = {
    "on": "2026-12-01",
    "law": "sample",
    "answers": {"status": "registered", "gifts": True},
    "expect": {"club-report": {"applicability": "applies", "amount_tenge": 9000}, "fair-notice": "absent"},
}


def test_questions_findings_and_days_have_their_own_words(rulebook):
    words = {label: said for (label, _language), said in scenario_words(PART, rulebook).items()}
    status = rulebook.questions["status"]
    title = next(reversed(rulebook.requirements["club-report"])).texts["title"]["en"]
    assert words["Day looked at"] == "1 December 2026"
    assert words[status.text["en"]] == status.choice("registered").label["en"]
    assert words[f"{title}: whether it applies"] == "applies"
    assert words[f"{title}: fee in tenge"].replace("\N{NARROW NO-BREAK SPACE}", " ").endswith("000 tenge")
    notice = next(reversed(rulebook.requirements["fair-notice"])).texts["title"]["en"]
    assert words[notice] == "not in force"
    assert not {"club-report", "status", "gifts"} & {*words, *words.values()}


def test_answers_that_cannot_be_read_stand_as_they_are_written(rulebook):
    words = scenario_words({**PART, "answers": {"no-such": [1], "status": "registered"}}, rulebook)
    assert words["no-such", ""] == "[1]"
    assert words["status", ""] == "registered"
