"""What the soak came to, as a page of Markdown."""

import argparse
import platform
from collections import Counter
from datetime import datetime

from bench.fuzz.shapes import UPDATES
from bench.fuzz.siege import Findings
from bench.soak import kills, year
from bench.soak.ledger import SETTLED

TROUBLES = {"down": "down or asleep", "unreachable": "without Telegram", "clock": "with a wrong clock"}
HEAD = """# Kills, faults and clocks

Made by `{command}`
(seed {seed}, Python {python}). `make test` runs a short, seeded version of each part, and
`tests/soak/test_power.py` cuts the power before and after every single commit and call of a day. Numbers are counts;
nothing was left out. What is a fault is told last.
"""
KILLS = """## The real program, killed

`python -m bot run` in a process of its own, over HTTP to the local Bot API server, ended by SIGKILL at random moments:
four in five while it works, the others while it still starts. {talkers} people log one walk after another as fast as
they are heard; others wait for their nudge. A share of {share:.0%} of all calls, getUpdates included, goes wrong: 429,
a gateway's page, a connection cut before or after the deed, an answer that takes its time.

| | |
|-|-:|
{rows}

A message is repeated where it arrived and the program, killed or cut off from the answer, could not know: once for each
such moment, and never for another reason. The largest window is the most that one kill ever repeated.
"""
YEAR = """## A year in every zone

{people} people, one for each of {zones} zones of the tz database, {days} days from {start} on: the whole
application over one encrypted file and a local Bot API server without sockets. They answer some nudges, move to other
zones, choose other hours, block the bot and come back. Meanwhile the program is killed at a random commit or call about
every six hours, is down or asleep, cannot reach Telegram for minutes to more than a day, or has a clock that is up to
an hour wrong; a share of {share:.1%} of all calls goes wrong besides. What was owed when is worked out a second time,
without the bot's own rules ([bench/soak/promise.py](../bench/soak/promise.py)).

| the nudge of a day was | days | share |
|-|-:|-:|
{days_rows}

| | |
|-|-:|
{rows}

Days within {settled:.0f} hours of a change that somebody made are looked at only for a second nudge: which hour is owed
on such a day is a matter of taste.
"""
FUZZ = """## Whatever anybody might send

Updates of all {kinds} types of the Bot API, drawn from the signatures of python-telegram-bot's own classes; typed text
from the likely to the absurd; buttons of every route with any arguments; any button that was ever sent, to anybody;
updates that came before; and proper updates spoiled in one to three places. Strangers and known people send them;
others have told their secrets and say nothing.

| | |
|-|-:|
{rows}

An apology counts as a failure. The same siege is laid to two worlds that differ in nothing but those secrets: to the
letter, every other chat must read the same in both (in `make test`).
"""
FAULTS = """## Faults

{faults}
"""


def page(
    command: str,
    options: argparse.Namespace,
    killed: kills.Outcome | None,
    lived: year.Outcome | None,
    found: Findings | None,
) -> str:
    """Return the whole page."""
    parts = [HEAD.format(command=command, seed=options.seed, python=platform.python_version())]
    faults: list[str] = []
    if killed:
        parts.append(_killed(killed))
        faults += _kill_faults(killed)
    if lived:
        parts.append(_lived(lived, options.start, options.days))
        faults += lived.verdict.faults
    if found:
        parts.append(_found(found))
        faults += [f"{what} ({times} times)" for what, times in (found.failed + found.refused).items()]
        faults += found.trespassed
    told = "\n".join(f"- {fault}" for fault in faults[:50]) if faults else "None."
    return "\n".join([*parts, FAULTS.format(faults=told)])


def clean(killed: kills.Outcome | None, lived: year.Outcome | None, found: Findings | None) -> bool:
    """Tell whether all went as it must."""
    return (not killed or killed.clean) and (not lived or not lived.verdict.faults) and (not found or found.clean)


def _killed(outcome: kills.Outcome) -> str:
    rows = _rows(
        ("kills", outcome.kills),
        ("messages that people sent", outcome.told),
        ("lost", outcome.lost),
        ("applied twice", outcome.doubled),
        ("never answered", outcome.unanswered),
        ("out of their order", outcome.out_of_order),
        ("nudges due", outcome.nudges),
        ("nudges lost", outcome.nudges_lost),
        ("latest nudge, seconds", outcome.latest_seconds),
        ("calls that went wrong on purpose", outcome.faults.total()),
        ("messages repeated because of a kill", outcome.repeats["kill"]),
        ("messages repeated because an answer was lost", outcome.repeats["lost answer"]),
        ("messages repeated for another reason", outcome.repeats["nothing"]),
        ("largest window", outcome.largest_window),
    )
    return KILLS.format(talkers=kills.TALKERS, share=kills.SHARE_OF_FAULTS, rows=rows)


def _kill_faults(outcome: kills.Outcome) -> list[str]:
    return [] if outcome.clean else [f"kills: {outcome}"]


def _lived(outcome: year.Outcome, start: datetime, days: int) -> str:
    verdict = outcome.verdict
    total = verdict.days.total() or 1
    days_rows = "\n".join(
        f"| {fate.removeprefix('!')} | {times:,} | {times / total:.2%} |" for fate, times in verdict.days.most_common()
    )
    rows = _rows(
        ("people who moved to another zone, times", outcome.moves),
        ("days within 30 hours of a change of the clocks", verdict.edges),
        ("kills", outcome.kills),
        *((f"times {what}", outcome.troubles[name]) for name, what in TROUBLES.items()),
        ("messages of the bot", outcome.messages),
        ("two nudges on one day", sum("nudges" in fault for fault in verdict.faults)),
        ("messages repeated because of a kill", outcome.repeats["kill"]),
        ("messages repeated because an answer was lost", outcome.repeats["lost answer"]),
        ("largest window of a kill", max(outcome.windows, default=0)),
        ("latest nudge where nothing was wrong, seconds", int(verdict.latest_alone.total_seconds())),
        ("latest nudge of all, minutes", int(verdict.latest.total_seconds() // 60)),
    )
    return YEAR.format(
        people=outcome.people,
        zones=len(outcome.zones),
        start=start.date(),
        days=days,
        share=year.SHARE_OF_FAULTS,
        days_rows=days_rows,
        rows=rows,
        settled=SETTLED.total_seconds() / 3600,
    )


TROUBLES = {"down": "down or asleep", "unreachable": "without Telegram", "clock": "with a wrong clock"}


def _found(found: Findings) -> str:
    kinds = Counter({what: times for what, times in found.thrown.items() if what in UPDATES})
    rows = _rows(
        ("updates", found.thrown.total()),
        ("of the types of the Bot API", kinds.total()),
        *((what, times) for what, times in found.thrown.most_common() if what not in kinds),
        ("set aside: spoiled beyond reading", found.set_aside),
        ("set aside though proper, failed, or answered with an apology", found.failed.total()),
        ("calls that Telegram would refuse", found.refused.total()),
        ("rows of others changed", len(found.trespassed)),
        ("different messages that the bot gave in answer", len(found.said)),
    )
    return FUZZ.format(kinds=len(UPDATES), rows=rows)


def _rows(*rows: tuple[str, int]) -> str:
    return "\n".join(f"| {what} | {number:,} |" for what, number in rows)
