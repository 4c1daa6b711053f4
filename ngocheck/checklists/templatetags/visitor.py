"""Filters and tags of the visitor's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import translate_url

from ngocheck.checklists import words
from ngocheck.checklists.pages import NumberedSource
from ngocheck.checklists.sheet import Cited

register = template.Library()
LONGEST_QUERY = 300


@register.filter
def said(text: Mapping[str, str]) -> str:
    """A text of the rulebook in the visitor's language."""
    return words.said(text)


@register.filter
def tenge(value: int) -> str:
    return words.number(value)


@register.filter
def lines(text: str) -> tuple[str, ...]:
    return words.lines(text)


@register.simple_tag(takes_context=True)
def same_page(context: dict[str, Any], language: str) -> str:
    """This page's address in another language."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    address = address_in(language, request.path)
    return f"{address}?{query}" if 0 < len(query) <= LONGEST_QUERY else address


@lru_cache(maxsize=1000)
def address_in(language: str, path: str) -> str:
    return translate_url(path, language)


@register.filter
def day(value: date) -> str:
    return words.day(value)


@register.filter
def number_in(cited: Cited, sources: list[NumberedSource]) -> int:
    """The number of a cited source in the list at the end of the sheet."""
    return next(s.number for s in sources if (s.label, s.url) == (cited.label, cited.url))
