"""What simulated people answer when the bot asks something, one function a kind of question."""

from functools import partial

from bench.cohort.aims import hard_day, reason
from bench.cohort.body import CITIES, EVENTS, START_FLAGS, WALK_EVENT, says_more
from bench.cohort.person import DAY, Answer, Simulated, Tap, by_score, tap_like, taps_of
from tests.support.story import Bubble

THERAPIST_AGREES, WANTS_A_PLAN, TELLS_WHY, TAKES_TESTS = 0.2, 0.7, 0.6, 0.8


def answer(person: Simulated, touched: list[Bubble]) -> Answer | None:
    """Return the answer to the newest message that asks something; None: nothing is left to say."""
    for bubble in touched:
        if ("ob", "more") in taps_of(bubble) and len(person.traits.regions) > 1 and person.wanted_once("places"):
            return bubble, ("ob", "more")
    for bubble in reversed(touched):
        taps = taps_of(bubble)
        for reply in REPLIES:
            said = reply(person, bubble, taps)
            if said is not None:
                return said
    return None


def _screen(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    mark = next((t for t in taps if t[:2] == ("scr", "mark") and t[3] in person.flags and t not in person.marked), None)
    if mark:
        person.marked.add(mark)
        return bubble, mark
    step = next((tap for tap in taps if tap[:2] == ("scr", "next")), None)
    if step:
        return bubble, step
    more = next((tap for tap in taps if tap[:2] == ("scr", "more")), None)
    if more is None:
        return None
    likely = 0.05 if more[3] == "night_ill" else 0.5
    return tap_like(bubble, "scr", "more", "yes" if person.chance(likely) else "no")


def _onboarding(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    traits = person.traits
    city = next((tap for tap in taps if tap[:3] == ("zone", "set", CITIES[person.city])), None)
    if city is not None:
        return bubble, city
    if ("zone", "clocks") in taps:
        return person.city
    if ("ob", "regions_done") in taps:
        switch: Tap = ("ob", "switch", traits.regions[1])
        return bubble, switch if person.wanted_once("second place") else ("ob", "regions_done")
    if ("ob", "more") in taps and "second place" in person.thought_of and person.wanted_once("back to the question"):
        return _screen(person, person.last, taps_of(person.last))
    wanted: list[Tap] = [
        ("ob", "agree"),
        ("ob", "age", traits.age),
        ("ob", "region", traits.regions[0]),
        ("ob", "pain", str(person.body.pain())),
        ("ob", "min", *traits.says_minutes),
        ("ob", "often", traits.often),
        ("ob", "hour", str(traits.hour)),
        ("ob", "go_on"),
    ]
    if ("ob", "first", "now") in taps and person.wanted_once("the first walk"):
        return (bubble, ("ob", "first", "now")) if person.chance(0.5) else None
    chosen = next((tap for tap in wanted if tap in taps), None)
    return (bubble, chosen) if chosen else None


def _gate(person: Simulated, bubble: Bubble, _: list[Tap]) -> Answer | None:
    """Tell the pain of now; where "as usual" is enough, whether it is more."""
    pain = person.body.pain()
    more = says_more(person.random, pain - round(person.body.level))
    return by_score(bubble, "gate", pain) or tap_like(bubble, "walk", "more" if more else "usual")


def _check_in(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    minutes = next((tap for tap in taps if tap[:2] == ("ci", "set") and tap[3] == "minutes"), None)
    if minutes is not None and any(tap[:2] == ("walk", "hurts") for tap in taps):
        if person.wanted_once(f"walk {minutes[2]}"):
            _sets_off(person, bubble, minutes)
        return None
    if minutes is not None:
        walked = person.walks(int(minutes[4]))
        if person.traits.overdoes == 1:
            return bubble, minutes
        return f"{walked} min pain {person.worst} {person.effort}"
    for field, score in (("before_pain", person.body.pain()), ("worst_pain", person.worst)):
        found = by_score(bubble, field, score)
        if found:
            return found
    return tap_like(bubble, "ci", "set", person.effort)


def _sets_off(person: Simulated, bubble: Bubble, minutes: Tap) -> None:
    """Walk with the guide in the pocket. Most see it through; now and then something comes up on the way."""
    walk_id, offered = minutes[2], int(minutes[4])
    way = offered * person.random.uniform(0.2, 0.9)
    event = person.random.choices(list(ON_THE_WAY), list(ON_THE_WAY.values()))[0]
    if event == "forgets":
        return
    if event == "alarmed":
        person.later(way, partial(_alarmed, person))
        return
    if event in ("hurts", "stop"):
        person.later(way, partial(_breaks_off, person, bubble, ("walk", event, walk_id), int(way)))
        return
    if event in ("pause", "next", "quiet"):
        person.later(way, lambda: (bubble, ("guide", event, walk_id)))
    if event == "pause":
        person.later(way + 6, lambda: (bubble, ("guide", "go_on", walk_id)))
    person.later(offered + 8, partial(_comes_home, person, bubble, minutes))


def _comes_home(person: Simulated, bubble: Bubble, minutes: Tap) -> Answer:
    walked = person.walks(int(minutes[4]))
    if person.traits.types or walked != int(minutes[4]):
        return f"{walked} min pain {person.worst} {person.effort}"
    return bubble, minutes


def _breaks_off(person: Simulated, bubble: Bubble, tap: Tap, minutes: int) -> Answer:
    person.walks(max(1, minutes))
    return bubble, tap


def _alarmed(person: Simulated) -> Answer:
    person.startled = person.chance(0.5)
    return red_flag(person)


def red_flag(person: Simulated) -> str:
    """Something befalls them: say what must never be overheard, and mean it."""
    words = person.random.choice(list(EVENTS))
    person.flags.add(EVENTS[words])
    return words


def _hurts(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    at_night = "yes" if person.traits.nights and person.chance(0.5) else "no"
    known = {"region": "lower_back", "onset": "known", "down_leg": "no", "worse_walking": "no", "at_night": at_night}
    for tap in taps:
        if tap[:2] == ("pain", "set"):
            return tap_like(bubble, "pain", "set", tap[3], known.get(tap[3], str(person.body.pain())))
    if person.body.flare_days and ("flare", "begin") in taps:
        return bubble, ("flare", "begin")
    return tap_like(bubble, "flare", "no") if ("flare", "begin") in taps and ("flare", "no") in taps else None


def _advised(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    if any(tap[:2] == ("safe", "cleared") for tap in taps):
        return tap_like(bubble, "safe", "cleared")
    why = next((tap for tap in taps if tap[:2] == ("adv", "why")), None)
    if why is None:
        return None
    if any(tap[:2] == ("safe", "checked") for tap in taps):
        if person.chance(0.5):
            person.later(DAY * person.random.uniform(2, 20), partial(checked, person, bubble))
    elif ("go", "pt") in taps and person.chance(0.3):
        person.later(DAY * person.random.uniform(5, 25), person.body.treated)
    return (bubble, why) if person.wanted_once(f"why {why[2]}") and person.chance(0.2) else None


def checked(person: Simulated, bubble: Bubble) -> Answer | None:
    """Come back from a professional."""
    person.body.treated()
    person.flags.difference_update(START_FLAGS, EVENTS.values(), {WALK_EVENT})
    return tap_like(bubble, "safe", "checked")


def _plans(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Make an action plan, or not."""
    choices = [tap for tap in taps if tap[0] == "plan" and len(tap) == 3]
    if not choices:
        return None
    if ("plan", "no") in taps and not person.chance(WANTS_A_PLAN):
        return bubble, ("plan", "no")
    return bubble, person.random.choice(choices)


def _not_today(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Say what is in the way of today's walk; a small one may do."""
    barriers = [tap for tap in taps if tap[:2] == ("day", "barrier")]
    if barriers:
        return (bubble, person.random.choice(barriers)) if person.chance(TELLS_WHY) else None
    done = next((tap for tap in taps if tap[:2] == ("day", "done")), None)
    if done and any(tap[:2] == ("day", "rest") for tap in taps) and person.chance(0.4):
        person.walks(int(done[3]))
        return bubble, done
    later = [tap for tap in taps if tap[:2] == ("day", "in")]
    return (bubble, person.random.choice(later)) if later else None


def _exercises(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Choose a move, or do what opens it: questions, a chair, a therapist's yes."""
    if ("ex", "standard") in taps and "a move" in person.wants:
        person.wants.discard("a move")
        return bubble, person.random.choice([tap for tap in taps if tap[0] == "ex" and len(tap) == 2])
    joint = next((tap for tap in taps if tap[:2] == ("key", "joints") and len(tap) == 5), None)
    if joint:
        return tap_like(bubble, "key", joint[3], "yes" if joint[3] in person.traits.joints else "no")
    for words in (("choose",), ("joints",), ("chair", "done"), ("chair",), ("approve", "yes")):
        key = next((tap for tap in taps if tap[0] in ("ex", "key") and set(words) <= set(tap)), None)
        if key and person.wanted_once(":".join(key)):
            return bubble, key
    stood = by_score(bubble, "chair", max(0, person.body.pain() - 1))
    if stood:
        return stood
    approve = next((tap for tap in taps if tap[:2] == ("key", "approve")), None)
    return (bubble, approve) if approve and person.chance(THERAPIST_AGREES) else None


def _visits(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Say what they said, or what was in the way."""
    details = [tap for tap in taps if tap[0] == "visit" and len(tap) == 3]
    if not details:
        return None
    choice = details[person.random.choices(range(len(details)), [8, 3, 1, 1][: len(details)])[0]]
    if choice[1] == "went":
        person.body.treated()
    return bubble, choice


def _self_test(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    """Take the self-test, and say whether six more weeks are wanted."""
    begin = next((tap for tap in taps if tap[:2] == ("test", "begin")), None)
    if begin and person.wanted_once(":".join(begin)):
        return bubble, begin if person.chance(TAKES_TESTS) else ("test", "no", begin[2])
    figures = [tap for tap in taps if tap[:2] == ("test", "set") and tap[4] != "skip"]
    if figures:
        able = {"minutes": person.body.capacity, "stands": person.body.capacity / 2}.get(figures[0][3])
        wanted = person.body.pain() if able is None else able
        return bubble, min(figures, key=lambda tap: abs(int(tap[4]) - wanted))
    if ("arc", "more") in taps and ("arc", "keep") in taps:
        return bubble, ("arc", "more" if person.chance(person.traits.ambition) else "keep")
    return None


def _settings(person: Simulated, bubble: Bubble, taps: list[Tap]) -> Answer | None:
    for want, tap in WANTED.items():
        if want in person.wants and tap in taps:
            person.wants.discard(want)
            return bubble, tap
    if "a break" in person.wants and ("pause", "until_told") in taps:
        person.wants.discard("a break")
        choices = [tap for tap in taps if tap[:2] == ("pause", "for")] + [("pause", "until_told")]
        chosen = person.random.choice(choices)
        if chosen[1] == "until_told" or person.chance(0.3):
            person.later(DAY * person.random.uniform(2, 30), lambda: "/resume")
        return bubble, chosen
    return None


ON_THE_WAY = {"": 75, "pause": 6, "next": 5, "quiet": 5, "hurts": 2, "stop": 4, "forgets": 2, "alarmed": 0.5}
WANTED: dict[str, Tap] = {
    "to move": ("set", "zone"),
    "to travel": ("trip", "ask"),
    "a week away": ("trip", "for", "7"),
}
REPLIES = (
    _gate,
    _screen,
    _onboarding,
    _check_in,
    _hurts,
    _advised,
    _plans,
    _not_today,
    _exercises,
    _visits,
    _self_test,
    reason,
    hard_day,
    _settings,
)
