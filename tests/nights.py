"""What a schedule must do: one run on every local day, none between 02:00 and 03:00, the clock changes included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2026, 3, 1), date(2027, 11, 30)
CLOCK_CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))


def assert_one_a_day(runs: Iterable[datetime]) -> None:
    """`runs` are all the runs from FIRST to LAST, with a time zone."""
    local = [run.astimezone(AMSTERDAM) for run in runs]
    days = Counter(run.date() for run in local)
    wanted = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert set(CLOCK_CHANGES) < set(wanted)
    assert [day for day in wanted if days[day] != 1] == []
    assert [run.isoformat() for run in local if run.hour == 2] == []


def cron_runs(expression: str, zone: str) -> list[datetime]:
    """Every run of a cron line in a time zone, as Debian's cron times it."""
    here = ZoneInfo(zone)
    found = []
    for run in CronSim(expression, datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=here) - timedelta(seconds=1)):
        if run.astimezone(AMSTERDAM).date() > LAST:
            return found
        found.append(run.astimezone(UTC))
    return found


def assert_one_run_a_day(expression: str, zone: str) -> None:
    assert_one_a_day(cron_runs(expression, zone))
