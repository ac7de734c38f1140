"""Facts and words of `content/`, read once at the start: files, shapes, references between them."""
