"""Typed words: danger and despair in them, which topic they ask about, what a short message wants."""
