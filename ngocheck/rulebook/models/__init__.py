"""The law as rows. An editor changes rows; visitors see only what was published from them (Edition)."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from simple_history import register

from .base import Keyed
from .calendar import CalendarDay, CalendarYear
from .conditions import Condition, ConditionGroup
from .editions import Approval, Edition
from .parameters import Parameter, ParameterValue
from .parts import PartRecord
from .questions import Area, Choice, Guide, Question, Section
from .requirements import Citation, Deadline, Part, Passage, Penalty, Requirement, RequirementVersion
from .scenarios import Scenario
from .sources import Provision, Source
from .watch import WatchEntry

__all__ = [
    "KEYED",
    "Approval",
    "Area",
    "CalendarDay",
    "CalendarYear",
    "Choice",
    "Citation",
    "Condition",
    "ConditionGroup",
    "Deadline",
    "Edition",
    "Guide",
    "Parameter",
    "ParameterValue",
    "Passage",
    "Penalty",
    "Provision",
    "Question",
    "Requirement",
    "RequirementVersion",
    "Scenario",
    "Section",
    "Source",
    "WatchEntry",
]

# Every row of the rulebook is kept in history, with its many-to-many links.
_LINKS = {Guide: ["areas", "requirements"], Requirement: ["contradicts"], WatchEntry: ["sources", "requirements"]}
KEYED = tuple(model for model in (*Keyed.__subclasses__(), *Part.__subclasses__()) if not model._meta.abstract)
for _model in KEYED:
    _name = format_lazy("{table}: {history}", table=_model._meta.verbose_name, history=_("history"))
    _links = _LINKS.get(_model, [])
    register(
        _model,
        app="ngocheck.rulebook",
        bases=[PartRecord],
        m2m_fields=_links,
        verbose_name=_name,
        verbose_name_plural=_name,
    )
