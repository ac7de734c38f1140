"""The start: consent, screens, minutes, zone, hour, the first plan.

Each step fills one field of the profile; the next question is the first field that is still empty.
"""
