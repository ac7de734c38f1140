"""What simulated people do by themselves, and when the bot wrote first: most of it on the day's nudge, some later."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bench.cohort.aims import has_enough_of_notes
from bench.cohort.answers import TELLS_WHY, answer, checked
from bench.cohort.body import CITIES, SILENCES, SILENT, WALK_EVENT, WALKS
from bench.cohort.person import Answer, Simulated, by_score, tap_like, taps_of
from tests.support.story import Bubble

ODD = ("600 min", "0 min", "20 min pain 11", "vale, gracias", "20 min dolor 3", "no chest pain today", "?")
"""Typed now and then: out of range, in another language, or no check-in at all."""
A_DAY: Mapping[str, float] = {
    "/today": 0.02,
    "/undo": 0.01,
    "/yesterday": 0.01,
    "/progress": 0.01,
    "/pt": 0.005,
    "/why": 0.005,
    "odd words": 0.01,
    "an old button": 0.01,
    "a break": 0.003,
    "another hour": 0.004,
    "other days": 0.003,
    "a move": 0.05,
    "the own reason": 0.004,
    "something new": 0.003,
    "a journey": 0.02,
    "pain": 0.02,
}
"""How likely somebody does a thing on a day on which they look at the nudge."""


def look(person: Simulated, bubble: Bubble) -> None:
    """Decide what to do about a message that came by itself, and when."""
    taps = taps_of(bubble)
    random = person.random
    if has_enough_of_notes(person, bubble):
        person.later(random.uniform(1, 60), lambda: (bubble, ("thread", "stop")))
    if any(tap[0] == "fu" for tap in taps):
        if person.chance(0.7):
            person.later(random.uniform(1, 40), partial(_follow_up, person, bubble))
    elif any(tap[:2] == ("scr", "next") for tap in taps):
        if person.chance(0.8):
            person.later(random.uniform(1, 90), partial(answer, person, [bubble]))
    elif any(tap[:2] == ("day", "start") for tap in taps):
        _decide_on_the_day(person, bubble)
    elif ("lapse", "life") in taps:
        if person.chance(0.6):
            person.later(random.uniform(2, 120), lambda: (bubble, ("lapse", "life")))
            person.later(random.uniform(121, 180), lambda: "/walk")
    elif any(tap[:2] == ("safe", "checked") for tap in taps):
        if person.chance(0.4):
            person.later(60 * random.uniform(1, 60), partial(checked, person, bubble))
    elif any(tap[:2] == ("visit", "went") for tap in taps):
        if person.chance(0.8):
            what = random.choices(("went", "booked", "not_yet"), (3, 2, 3))[0]
            person.later(random.uniform(2, 300), partial(tap_like, bubble, "visit", what))
    elif ("flare", "end") in taps:
        person.later(20, partial(tap_like, bubble, "flare", "lasts" if person.body.flare_days else "end"))
    elif ("scr", "again") in taps:
        if person.chance(0.6):
            person.later(random.uniform(2, 300), lambda: (bubble, ("scr", "again")))
    elif ("trip", "ask") in taps:
        person.move(person.traits.city)  # the journey is over, and so says the bot
    elif ("arc", "next") in taps:
        person.later(random.uniform(1, 90), lambda: (bubble, ("arc", "next")))
    elif ("knee", "yes") in taps:
        person.later(random.uniform(1, 90), lambda: (bubble, ("knee", "yes" if person.traits.severe_knee else "no")))
    elif any(tap[0] in ("test", "reason", "hard") for tap in taps) and person.chance(0.8):
        person.later(random.uniform(1, 90), partial(answer, person, [bubble]))
    elif barriers := [tap for tap in taps if tap[:2] == ("week", "barrier")]:
        if person.chance(TELLS_WHY):
            barrier = random.choice(barriers)
            person.later(random.uniform(1, 90), lambda: (bubble, barrier))
    elif any(tap[0] == "week" for tap in taps) and person.chance(0.04):
        person.later(random.uniform(1, 60), partial(tap_like, bubble, "week", "smaller"))


def _decide_on_the_day(person: Simulated, bubble: Bubble) -> None:
    random, traits = person.random, person.traits
    if traits.habit == "lapsing" and person.chance(SILENT):
        person.gone_until = person.story.clock.instant + timedelta(days=random.choice(SILENCES))
        return
    for what, likely in A_DAY.items():
        if person.chance(likely):
            person.later(random.uniform(1, 600), partial(_whim, person, what))
    if person.body.pain() >= 7 or (person.body.flare_days and person.chance(0.3)):
        person.later(random.uniform(2, 60), partial(_says_pain, person, bubble))
    elif person.chance(WALKS[traits.habit]):
        person.later(random.uniform(2, 120), partial(_sets_off, person, bubble))
    elif person.chance(0.6):
        what = random.choices(("not_today", "later"), (2, 1))[0]
        person.later(random.uniform(2, 30), partial(tap_like, bubble, "day", what))


def _says_pain(person: Simulated, bubble: Bubble) -> Answer | None:
    return f"/pain {person.body.pain()}" if person.traits.types else tap_like(bubble, "day", "hurt")


def _sets_off(person: Simulated, bubble: Bubble) -> Answer | None:
    """Walk by the guide, or without it and say so afterwards, by a tap or typed in one go."""
    done = next((tap for tap in taps_of(bubble) if tap[:2] == ("day", "done")), None)
    if done is None or person.chance(0.5):
        return tap_like(bubble, "day", "start")
    walked = person.walks(int(done[3]))
    if person.traits.types or walked != int(done[3]):
        return f"{walked} min pain {person.worst} {person.effort}"
    return bubble, done


def _follow_up(person: Simulated, bubble: Bubble) -> Answer | None:
    settled = "yes" if person.body.settled() else "no"
    return by_score(bubble, "two", person.body.pain()) or tap_like(bubble, "fu", "settled", settled)


def _whim(person: Simulated, what: str) -> Answer | None:
    """Do one of the things of `A_DAY`."""
    random = person.random
    match what:
        case "odd words":
            return random.choice(ODD)
        case "pain":
            return f"/pain {person.body.pain()}"
        case "/yesterday" if not person.chance(0.5):
            return f"/yesterday {random.randint(5, 25)} min pain {person.body.pain()}"
        case "an old button":
            old = random.choice(person.bubbles[-60:])
            harmless = [tap for tap in taps_of(old) if tap[0] not in ("acc", "safe", "visit", "scr", "ob")]
            return (old, random.choice(harmless)) if harmless else None
        case "a break":
            person.wants.add(what)
            person.rescheduled.add(person.day)
            return "/pause"
        case "another hour" | "other days":
            person.rescheduled.add(person.day)
            hour, day = ("hour", str(60 * random.randint(6, 21))), ("day", str(random.randrange(7)))
            return person.last, ("set", *(hour if what == "another hour" else day))
        case "the own reason":
            return person.last, ("reason", "show")
        case "a move":
            if not person.traits.curious:
                return None
            person.wants.add(what)
            return "/exercises"
        case "something new":
            new = next((found for b in reversed(person.bubbles) if (found := tap_like(b, "ci", "new"))), None)
            person.flags.update({WALK_EVENT} if new else ())
            return new
        case "a journey":
            if not person.traits.travels:
                return None
            person.wants.update(("to move",) if person.chance(0.3) else ("to travel", "a week away"))
            person.move(random.choice(list(CITIES)))
            return "/settings"
    return what
