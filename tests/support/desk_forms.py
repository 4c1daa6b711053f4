"""What a browser would send back of a form of the desk."""

from __future__ import annotations

import re


def sent_by(page) -> dict[str, str | list[str]]:
    """The fields of the page's form as Django would send them back, and the hidden state."""
    form = page.context["adminform"].form
    fields: dict = {}
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    forms = [form, *(one for formset in formsets for one in (formset.management_form, *formset.initial_forms))]
    for one in forms:
        for bound in one:
            value = bound.value()
            if value is not None and value is not False:
                fields[bound.html_name] = value if isinstance(value, list) else str(value)
    return fields | {"seen": seen_in(page)}


def seen_in(page) -> str:
    return re.search(r'name="(?:seen|scenario-before)" value="([\d.]+)"', page.content.decode())[1]
