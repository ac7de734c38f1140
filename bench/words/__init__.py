"""Messages that the readers of words are made with and judged by; and the models that say what one means: `make words`.

How to add a model, `<name>`:

1. `bench/words/<name>/train*.<language>.yaml` for each language: label → messages, nested as you like; labels of the
   model are the keys, joined by ".". One of them, "none", is for messages that mean none of the others: give it the
   most messages. `[a|b|]` in a message stands for each of its parts; all that one line makes stays together, in
   training or in judging. Messages are written, not collected: nobody's words stand here.
2. `bench/words/<name>/fresh_dev.<language>.yaml` and `fresh_sealed.<language>.yaml`, of the same form, written without
   knowledge of the program and halved by lot. Look at what is missed in the first only, and train on neither.
3. An entry in `MODELS` in bench/words/models.py.
4. `make words WORDS=<name>` writes `content/models/<file>.<language>.json`. At run time:
   `library.models["<file>.<language>"].best(text)` → (label, share): take the label where the share is high enough,
   else say that it was not understood. `python -m bench.words.sweep <name>` shows what share gives
   how many right and wrong, by training on four fifths of the lines and judging the fifth, five times over.
"""
