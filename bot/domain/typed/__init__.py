"""What people type, as values: scores, durations, counts, times, days, zones, and check-ins told in their own words.

A reader understands the whole of a text, or says that it did not and, where it knows, why: a `Misread`. In a check-in
words that are not known do no harm.
"""
