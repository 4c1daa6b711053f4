"""Two tabs that really save at the same moment, in threads with connections of their own."""

from __future__ import annotations

import json

from tests.support.commandline import manage
from tests.support.desk_walks import copied

ROUNDS = 40
SAVING = f"""
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from ngocheck.checklists.guides.answers import keep_answers
from ngocheck.checklists.models import SealedVisit
from ngocheck.checklists.visits.store import VisitStore

GIVEN = [{{"fair_form": "concert"}}, {{"organiser": "local_club"}}]

def save(secret, number, together):
    tab = VisitStore(secret)
    tab.get("answers")
    together.wait()
    keep_answers(tab, GIVEN[number], "fair")
    connection.close()

kept = []
with ThreadPoolExecutor(2) as tabs:
    for _round in range({ROUNDS}):
        visit = VisitStore()
        visit["answers"] = {{}}
        visit.save()
        together = Barrier(2)
        for done in [tabs.submit(save, visit.session_key, number, together) for number in (0, 1)]:
            done.result()
        kept.append(len(VisitStore(visit.session_key)["answers"]))
print(json.dumps({{"kept": kept, "rows": SealedVisit.objects.count()}}))
"""


def test_nothing_that_was_acknowledged_is_lost(database_of_its_own, tmp_path):
    outcome = manage(copied(database_of_its_own, tmp_path), "shell", "-v0", "-c", SAVING)
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out) == {"kept": [2] * ROUNDS, "rows": ROUNDS}
