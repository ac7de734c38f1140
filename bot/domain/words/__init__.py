"""Typed words: danger and despair in them, topics, wishes, notes, reminders, places that hurt, causes told beside a score."""
