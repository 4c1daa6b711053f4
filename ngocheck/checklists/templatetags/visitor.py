"""Filters and tags of the visitor's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import translate_url

from ngocheck.checklists import words

register = template.Library()


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


@register.simple_tag
def page_language() -> str:
    return words.page_language()


@register.simple_tag(takes_context=True)
def same_page(context: dict[str, Any], language: str) -> str:
    """This page's address in another language."""
    return translate_url(context["request"].path, language)


@register.filter
def day(value: date) -> str:
    return words.day(value)
