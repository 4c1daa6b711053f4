"""What lies on the disk while somebody answers: no answer and no key, in the database, its log or a copy of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commandline import manage
from tests.support.desk_walks import copied

# Answers every question with a value that stands nowhere else, opens every page of papers, keeps the connection
# open and reads the files as they lie there; then does the same with what nobody sealed.
ANSWERING = """
import json, sqlite3
from datetime import date, time, timedelta
from pathlib import Path
from django.conf import settings
from django.db import connection
from django.test import Client
from ngocheck.checklists.guides.answers import keep_answers
from ngocheck.checklists.models import SealedVisit
from ngocheck.checklists.visits.store import VisitStore
from ngocheck.engine.conditions import Kind
from ngocheck.rulebook.publishing.live import live_rulebook

rulebook = live_rulebook()

def marked(place, question):
    match question.kind:
        case Kind.YES_NO: return True
        case Kind.ONE: return question.choices[-1].code
        case Kind.SEVERAL: return frozenset(choice.code for choice in question.choices)
        case Kind.DATE: return date(2041, 7, 1) + timedelta(days=place)
        case Kind.TIME: return time(3, 17)
    return 765_432_100 + place

answers = {q.code: marked(place, q) for place, q in enumerate(rulebook.questions.values())}
client = Client()
for guide in rulebook.guides:
    visit = VisitStore(getattr(client.cookies.get(settings.VISIT_COOKIE), "value", None))
    keep_answers(visit, answers, guide)
    client.cookies[settings.VISIT_COOKIE] = visit.session_key
    for page in ("checklist/", "answers/", "checklist/print/", "checklist/checklist.csv"):
        assert client.get(f"/en/guides/{guide}/{page}").status_code in (200, 302)
stored = VisitStore(visit.session_key)["answers"]
# The codes of choices stand in the law's own rows; dates and numbers do not.
needles = [str(value) for value in stored.values() if str(value).startswith(("2041-", "7654321"))]
needles += [f'"{code}":{json.dumps(value, separators=(",", ":"))}' for code, value in stored.items()]
needles += [visit.session_key, visit.pair.opener.hex()]
path = Path(connection.settings_dict["NAME"])

def bytes_on_the_disk():
    copy = path.with_suffix(".copy")
    with sqlite3.connect(path) as old, sqlite3.connect(copy) as new:
        old.backup(new)
    files = [path, path.with_name(path.name + "-wal"), copy]
    return b"".join(file.read_bytes() for file in files if file.exists())

def found():
    lying = bytes_on_the_disk()
    return [needle for needle in needles if needle.encode() in lying]

finder = visit.pair.finder.encode() in bytes_on_the_disk()
sealed = found()
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE open_book (text TEXT)")
    everything = json.dumps(stored, separators=(",", ":")) + visit.session_key + visit.pair.opener.hex()
    cursor.execute("INSERT INTO open_book VALUES (%s)", [everything])
print(json.dumps({"needles": len(needles), "row": finder, "sealed": sealed, "open": len(found())}))
"""


@pytest.fixture(scope="module")
def told(database_of_its_own, tmp_path_factory) -> dict[str, object]:
    database = copied(database_of_its_own, tmp_path_factory.mktemp("disk"))
    outcome = manage(database, "shell", "-v0", "-c", ANSWERING, DEBUG="on", ALLOWED_HOSTS="testserver")
    assert outcome.code == 0, outcome.err
    with closing(sqlite3.connect(Path(database.removeprefix("sqlite:///")))) as left:
        assert left.execute("SELECT COUNT(*) FROM checklists_sealedvisit").fetchone() == (1,)
        assert left.execute("SELECT COUNT(*) FROM django_session").fetchone() == (0,)
    return json.loads(outcome.out)


def test_no_answer_and_no_key_lies_on_the_disk(told):
    assert told["row"]
    assert told["sealed"] == []


def test_the_same_search_finds_all_of_it_where_it_was_not_sealed(told):
    assert told["open"] == told["needles"] > 20
