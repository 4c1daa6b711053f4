"""Read by every Python process that `scripts/on-day` starts, the site and commands included: its clock is ahead.

Only the time of day is: what measures how long something takes is left alone, and so is the browser.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

AHEAD = timedelta(seconds=int(os.environ["CLOCK_AHEAD"]))
time_machine.travel(datetime.now(UTC) + AHEAD, tick=True).start()
