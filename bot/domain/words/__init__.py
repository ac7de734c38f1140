"""Typed words: danger and despair in them, topics, wishes, notes, places that hurt, causes beside a score."""
