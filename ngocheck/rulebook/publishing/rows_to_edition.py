"""Rows into an edition: the one module that knows both the rulebook's rows and the edition's JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from ngocheck.engine.edition import FORMAT
from ngocheck.engine.sources import Text
from ngocheck.rulebook import models
from ngocheck.rulebook.calendar.working_days import calendar_content
from ngocheck.rulebook.models.base import Keyed

Row = dict[str, Any]
Purpose = models.ConditionGroup.Purpose


def edition_content(today: date) -> Row:
    """The JSON of an edition made from all rows as they are now. `today` decides how far the calendar reaches."""
    return {
        "format": FORMAT,
        "sources": [source_json(row) for row in models.Source.objects.all()],
        "areas": [{"code": row.code, **texts_json(row)} for row in models.Area.objects.all()],
        "sections": [{"code": row.code, **texts_json(row)} for row in models.Section.objects.all()],
        "questions": [
            question_json(row)
            for row in models.Question.objects.select_related("section", "waits_for").prefetch_related("choices")
        ],
        "clashes": [clash_json(row) for row in models.AnswerClash.objects.select_related("question", "other")],
        "guides": guides_json(),
        "parameters": [parameter_json(row) for row in models.Parameter.objects.prefetch_related("values")],
        "calendar": calendar_content(today),
        "requirements": [requirement_json(row) for row in requirements_json()],
        "watch": [watch_entry_json(row) for row in watch_entries_json()],
    }


def watch_entries_json() -> Iterable[models.WatchEntry]:
    return models.WatchEntry.objects.prefetch_related("sources", "requirements")


def watch_entry_json(row: models.WatchEntry) -> Row:
    return {
        "code": row.code,
        "state": row.state,
        **texts_json(row),
        "updated_on": day_json(row.updated_on),
        "in_force_on": day_json(row.in_force_on),
        "confidence": row.confidence,
        "sources": sorted(source.code for source in row.sources.all()),
        "requirements": sorted(requirement.code for requirement in row.requirements.all()),
    }


def source_json(row: models.Source) -> Row:
    return {
        "code": row.code,
        "kind": row.kind,
        **texts_json(row),
        "links": row.url,
        "as_of": day_json(row.as_of),
    }


def question_json(row: models.Question) -> Row:
    return {
        "code": row.code,
        "kind": row.kind,
        "section": row.section.code,
        **texts_json(row),
        "minimum": row.minimum,
        "maximum": row.maximum,
        "presumed": row.presumed,
        "none_was": row.none_was,
        "waits_for": row.waits_for.code if row.waits_for else None,
        "choices": [{"code": choice.code, **texts_json(choice)} for choice in row.choices.all()],
    }


def clash_json(row: models.AnswerClash) -> Row:
    return {
        "code": row.code,
        "question": row.question.code,
        "relation": row.relation,
        "other": row.other.code if row.other else None,
        "day": day_json(row.day),
        "may_insist": row.may_insist,
        **texts_json(row),
    }


def guides_json() -> list[Row]:
    rows = models.Guide.objects.prefetch_related("areas__requirements", "requirements")
    return [
        {
            "code": row.code,
            **texts_json(row),
            "requirements": sorted(
                {requirement.code for area in row.areas.all() for requirement in area.requirements.all()}
                | {requirement.code for requirement in row.requirements.all()}
            ),
        }
        for row in rows
    ]


def parameter_json(row: models.Parameter) -> Row:
    return {
        "code": row.code,
        **texts_json(row),
        "values": [
            {
                "from": day_json(value.effective_from),
                "until": day_json(value.effective_until),
                "value": number_json(value.value),
                "confidence": value.confidence,
            }
            for value in row.values.all()
        ],
    }


def requirements_json() -> Iterable[models.Requirement]:
    groups = models.ConditionGroup.objects.prefetch_related("conditions__question", "conditions__parameter")
    versions = models.RequirementVersion.objects.prefetch_related(
        Prefetch("groups", queryset=groups),
        "citations__provision__source",
        "passages",
        "steps",
        "penalties__provision__source",
        "deadlines__question",
        "deadlines__done",
        "deadlines__provision__source",
        "deadlines__moved_by__source",
    )
    return models.Requirement.objects.select_related("area").prefetch_related(
        Prefetch("versions", queryset=versions)
    )


def requirement_json(row: models.Requirement) -> Row:
    return {"code": row.code, "area": row.area.code, "versions": [version_json(v) for v in row.versions.all()]}


def version_json(row: models.RequirementVersion) -> Row:
    groups = list(row.groups.all())
    texts = texts_of(row)
    places: dict[int | None, int | None] = {None: None}
    places |= {passage.pk: place for place, passage in enumerate(row.passages.all(), 1)}
    return {
        "from": day_json(row.effective_from),
        "until": day_json(row.effective_until),
        "start_confirmed": row.start_confirmed,
        "force": row.force,
        "stage": row.stage,
        "confidence": row.confidence,
        "verified_on": day_json(row.verified_on),
        "next_check_on": day_json(row.next_check_on),
        "texts": texts,
        **outdated_json(texts),
        "passages": [
            {**texts_json(passage), "when": conditions_json(g for g in groups if g.passage_id == passage.pk)}
            for passage in row.passages.all()
        ],
        "steps": [
            {**texts_json(step), "when": conditions_json(g for g in groups if g.step_id == step.pk)}
            for step in row.steps.all()
        ],
        "applies": conditions_json(group for group in groups if group.purpose == Purpose.APPLIES),
        "met": conditions_json(group for group in groups if group.purpose == Purpose.MET),
        "unclear": conditions_json(group for group in groups if group.purpose == Purpose.UNCLEAR),
        "deadlines": [
            deadline_json(rule, conditions_json(g for g in groups if g.deadline_id == rule.pk))
            for rule in row.deadlines.all()
        ],
        "fee_mrp": number_json(row.fee_mrp),
        "penalties": [
            penalty_json(fine, conditions_json(g for g in groups if g.penalty_id == fine.pk))
            for fine in row.penalties.all()
        ],
        "provisions": [
            {**provision_json(citation.provision), "passage": places.get(citation.passage_id)}
            for citation in row.citations.all()
        ],
    }


def conditions_json(groups: Iterable[models.ConditionGroup]) -> list[list[Row]]:
    ordered = sorted(groups, key=lambda group: group.position)
    return [[condition_json(row) for row in group.conditions.all()] for group in ordered]


def condition_json(row: models.Condition) -> Row:
    return {
        "question": row.question.code,
        "operator": row.operator,
        "value": row.value,
        "parameter": row.parameter.code if row.parameter else None,
        "factor": number_json(row.factor),
    }


def deadline_json(row: models.Deadline, when: list[list[Row]]) -> Row:
    provision = provision_json(row.provision) if row.provision else None
    moved_by = provision_json(row.moved_by) if row.moved_by else None
    return {**counting_json(row), "when": when, "provision": provision, "moved_by": moved_by}


def counting_json(row: models.Deadline) -> Row:
    """How a deadline is counted, without whom it concerns and where it stands."""
    return {
        "kind": row.kind,
        "question": row.question.code if row.question else None,
        "amount": row.amount,
        "unit": row.unit,
        "eve": row.eve,
        "every": row.every,
        "month": row.month,
        "day": row.day,
        "safe": row.safe,
        "moves": row.moves,
        "from_event": row.from_event,
        "periods_from": day_json(row.periods_from),
        "done": row.done.code if row.done else None,
        "asked_once_it_applies": row.asked_once_it_applies,
        "confirmed": row.confidence == models.sources.Confidence.CONFIRMED,
    }


def penalty_json(row: models.Penalty, when: list[list[Row]]) -> Row:
    return {
        "provision": provision_json(row.provision),
        "whom": row.whom,
        "mrp": number_json(row.mrp),
        "arrest_days": row.arrest_days,
        "prison_years": row.prison_years,
        "repeat": row.repeat,
        "confidence": row.confidence,
        "confirmed_from": day_json(row.confirmed_from),
        "when": when,
        **texts_json(row),
    }


def provision_json(row: models.Provision) -> Row:
    return {"source": row.source.code, **texts_json(row), "links": row.url}


def texts_json(row: Keyed) -> Row:
    """The texts of a row, with those that are outdated beside them."""
    texts = texts_of(row)
    return {**texts, **outdated_json(texts)}


def texts_of(row: Keyed) -> dict[str, Text]:
    return {name: getattr(row, name) for name in row.TEXTS}


def outdated_json(texts: Mapping[str, Text]) -> Row:
    """By text the languages in which it is older than in English; nothing where none is."""
    outdated = {name: list(text.outdated) for name, text in texts.items() if text.outdated}
    return {"outdated": outdated} if outdated else {}


def day_json(value: date | None) -> str | None:
    return value.isoformat() if value else None


def number_json(value: Decimal | None) -> str | None:
    """A decimal without trailing zeros, the same on every database."""
    return None if value is None else f"{value.normalize():f}"
