"""The plan over weeks: reviews, the six weeks, moves, self-tests, breaks and trips.

What a day asks for is decided here, once a week or when a person changes it.
"""
