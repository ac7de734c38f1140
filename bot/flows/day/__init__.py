"""A day: the nudge, today's card, the guided walk, the check-in and what is asked after it.

Everything here is about one local day of a person who has a plan.
"""
