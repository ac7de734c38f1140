"""Words in free text that open the red-flag questions, and words that do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.words.danger_words import Told, Triggers, listed
from bot.domain.words.hearing import MAYBE, Ear, danger
from tests.support.story import LIBRARY

ENGLISH = LIBRARY.heard["en"].triggers


def told(text: str, *languages: Triggers) -> Told | None:
    """Return the danger that the rules of some languages find in a text, without the model, or None."""
    return danger(text, [Ear(triggers) for triggers in languages], LIBRARY.rules.hearing)


NAMED = [
    "chest pain",
    "I have chest pain",
    "pain in my chest",
    "my chest hurts",
    "my chest feels tight",
    "pressure on the chest when I climb",
    "chets pain",
    "chest pian",
    "chst pain",
    "CHEST PAIN!!!",
    "chest-pain",
    "Is chest pain normal?",
    "no, chest pain",
    "no chest pain? yes chest pain",
    "no walk, chest pain",
    "no walk chest pain",
    "no… chest pain",
    "no 😟 chest pain",
    "no - chest pain",
    "No. Chest pain.",
    "no i have chest pain",
    "no my chest hurts",
    "no pain except in my chest",
    "no pain, only my chest hurts",
    "not sure, maybe chest pain",
    "I don't know if this is chest pain",
    "I never had chest pain before",
    "I've never had chest pain like this",
    "not much chest pain",
    "no chest pain and my leg is numb",
    "no chest pain but I feel numb",
    "no knee pain, chest pain",
    "20 min pain 3 and chest pain",
    "I think it is a heart attack",
    "palpitations since noon",
    "I can't breathe",
    "I cant brethe",
    "can not breathe",
    "short of breath",
    "shortness of breath at rest",
    "I fainted",
    "almost fainted on the stairs",
    "fianted after the walk",
    "I passed out",
    "blacked out for a minute",
    "feeling dizzy",
    "light headed when standing",
    "coughing blood",
    "coughing up some blood",
    "blood when I cough",
    "is this a stroke",
    "my face is drooping",
    "slurred speech",
    "I can't move my arm",
    "worst headache of my life",
    "my foot is numb",
    "numb between the legs",
    "numness in my groin",
    "I can’t feel my legs",
    "I do not feel my feet",
    "no feeling in my bottom",
    "lost feeling in both legs",
    "pins and needles between my legs",
    "can't pee",
    "cant pee",
    "cant peee",
    "can not pee since yesterday",
    "I am not able to pee",
    "trouble peeing",
    "I lost control of my bladder",
    "no control over my bladder",
    "couldn't hold my pee",
    "wet myself",
    "I am incontinent",
    "lost control of my bowels",
    "my leg is weak",
    "weakness in both legs",
    "my legs gave way",
    "my foot is dragging",
    "foot drop",
    "swollen calf",
    "my calf is red and hot",
    "could it be a blood clot",
    "hot swollen knee",
    "I have a fever",
    "fevr and chills",
    "I fell down the stairs",
    "had a bad fall",
    "car accident",
    "I think my ankle is broken",
    "can't put weight on it",
    "I cannot stand on my foot",
    "my knee is locked",
    "I had cancer",
    "losing weight without trying",
    "pregnant and bleeding",
]

NOT_NAMED = [
    "",
    "🙂",
    "hello",
    "20 min pain 3",
    "pain 8",
    "my back hurts",
    "no chest pain",
    "No chest pain!",
    "no chest pain today",
    "no more chest pain",
    "I don't have chest pain",
    "i dont have any chest pain",
    "I do not have chest pain",
    "without chest pain",
    "walked 20 without any chest pain",
    "never had chest pain",
    "my chest doesn't hurt",
    "my chest does not hurt",
    "chest is pain free",
    "no pain in my chest",
    "no chest pain or numbness",
    "no numbness or weakness in my legs",
    "neither chest pain nor numbness",
    "no swelling or numbness",
    "never fainted",
    "I have never fainted",
    "I have not fainted",
    "didn't faint",
    "not numb",
    "it isn't numb",
    "no longer numb",
    "no signs of numbness",
    "not dizzy",
    "no fever",
    "I don't have a fever",
    "no blood clot",
    "not short of breath",
    "haven't had any dizziness",
    "number",
    "number 3",
    "what is the number of minutes",
    "phone numbers",
    "fewer steps today",
    "cancel",
    "a chilly morning",
    "chill day",
    "a game of chess hurt my back",
    "next month is crooked",
    "strike a pose",
    "I heard it hurts",
    "I can't stand the rain",
    "my chest is fine, my knee hurts",
    "I paused and went out",
    "I backed out",
    "it looks like my knee is better",
    "my shorts are too tight",
    "breathing hard but fine",
    "take a deep breath",
    "I want to lose weight",
    "fall is my favourite season",
    "numerous walks",
    "I feel good in my legs",
    "no pain in my legs feeling good",
    "worse headache than usual",
    "press ups",
    "can I pee before the walk",
    "leg day was hard",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_red_flag_is_heard(text: str) -> None:
    """Whatever way it is said or mistyped, it opens the questions."""
    assert told(text, ENGLISH) is not None


@pytest.mark.parametrize("text", NOT_NAMED)
def test_nothing_is_heard_where_nothing_was_said(text: str) -> None:
    """What is denied, and words that only look alike, open nothing."""
    assert told(text, ENGLISH) is None


@given(st.text(max_size=200))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_is_read(text: str) -> None:
    """No text makes it fail."""
    told(text, ENGLISH)


@given(st.sampled_from(["chest pain", "my foot is numb", "I cant pee", "I fainted"]), st.text(" abcdefgh", max_size=40))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_what_was_said_before_a_full_stop_hides_nothing(flag: str, before: str) -> None:
    """Another sentence in front changes nothing."""
    assert told(f"{before} no. {flag}", ENGLISH) is not None


def alone(triggers: Triggers) -> list[str]:
    """Return the single words that are a pattern on their own."""
    patterns = {pattern for patterns in triggers.signs.values() for pattern in listed(patterns)}
    forms = [form for pattern in patterns for form in listed(triggers.concepts.get(pattern, pattern))]
    return sorted({form for form in forms if form.isalpha() and form.islower() and len(form) > 4})


@pytest.mark.parametrize("form", alone(ENGLISH))
def test_every_word_that_stands_alone_is_heard_with_two_letters_swapped(form: str) -> None:
    """A slip of the thumb in the middle of a word hides nothing."""
    slipped = form[:1] + form[2] + form[1] + form[3:]
    assert told(slipped, ENGLISH) is not None


def test_a_very_long_text_takes_no_time() -> None:
    """The longest message that Telegram takes is read at once, whatever it repeats."""
    assert told("cant feel leg no not or numb " * 140, ENGLISH) is not None
    assert told("no chest pain or " * 20, ENGLISH) is None
    assert told("no chest pain or " * 240, ENGLISH) is not None  # so many are not judged one by one


@pytest.mark.parametrize(
    "text",
    [
        "fingers numb from the cold",
        "my legs feel like jelly after squats",
        "arm went to sleep from sitting on it",
        "is tingling common?",
        "my phone fell on the path",
        "nearly tripped on a root",
        "cough is gone but slightly breathless, fine after a minute",
        "my cousin has cancer",
    ],
)
def test_what_explains_itself_is_no_alarm(text: str) -> None:
    """A cause that everybody knows, a thing that falls, a question about things in general, a near miss."""
    assert told(text, ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("is this a heart attack", "emergency"),
        ("is it normal that my leg is numb", "urgent"),
        ("i was painting and fell off the ladder", "emergency"),
        ("what is the point of being alive", "despair"),
        ("had 30 paracetamol by mistake", "overdose"),
    ],
)
def test_a_cause_or_a_question_hides_no_danger(text: str, kind: str) -> None:
    """Who asks about themselves is in it; despair and overdose are never only a question, nor explained away."""
    found = told(text, ENGLISH)
    assert found is not None
    assert found.kind == kind


def test_what_may_be_despair_is_asked_about() -> None:
    """Low words alone: a quiet question; with more, the answer at once."""
    low, sure = told("i feel hopeless", ENGLISH), told("i feel hopeless and want to die", ENGLISH)
    assert low is not None
    assert low.sign == MAYBE
    assert sure is not None
    assert sure.kind == "despair"
    assert sure.sign != MAYBE


TAKEN = [
    "took ibuprofen, pain 3",
    "20 min pain 2 took ibuprofen",
    "pain 3, took paracetamol",
    "took my tablets this morning",
    "walked 25 minutes, took a painkiller",
    "tomé ibuprofeno, dolor 3",
    "20 min dolor 2, tomé un paracetamol",
]


@pytest.mark.parametrize("text", TAKEN)
def test_a_medicine_taken_as_usual_is_no_overdose(text: str) -> None:
    """Beside a score and minutes, too: neither the rules nor the model take the minutes for tablets."""
    for language in ("en", "es"):
        assert danger(text, LIBRARY.ears(language), LIBRARY.rules.hearing) is None


@pytest.mark.parametrize("text", ["20 min pain 2, took 20 ibuprofen", "took 30 pills", "tomé 25 pastillas"])
def test_many_tablets_are(text: str) -> None:
    """Whatever else was told."""
    heard = danger(text, LIBRARY.ears("en"), LIBRARY.rules.hearing)
    assert heard is not None
    assert heard.kind == "overdose"


@pytest.mark.parametrize(
    "text",
    [
        "can stress cause a stroke?",
        "i can't carry on with the exercises this week",
        "took my tablets at 8",
        "passed out on the sofa after dinner",
        "watched a film about suicide",
    ],
)
def test_what_only_sounds_like_danger(text: str) -> None:
    """What brings something on in general, what cannot go on of the plan, the hour of a dose, sleep, films."""
    assert told(text, ENGLISH) is None


@pytest.mark.parametrize(
    "text",
    [
        "is chest pain dangerous?",
        "i can't carry on with this pain",
        "took 20 tablets at 8",
        "passed out on the path",
        "my foot went cold and white",
        "i can't go on living",
        "my left side has gone weak",
        "i keep staring at the train tracks",
    ],
)
def test_what_stands_close_to_it_is_heard(text: str) -> None:
    """The same words where they are of danger."""
    assert told(text, ENGLISH) is not None
