"""`make words`: train every model, write docs/words.md and docs/answers.md. WORDS=<name> for one folder only."""

import argparse

from bench.words.examples import digest
from bench.words.models import MODELS


def main() -> None:
    """Train, and say how large the files came out."""
    from bench.words import answering, judging
    from bench.words.training import train, written

    options = argparse.ArgumentParser(prog="python -m bench.words", description=__doc__)
    options.add_argument("name", nargs="?", help="only the models of this folder")
    name = options.parse_args().name
    for recipe in MODELS:
        if name not in (None, recipe.name):
            continue
        for language in recipe.languages:
            examples = recipe.examples(language)
            text = written(train(examples, recipe, language), digest(*recipe.inputs(language)))
            recipe.out_file(language).write_text(text, "utf-8")
            print(f"{recipe.file}.{language}: {len(examples)} messages, {len(text.encode()) // 1000} kB")
    if name in (None, judging.DANGER.name):
        judging.write()
    if name in (None, answering.QUESTIONS.name):
        answering.write()


if __name__ == "__main__":
    main()
