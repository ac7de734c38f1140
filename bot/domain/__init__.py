"""The rules: pure functions over dataclasses; no clock, no chance, no store."""
