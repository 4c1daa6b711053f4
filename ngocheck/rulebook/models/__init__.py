"""The law as rows. An editor changes rows; visitors see only what was published from them (Edition)."""

from simple_history import register

from .base import Keyed
from .calendar import CalendarDay, CalendarYear
from .conditions import Condition, ConditionGroup
from .deadlines import Deadline
from .editions import Approval, ChangeSet, Edition, LookLink, Remark
from .parameters import Parameter, ParameterValue
from .parts import PartRecord, Records, history_name
from .questions import Area, Choice, Guide, Question, Section
from .requirements import Citation, Part, Passage, Penalty, Requirement, RequirementVersion, Step
from .scenarios import Scenario, TriedMutants
from .sense import AnswerClash, SenselessCondition, SenselessQuestion
from .sources import Amendment, Provision, ProvisionText, Source
from .watch import WatchEntry

__all__ = [
    "KEYED",
    "Amendment",
    "AnswerClash",
    "Approval",
    "Area",
    "CalendarDay",
    "CalendarYear",
    "ChangeSet",
    "Choice",
    "Citation",
    "Condition",
    "ConditionGroup",
    "Deadline",
    "Edition",
    "Guide",
    "LookLink",
    "Parameter",
    "ParameterValue",
    "Passage",
    "Penalty",
    "Provision",
    "ProvisionText",
    "Question",
    "Remark",
    "Requirement",
    "RequirementVersion",
    "Scenario",
    "Section",
    "SenselessCondition",
    "SenselessQuestion",
    "Source",
    "Step",
    "TriedMutants",
    "WatchEntry",
]

# Every row of the rulebook is kept in history, with its many-to-many links.
_LINKS = {Guide: ["areas", "requirements"], Requirement: ["contradicts"], WatchEntry: ["sources", "requirements"]}
KEYED = tuple(model for model in (*Keyed.__subclasses__(), *Part.__subclasses__()) if not model._meta.abstract)
for _model in KEYED:
    _name = history_name(_model._meta.verbose_name or "")
    register(
        _model,
        app="ngocheck.rulebook",
        records_class=Records,
        bases=[PartRecord],
        m2m_fields=_LINKS.get(_model, []),
        verbose_name=_name,
        verbose_name_plural=_name,
    )
