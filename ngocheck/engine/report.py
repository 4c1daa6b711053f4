"""An assessment as the JSON that other programs read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .deadlines import DueDate
from .facts import write_fact
from .findings import Assessment, Finding
from .rules import Rule
from .ruleset import Sum
from .sources import nearest_link

LANGUAGE = "en"


def report(assessment: Assessment) -> dict[str, Any]:
    return {
        "edition": assessment.edition,
        "on": assessment.on.isoformat(),
        "guide": assessment.guide,
        "findings": [finding_report(finding) for finding in assessment.findings],
    }


def finding_report(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    return {
        "requirement": rule.requirement,
        "area": rule.area,
        "force": rule.force,
        "applicability": finding.applicability.value,
        "met": finding.met,
        "missing": list(finding.missing),
        "presumed": list(finding.presumed),
        "reasons": [
            {"question": reason.question, "answer": write_fact(reason.answer)} for reason in finding.reasons
        ],
        "due": [due_report(due) for due in finding.due],
        "amount_tenge": finding.amount_tenge,
        "penalties": penalties_report(finding.penalties),
        "provisions": provisions_report(finding),
        "confidence": rule.confidence,
        "verified_on": rule.verified_on.isoformat() if rule.verified_on else None,
    }


def due_report(due: DueDate) -> dict[str, Any]:
    return {
        "on": due.due_on.isoformat() if due.due_on else None,
        "safe_on": due.safe_on.isoformat() if due.safe_on else None,
        "period": due.period,
        "confirmed": due.confirmed,
    }


@lru_cache(maxsize=1000)
def penalties_report(fines: tuple[Sum, ...]) -> list[dict[str, Any]]:
    return [penalty_report(fine) for fine in fines]


def penalty_report(fine: Sum) -> dict[str, Any]:
    penalty = fine.penalty
    mrp = penalty.mrp
    number = None if mrp is None else int(mrp) if mrp == mrp.to_integral_value() else float(mrp)
    return {
        "provision": f"{penalty.provision.source.short[LANGUAGE]}, {penalty.provision.article[LANGUAGE]}",
        "whom": penalty.whom.value,
        "mrp": number,
        "tenge": fine.tenge,
        "arrest_days": penalty.arrest_days,
        "repeat": penalty.repeat,
        "confidence": penalty.confidence,
        "text": penalty.text[LANGUAGE],
    }


def provisions_report(finding: Finding) -> list[dict[str, str]]:
    cited, rows = finding.rule.provisions, all_provisions_report(finding.rule)
    if finding.provisions is cited:
        return rows
    shown = {id(provision) for provision in finding.provisions}
    return [row for row, provision in zip(rows, cited, strict=True) if id(provision) in shown]


@lru_cache(maxsize=1000)
def all_provisions_report(rule: Rule) -> list[dict[str, str]]:
    return [
        {
            "source": provision.source.title[LANGUAGE],
            "article": provision.article[LANGUAGE],
            "url": nearest_link(provision.links, LANGUAGE),
        }
        for provision in rule.provisions
    ]
