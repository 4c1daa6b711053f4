"""Filters and tags of the visitor's pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path

from ngocheck.checklists.sheet.html import drawn
from ngocheck.checklists.sheet.passages import Paragraph, paragraphs_of
from ngocheck.checklists.sheet.sources import CitedAct, NumberedSource, answers_text, cited_acts
from ngocheck.engine.sources import Text
from ngocheck.wording import values
from ngocheck.wording.rules import Cited
from ngocheck.wording.translated import each_marked_like, marked_text, newer_texts
from ngocheck.wording.values import page_language

register = template.Library()
# Words to find are up to 200 letters, each of up to six signs in an address.
LONGEST_QUERY = 1500
# Where a page answers what was sent and cannot be asked for again, the start page stands for it.
ONLY_SENT = {"forget"}
# The part of the site to which a page belongs; the others are pages of the guides.
PARTS = {
    **dict.fromkeys(["requirements", "requirement"], "rules"),
    **dict.fromkeys(["changes", "change", "coming"], "changes"),
    **dict.fromkeys(["privacy", "forget"], ""),
}
PUBLIC = {"start", "requirements", "requirement", "coming", "changes", "change", "privacy"}


# A text of the rulebook in the visitor's language.
register.filter("said", values.plain_text)
# The same, marked with its language where that is not the page's. Not for titles of pages and attributes.
register.filter("shown", marked_text)
# Of links by language the one for the visitor.
register.filter("linked", values.link_text)
register.filter("tenge", values.number_text)
register.filter("day", values.date_text)
register.filter(values.lower_first)


@register.filter
def paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """A running text in the visitor's language, its paragraphs with the points that follow them."""
    return paragraphs_of(marked_text(text))


@register.filter
def pointed(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs of a checklist's text, each with the points that follow it."""
    return paragraphs_of(*lines)


@register.simple_tag
def newer_of(*texts: Text) -> str:
    """What is to be said of the texts: which is newer in another language, which is not translated."""
    found = newer_texts(*texts)
    return get_template("checklists/_newer.html").render({"newer": found}) if found else ""


@register.filter
def lines(text: str) -> tuple[str, ...]:
    return each_marked_like(text, values.text_lines(text))


# A part of a page that is made once while its values are the same.
register.simple_tag(drawn)


@register.simple_tag(takes_context=True)
def site_languages(context: dict[str, Any]) -> str:
    """The links to this page in every language. Each has its own name: in none is "Қазақша" translated."""
    addresses = tuple((code, name, same_page(context, code)) for code, name in settings.LANGUAGES)
    return drawn("_languages.html", language=page_language(), languages=addresses)


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> str:
    """The parts of the site, that of this page marked, and the search."""
    found = context["request"].resolver_match
    return drawn("_menu.html", part=PARTS.get(found.view_name, "guides") if found else "")


@register.simple_tag
def footer_links() -> str:
    """The links at the foot of every page."""
    return drawn("_footer_links.html")


@register.simple_tag
def kept_by() -> str:
    """Who stands behind the site; empty where nobody is named."""
    return settings.KEPT_BY


@register.simple_tag(takes_context=True)
def report_address(context: dict[str, Any]) -> str:
    """Where a mistake on this page is reported: a page, or a mail that names the page and the edition.

    Empty where no address is set. What was asked of the page is left out of it.
    """
    to: str = settings.REPORT_TO
    if "@" not in to or to.startswith("https://"):
        return to
    about = " ".join(("NGOCheck", context["request"].path, str(context.get("edition", ""))))
    return f"mailto:{quote(to, safe='@')}?subject={quote(about.strip())}"


@register.simple_tag(takes_context=True)
def form_languages(context: dict[str, Any]) -> str:
    """The language switch of a page of questions: buttons that take along what stands in the form."""
    addresses = tuple((code, name, same_page(context, code)) for code, name in settings.LANGUAGES)
    again = "refused" if context["form"].is_bound else "typed"
    return drawn(
        "checklists/guides/_languages_of_form.html", language=page_language(), languages=addresses, again=again
    )


@register.simple_tag(takes_context=True)
def same_page(context: dict[str, Any], language: str) -> str:
    """This page's address in another language, also where there is no page."""
    request: HttpRequest = context["request"]
    found = request.resolver_match
    if found and found.view_name in ONLY_SENT:
        return address_in(language, "/")
    query = query_in(language, request)
    address = address_in(language, request.path_info)
    return f"{address}?{query}" if 0 < len(query) <= LONGEST_QUERY else address


def address_in(language: str, path: str) -> str:
    """The path with another language in front of it, or with none."""
    parts = path.split("/")[1:]
    rest = parts[1:] if parts[0] in dict(settings.LANGUAGES) else parts
    return get_script_prefix() + escape_uri_path("/".join([language, *rest] if language else rest))


def query_in(language: str, request: HttpRequest) -> str:
    """What was asked of the page. A language never stands beside itself: then the two change places."""
    if request.GET.get("beside") != language:
        return request.META.get("QUERY_STRING", "")
    asked = request.GET.copy()
    asked["beside"] = page_language()
    return asked.urlencode()


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The full addresses of a public page in every language, and without one; none for the pages of a visit."""
    request: HttpRequest = context["request"]
    found = request.resolver_match
    if found is None or found.view_name not in PUBLIC:
        return []
    addresses = {code: same_page(context, code) for code, _name in settings.LANGUAGES}
    addresses["x-default"] = address_in("", request.path_info)
    return [(code, request.build_absolute_uri(address)) for code, address in addresses.items()]


@register.filter
def numbered_in(cited: Iterable[Cited], sources: list[NumberedSource]) -> list[CitedAct]:
    """The acts that a line cites, each with its number in the list at the end of the sheet."""
    return list(cited_acts(cited, sources))


@register.filter
def answers_in(why: Iterable[str], answers: Mapping[str, int]) -> str:
    """The numbers of the answers behind a line in the list at the end of the sheet."""
    return answers_text(why, answers)
