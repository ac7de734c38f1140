"""The conversations, a room a journey: plain functions of a known person that return messages as data."""
