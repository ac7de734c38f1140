"""What somebody may type: by lot, from what people say to what nobody should."""

from random import Random

from bot.flows.routes import COMMANDS

SAID = (
    "12 min pain 2", "walked 25, pain 2, hard", "20 min pain 11", "0 min", "999 min pain 3", "-5 min",
    "1e9 min pain 1", "my knee hurts", "pain 7", "pain 10", "/pain 9", "chest pain", "I can't pee",
    "numb between the legs", "fever", "not today", "later", "done", "stop", "STOP", "help", "thanks", "ok", "yes",
    "no", "9", "09:00", "25:61", "9 pm", "noon", "7:30", "Madrid", "Berlin, DE", "Springfield", "Xyzzy", "a",
    "2026-11-30", "in 3 weeks", "tomorrow", "12,5", "½ hour", "٣٠ min", "１２ min pain ２", "²", "∞", "10 10 10",
    "10/10", "I feel dizzy", "no chest pain", "two walks",
)  # fmt: skip
ODD = (
    "", " ", "\n\n\n", "\t", "\0", "\x1b[31m", "\u200b", "\u202e12 nim", "e\u0301" * 50,
    "\U0001f468\u200d\U0001f469" * 30, "\ufeff", "\ud7ff", "\ue000", "\uffff", "\U0010ffff", "ﷺ" * 20, "𝟙𝟚 𝕞𝕚𝕟",
    "<b>bold", "</b>", "&lt;", "&#0;", "<a href=", "{{ 7 * 7 }}", "{% for x in y %}", "'; DROP TABLE users; --",
    "%s%n", "../../etc/passwd", "null", "None", "NaN", "[]", "{}", "/", "//", "/ ", "/@", "/start@",
    "/start@walk_coach_bot", "/"+"x" * 200, "/ｓｔａｒｔ", "/start\n/delete", ":", "1:",
)  # fmt: skip
LETTERS = "aeiou nrst 0123456789.,:;/-+<>&'\"\n"
LETTERS += "\u00df\u0130\u0131\u017f\u01c5\u0345\u1e9e\ufb01\u2160\u0660\U0001d7d8\U0001f600"


def text(lots: Random) -> str:
    """Return something to type, at most 4,096 characters, as Telegram allows."""
    match lots.randrange(8):
        case 0 | 1:
            return lots.choice(SAID)
        case 2:
            return lots.choice(ODD)
        case 3:
            return f"/{lots.choice(list(COMMANDS))} {lots.choice(SAID + ODD)}".strip()
        case 4:
            return f"/{lots.choice(list(COMMANDS))}"
        case 5:
            return " ".join(lots.choice(SAID + ODD) for _ in range(lots.randint(1, 5)))
        case 6:
            return (lots.choice(SAID + ODD) * 4096)[: lots.choice((100, 4096))]
    return "".join(lots.choice(LETTERS) for _ in range(lots.randint(1, 40)))
