"""Thousands of simulated people, half a year long, through the real flows and a real store.

`make cohort` runs it and writes docs/cohort.md and docs/cohort.svg; a small seeded one is part of the tests. The people
are invented: their numbers say what the rules do, never what walking does for anybody.
"""
