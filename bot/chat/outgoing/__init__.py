"""Calls on their way out: messages as calls of the Bot API, sent at Telegram's pace, nothing lost."""
