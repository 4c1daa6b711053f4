"""The tables of the rulebook on the desk, one module a subject."""

from . import amounts, answers, editions, people, questions, requirements, scenarios, sources, versions, watch

__all__ = [
    "amounts",
    "answers",
    "editions",
    "people",
    "questions",
    "requirements",
    "scenarios",
    "sources",
    "versions",
    "watch",
]
