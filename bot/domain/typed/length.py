"""How much of a text is read."""

LONGEST_READ = 300
"""Characters: a longer text is a story; nothing but danger is read in it."""
