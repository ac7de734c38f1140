"""How sure a model must be: trained on four fifths of the lines and judged on the fifth, five times over.

python -m bench.words.sweep <name>
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.words.examples import Example, lots
from bench.words.models import MODELS, Recipe
from bot.domain.words.text_model import model

PARTS = 5
NONE = "none"
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def judged(examples: Sequence[Example], recipe: Recipe, language: str) -> list[tuple[Example, str, float]]:
    """Return each message with the label and the share that a model gave it which had not seen its line."""
    from bench.words.training import train

    groups = sorted({example.group for example in examples})
    lots(recipe.name).shuffle(groups)
    part_of = {group: at % PARTS for at, group in enumerate(groups)}
    found = []
    for part in range(PARTS):
        made = model(train([one for one in examples if part_of[one.group] != part], recipe, language))
        for one in examples:
            if part_of[one.group] == part:
                shares = made.shares((), recipe.looked_at(one.text, language))
                label = max(shares, key=lambda name: shares[name])
                found.append((one, label, shares[label]))
    return found


def main() -> None:
    """Print, for each model of a folder and each language, what each share gives."""
    options = argparse.ArgumentParser(prog="python -m bench.words.sweep", description=__doc__)
    options.add_argument("name")
    options.add_argument("--misses", type=Path, help="write the messages that came out wrong to this file")
    chosen = options.parse_args()
    wrong = []
    for recipe in MODELS:
        for language in recipe.languages if recipe.name == chosen.name else ():
            found = judged(recipe.examples(language), recipe, language)
            named = [one for one in found if recipe.label(one[0].label) != NONE]
            others = [one for one in found if recipe.label(one[0].label) == NONE]
            print(f"{recipe.file}.{language}: {len(named)} messages of a label, {len(others)} of none")
            for least in SHARES:
                right = sum(recipe.label(e.label) == label and share >= least for e, label, share in named)
                other = sum(label not in (NONE, recipe.label(e.label)) and share >= least for e, label, share in named)
                false = sum(label != NONE and share >= least for _, label, share in others)
                print(
                    f"  share >= {least}: {right / len(named):.1%} right, {other / len(named):.1%} another label,"
                    f" {false / max(1, len(others)):.1%} of none get one"
                )
            wrong += [
                f"{recipe.label(e.label)} -> {label} {share:.2f}: {e.text}"
                for e, label, share in found
                if recipe.label(e.label) != label
            ]
    if chosen.misses:
        chosen.misses.write_text("\n".join(wrong) + "\n", "utf-8")


if __name__ == "__main__":
    main()
