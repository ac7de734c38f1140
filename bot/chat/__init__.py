"""Telegram: what comes in, the engine and the ticker between, what goes out."""
