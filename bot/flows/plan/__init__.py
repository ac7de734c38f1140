"""The plan over weeks: reviews, the six weeks, own reason, moves, self-tests, barriers, breaks and trips.

The dose and its days are decided here, once a week or when a person changes them.
"""
