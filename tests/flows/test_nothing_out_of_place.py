"""Whatever is said, tapped or waited for while no walk may be: no walk, no target, no praise, in any language.

Templates are told apart, not phrases: what may be said then is listed, and a new template has to be judged.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from bot.chat.callbacks import decode
from bot.domain.coaching.plan import Dose
from bot.domain.coaching.self_test import FULL
from bot.flows.routes import COMMANDS
from bot.messages import Facts
from bot.rendering import Renderer
from bot.store.diary import arcs, self_tests
from bot.store.person import action_plans, reasons
from bot.store.safety import crises, holds
from tests.flows.test_never_the_wrong_way import in_full_swing, shown
from tests.support.settled import context_of
from tests.support.story import LIBRARY, Bubble, Person, Story

# Flows that speak of no walk to come, by the first part of a template's name
CALM_FLOWS = {
    *("account", "advice", "chat", "crisis", "feedback", "health", "help", "instruction", "language", "operator"),
    *("pain", "pausing", "pt", "report", "restore", "safety", "screens", "settings", "travel", "typed", "visit"),
    *("zone", "exercises", "calm"),
}
CALM = {
    *("daily/held", "daily/told", "today/held", "today/rest", "today/told", "today/paused", "reason/card"),
    *("reason/delete", "reason/thread_stopped", "reason/left_out", "self_test/not_now", "guide/paused", "guide/quiet"),
    *("action_plan/no_plan", "hard_day/no_plan", "followups/two_hour", "followups/morning", "learn/tips", "learn/why"),
    *("learn/sources", "checkin/undone", "checkin/nothing_to_undo", "checkin/too_long_ago", "checkin/minutes_range"),
    *("checkin/pain_range", "checkin/not_understood", "checkin/before_pain", "checkin/worst_pain", "checkin/effort"),
    *("checkin/minutes", "answers/which", "answers/not_known", "speak/pain", "speak/lost", "speak/media"),
    *("speak/edited", "speak/hello", "speak/thanks", "speak/grief", "speak/long", "speak/stumbled", "speak/wordless"),
    *("speak/unknown_command", "flare/as_usual", "flare/not_now"),
}
# What may be said as long as its facts say that walks are on hold, or that nothing grows
SAYS_SO: dict[str, Callable[[Facts], bool]] = {
    **dict.fromkeys(("answers/answer", "learn/good", "learn/condition"), lambda facts: facts["held"] == "stopped"),
    "learn/tip": lambda facts: facts["held"] == "stopped" or facts["group"] == "stop",
    "arc/card": lambda facts: facts["held"] is True,
    "progress/progress": lambda facts: facts["held"] is True and not facts["streak"] and facts["way"] is None,
    "checkin/summary": lambda facts: facts["stopped"] is not None or facts["rest"] is True,
    **dict.fromkeys(
        ("followups/thanks", "followups/thanks_settled", "followups/thanks_not_settled"),
        lambda facts: facts["well"] is False,
    ),
    **dict.fromkeys(("knee/noted", "knee/capped", "knee/agreed"), lambda facts: facts["grows"] is False),
    "exercises/card": lambda facts: facts["walks"] is False and facts["instead"] is None,
    "today/rest": lambda facts: facts["streak"] == 0,
}
TYPED = {
    "en": (
        *(
            "what's my streak?",
            "how am I doing?",
            "can I walk?",
            "I want longer walks",
            "done",
            "12 min pain 2",
            "walk",
        ),
        *("5 min pain 0 easy", "weekly wishes", "18:00", "thanks", "👍", "I feel fine", "tired", "it's raining"),
        *("great", "yes", "yesterday 10 min pain 1 easy", "I walked to the shop", "later", "remind me in an hour"),
        *("is it safe to walk?", "how long should I walk today?", "no pain today", "I feel better", "start again"),
    ),
    "es": (
        *("¿cuál es mi racha?", "¿cómo voy?", "¿puedo caminar?", "quiero caminar más tiempo", "hecho", "caminar"),
        *("12 min dolor 2", "5 min dolor 0 fácil", "18:00", "gracias", "👍", "estoy bien", "cansada", "está lloviendo"),
        *("genial", "sí", "ayer 10 min dolor 1 fácil", "fui andando a la tienda", "más tarde", "¿es seguro caminar?"),
        *("recuérdamelo en una hora", "¿cuánto camino hoy?", "hoy sin dolor", "estoy mejor", "empezar de nuevo"),
    ),
}
# Buttons of messages that a week may bring; those of the chat itself come on top
OLD_TAPS = (
    *("week:longer", "week:not_longer", "week:smaller:11", "week:barrier:2026-11-22:busy", "arc:check", "arc:next"),
    *("arc:keep", "arc:more", "lapse:life", "reason:new", "reason:show", "reason:set:1:activity:play", "reason:own:1"),
    *("thread:stop", "progress:all", "plan:show", "plan:new", "plan:no", "hard:show", "hard:new", "test:begin:1"),
    *("test:set:1:minutes:10", "test:set:1:pain:2", "key:chair:lunges", "key:chair:lunges:pain:1", "set:days"),
    *("key:joints:lunges", "knee:yes", "knee:no", "knee:therapist", "ex:lunges", "ex:standard", "set:every_day"),
    *("pause:keep", "pause:for:3", "pause:resume", "trip:home", "learn:tip:start:0", "learn:tip:stop:0"),
    *(f"fu:two:{walk}:0" for walk in range(3, 8)),
    *("fu:settled:1:yes", "fu:settled:2:no", "learn:good:general:0"),
    *("learn:for:back", "topic:more", "flare:still", "flare:over", "go:wrong"),
)
WAYS_OUT = {"acc", "adv", "crisis", "instr", "lang", "safe", "scr", "slip"}
"""First parts of taps that end a state, delete everything or change the language."""
COMMANDS_LEFT = {"delete", "stop", "language"}
State = Callable[[Story, Person, str], Awaitable[None]]
Also = Mapping[str, Callable[[Facts], bool]]
NOTHING: Also = {}


class Noting(Renderer):
    """Notes what it renders."""

    def __init__(self) -> None:
        super().__init__(LIBRARY)
        self.said: list[tuple[str, Facts]] = []

    def text(self, language: str, template: str, facts: Facts) -> str:
        """Note a template and its facts, and render it."""
        self.said.append((template, facts))
        return super().text(language, template, facts)


RENDERER = Noting()


def _hold(rule: str) -> State:
    async def put(story: Story, ana: Person, language: str) -> None:
        async with context_of(story) as context:
            holds.put(context.tx, 1, rule, context.today, context.now)

    return put


def _crisis(kind: str, sure: bool) -> State:
    async def put(story: Story, ana: Person, language: str) -> None:
        async with context_of(story) as context:
            crises.tell(context.tx, 1, kind, sure, context.today, context.now)

    return put


async def _round(story: Story, ana: Person, language: str) -> None:
    await ana.say({"en": "I have chest pain", "es": "me duele el pecho"}[language])


async def _despair(story: Story, ana: Person, language: str) -> None:
    await ana.say({"en": "I want to die", "es": "ya no quiero vivir"}[language])


async def _maybe(story: Story, ana: Person, language: str) -> None:
    await ana.say({"en": "what is the point of it all", "es": "qué sentido tiene todo esto"}[language])


async def _severe(story: Story, ana: Person, language: str) -> None:
    await ana.say("/pain 8")
    nothing = {"en": "None of these", "es": "Nada de esto"}[language]
    while nothing in ana.last.labels():
        await ana.tap(nothing, ana.last)


async def _told(story: Story, ana: Person, language: str) -> None:
    await ana.say("/answer")
    for tap in ("walking:no_walks", "check", "yes"):
        entry = (await story.rows("instructions"))[-1]["instruction_id"]
        await ana.tap_data(f"1:instr:{entry}:{tap}", ana.last)


STATES: dict[str, State] = {
    **{rule: _hold(rule) for rule in ("EMERGENCY", "URGENT", "CLEARANCE")},
    "an open question": _round,
    "severe pain": _severe,
    "a therapist's no": _told,
    "despair": _despair,
    "maybe despair": _crisis("despair", False),
    "overdose": _crisis("overdose", True),
    "the quiet question": _maybe,
}
EASED = ("FLARE", "SEVERE", "EXACERBATED_BY_WALKING")
"""Rules under which walks are made smaller, and nothing grows."""
EASED_ON: dict[str, Callable[[Facts], bool]] = {
    **dict.fromkeys(("walk/before", "today/walking"), lambda facts: facts["minutes"] == 2 and facts["reason"] in EASED),
    "walk/go": lambda facts: True,  # the walk under way; its minutes were said before the day changed
    "today/walked": lambda facts: True,
    "arc/card": lambda facts: facts["eased"] is True,
    **dict.fromkeys(
        ("answers/answer", "learn/good", "learn/condition", "learn/tip"), lambda facts: bool(facts["held"])
    ),
    **dict.fromkeys(("speak/fine", "speak/tired", "speak/weather"), lambda facts: True),
    "progress/progress": lambda facts: facts["way"] is None,
}
"""What may be said besides as long as its facts say that the walks are smaller: no move, no offer, no growth."""


async def _with_everything_offered(story: Story) -> None:
    """Put six weeks that are over, a self-test, a reason and a plan that wait for answers."""
    async with context_of(story) as context:
        tx, today = context.tx, context.today
        arcs.begin(tx, 1, context.first_walk_on)
        arc = arcs.newest(tx, 1)
        assert arc is not None
        arcs.end(tx, arc, today, Dose(11, 1, 3))
        self_tests.offer(tx, 1, FULL, today)
        reasons.begin(tx, 1, today, context.now)
        action_plans.begin(tx, 1, context.now)


async def _put(story: Story, state: State, language: str) -> tuple[Person, list[tuple[str, Bubble]]]:
    """Put somebody on a walk into a state; return them, and the buttons that they had before."""
    story.engine = replace(story.engine, renderer=RENDERER)
    ana = await in_full_swing(story)
    await ana.speak(language)
    await _with_everything_offered(story)
    seen = shown(ana)
    await state(story, ana, language)
    RENDERER.said.clear()
    return ana, seen


def _is_calm(template: str, facts: Facts, also: Also = NOTHING) -> bool:
    if template in also and also[template](facts):
        return True
    if template in SAYS_SO:
        return SAYS_SO[template](facts)
    return template in CALM or template.split("/")[0] in CALM_FLOWS


def _nothing_out_of_place(doing: str, also: Also = NOTHING) -> None:
    wrong = [template for template, facts in RENDERER.said if not _is_calm(template, facts, also)]
    RENDERER.said.clear()
    assert wrong == [], doing


async def _tap_all(ana: Person, taps: Sequence[tuple[str, Bubble]], times: int = 1, also: Also = NOTHING) -> None:
    """Tap each button, whatever stands there meanwhile: one of each kind of choice, such as a score, is enough."""
    kinds = {data.rstrip("0123456789"): (data, bubble) for data, bubble in taps}
    for data, bubble in kinds.values():
        if (decode(data) or ("",))[0] not in WAYS_OUT and data != "1:go:delete":
            for _ in range(times):
                await ana.tap_data(data, bubble)
            _nothing_out_of_place(data, also)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("state", STATES)
async def test_nothing_is_out_of_place_while_no_walk_may_be(state: str, language: str) -> None:
    """Commands, words, old buttons tapped twice, those that they bring, a break and back; then, stopped, a week."""
    async with Story.open() as story:
        ana, seen = await _put(story, STATES[state], language)
        for command in sorted(set(COMMANDS) - COMMANDS_LEFT):
            await ana.say(f"/{command}")
            _nothing_out_of_place(command)
        for text in TYPED[language]:
            await ana.say("/help")  # no question is open
            await ana.say(text)
            _nothing_out_of_place(text)
        await ana.say("/help")
        old = [(f"1:{data}", ana.last) for data in OLD_TAPS]
        known = {data for data, _ in [*seen, *old]}
        await _tap_all(ana, seen)
        await _tap_all(ana, old, times=2)
        await _tap_all(ana, [each for each in shown(ana) if each[0] not in known])
        if state != "severe pain":  # its rest is over the next day
            for _ in range(8):
                await story.wait(days=1)
                _nothing_out_of_place("a day")
                await ana.say("/today")
                _nothing_out_of_place("/today")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("rule", EASED)
async def test_nothing_grows_while_walks_are_made_smaller(rule: str, language: str) -> None:
    """Commands, words and old buttons: the walk of the day is the small one, and no move, test or plan is offered."""
    async with Story.open() as story:
        ana, seen = await _put(story, _hold(rule), language)
        for words in (*(f"/{command}" for command in sorted(set(COMMANDS) - COMMANDS_LEFT)), *TYPED[language]):
            await ana.say("/help")
            await ana.say(words)
            _nothing_out_of_place(words, EASED_ON)
        await ana.say("/help")
        old = [(f"1:{data}", ana.last) for data in OLD_TAPS if not data.startswith("flare")]
        await _tap_all(ana, [*seen, *old], times=2, also=EASED_ON)


async def test_on_any_other_day_walks_are_spoken_of() -> None:
    """What is listed as calm is not all that may be said."""
    async with Story.open() as story:
        story.engine = replace(story.engine, renderer=RENDERER)
        ana = await in_full_swing(story)
        RENDERER.said.clear()
        for text in ("/today", "/check", "/progress", "I want longer walks", "8 min pain 1"):
            await ana.say(text)
            assert not all(_is_calm(template, facts) for template, facts in RENDERER.said), text
            RENDERER.said.clear()
