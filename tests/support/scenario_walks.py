"""What the tests of scenarios on the desk share: a form as it is sent, and what its page answers."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

from ngocheck.rulebook.models import Area, Deadline, Scenario

NEW = {
    "scenario-name": "A registered public association reports",
    "scenario-on": "2026-11-22",
    "scenario-guide": "reports",
    "scenario-law": "Club Law art. 41(5)",
    "status": "registered",
    "legal_form": "society",
    "registered_on": "01.06.2015",
}
ANSWERS = '{"status": "registered", "legal_form": "society", "registered_on": "2015-06-01"}'


def kept_by_hand() -> Scenario:
    """A scenario whose expectations an editor wrote."""
    return Scenario.objects.create(
        name="Kept by hand",
        area=Area.objects.get(code="reporting"),
        on=date(2026, 11, 22),
        answers=json.loads(ANSWERS),
        expect={
            "club-report": {"applicability": "applies", "due": [{"on": "2027-03-31"}], "force": "must"},
            "fair-notice": {"applicability": "undetermined"},
        },
    )


def hidden(page, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return unescape(found[1]) if found else ""


def boxes(page, name: str = "scenario-expect") -> list[str]:
    """What can be ticked, each as requirement, field and, of a list, which one."""
    return re.findall(rf'<input type="checkbox" name="{name}" value="([^"]+)"[^>]*>', page.content.decode())


def ticked(page, name: str = "scenario-expect") -> set[str]:
    text = page.content.decode()
    return {one for one in boxes(page, name) if re.search(rf'name="{name}" value="{one}"[^>]* checked', text)}


def requirements(tokens) -> set[str]:
    return {token.partition(" ")[0] for token in tokens}


def first_of(code: str) -> list[str]:
    """What is ticked first of a requirement that is wished for."""
    return [f"{code} {field}" for field in ("applicability", "met", "missing", "due")]


def send(client, address, sent, do, **more):
    return client.post(address, {**sent, "scenario-do": do, **more})


def save(client, address, sent, **more):
    """Shows the result and saves what was shown."""
    shown = send(client, address, sent, "show", **more)
    seen = {name: hidden(shown, name) for name in ("scenario-seen", "scenario-before")}
    return send(client, address, sent, "save", **{"scenario-expect": sorted(ticked(shown)), **seen, **more})


def break_the_law() -> Deadline:
    """The report to the club register moves by a month in every version."""
    rows = Deadline.objects.filter(version__requirement__code="club-report")
    for row in rows:
        row.month += 1
        row.save()
    return rows[0]
