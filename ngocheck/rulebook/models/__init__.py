"""The law as rows. An editor changes rows; visitors see only what was published from them (Edition)."""

from .calendar import CalendarDay, CalendarYear
from .conditions import Condition, ConditionGroup
from .editions import Edition
from .parameters import Parameter, ParameterValue
from .questions import Area, Choice, Guide, Question, Section
from .requirements import Citation, Deadline, Passage, Penalty, Requirement, RequirementVersion
from .sources import Provision, Source

__all__ = [
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
    "Section",
    "Source",
]
