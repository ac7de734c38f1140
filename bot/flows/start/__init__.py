"""The start: consent, screens, minutes, zone, hour, the first plan.

Each step of the start fills one field of the profile; the next question is the first that is still empty. The zone, the
language, a round of red-flag questions and a restored export are taken here at any time.
"""
