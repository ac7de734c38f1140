"""How danger is heard in voices that nothing was trained on: each third of them is held out in turn.

python -m bench.words.voices [--trained]

A voice is a block of `train_voices.<language>.yaml`: how one made-up person writes. The rules are what they are; the
model that judges a third has seen all other messages. `--trained`: judge by the models in content/ as they are,
which tells of other voices only before these were added to training.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bench.words.examples import Example, lots, read, read_all
from bench.words.judging import DANGER, NONE, WAYS, Judged
from bot.content.library import load
from bot.content.shapes import Library
from bot.domain.words.text_model import TextModel, model

PARTS = 3
VOICES = "train_voices"
VARIANTS = 4
"""Of a line that is trained on: a third of the usual, for the time it takes."""


def voice(example: Example) -> str:
    """Return whose a message is: "emergency.texan_trucker" → "texan_trucker"."""
    return example.label.split(".")[1]


def held_out(language: str, library: Library) -> Iterator[tuple[Library, Sequence[Example]]]:
    """Yield, for each third of the voices, a library whose model has not seen them, and their messages."""
    from bench.words.training import train

    spoken = read(DANGER.test_file(language, VOICES), 1)
    others = [path for path in DANGER.train_files(language) if path != DANGER.test_file(language, VOICES)]
    known = read_all(others, VARIANTS)
    names = sorted({voice(example) for example in spoken})
    lots(VOICES).shuffle(names)
    part_of = {name: at % PARTS for at, name in enumerate(names)}
    for part in range(PARTS):
        seen = [example for example in spoken if part_of[voice(example)] != part]
        made = model(train([*known, *seen], DANGER, language))
        models: Mapping[str, TextModel] = {**library.models, f"danger.{language}": made}
        yield replace(library, models=models), [one for one in spoken if part_of[voice(one)] == part]


def main() -> None:
    """Print a row of a table for each language and way."""
    options = argparse.ArgumentParser(prog="python -m bench.words.voices", description=__doc__)
    options.add_argument("--trained", action="store_true")
    trained = options.parse_args().trained
    library = load()
    for language in DANGER.languages:
        heard: dict[str, Counter[tuple[str, str]]] = {way: Counter() for way in WAYS}
        spoken = read(DANGER.test_file(language, VOICES), 1)
        for judging, messages in [(library, spoken)] if trained else held_out(language, library):
            for way, hear in WAYS.items():
                heard[way].update((one.label.split(".")[0], hear(judging, language, one.text)) for one in messages)
        for way, counted in heard.items():
            found = Judged(counted)
            print(
                f"| {way} | {language} | {found.share('emergency', 'urgent')} | {found.share('despair')}"
                f" | {found.share('overdose')} | {found.silent()} | {counted[NONE, 'asked']} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
